using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using Rung.Server.Customers.Surveys;
using Rung.Server.Desk;
using Rung.Server.Mail;

namespace Rung.Server.Customers.Outcomes;

/// <summary>Asking the customer whether a measure is right, and taking the answer.</summary>
sealed class Confirming(TheDesk desk, Mailer mailer)
{
    /// <summary>Asks somebody of the customer's own; a letter goes out where mail is set up, else the link is there to copy.</summary>
    public async Task<Record> Ask(Docket docket, Id<PromisedOutcome> id, Id<Contact>? contactId)
    {
        var outcome = await docket.Need(id);
        var asked = contactId ?? outcome.StakeholderId ?? throw new RefusedException(new Missing("contactId"));
        var contact = await docket.Ask<Contact>().FirstOrDefaultAsync(c => c.Id == asked) ?? throw new RefusedException(new NotFound("contact", asked.ToString()));
        if (!await IsTheirs(docket, contact, outcome.AccountId)) throw new RefusedException(new NotOfThisAccount(contact.Name));
        docket.Do(outcome, outcome.AskToConfirm(asked, docket.Act));
        if (mailer.IsSetUp && contact is { Email.Length: > 0, DoNotContact: false }) OutgoingMail.Queue(docket, ConfirmLetter.Word, outcome.Key, mailer.From.Domain);
        return outcome;
    }

    /// <summary>Whoever of ours hears it from the customer says who said so.</summary>
    public static async Task<Record> Confirm(Docket docket, Id<PromisedOutcome> id, Id<Contact> by)
    {
        var outcome = await docket.Need(id);
        var contact = await docket.Ask<Contact>().FirstOrDefaultAsync(c => c.Id == by) ?? throw new RefusedException(new NotFound("contact", by.ToString()));
        if (!await IsTheirs(docket, contact, outcome.AccountId)) throw new RefusedException(new NotOfThisAccount(contact.Name));
        docket.Do(outcome, outcome.Confirm(by, docket.Act));
        return outcome;
    }

    /// <summary>The customer answers through the link: yes, or no with what is not right.</summary>
    public Task<Outcome<Receipt>> Answer(ConfirmLink link, bool isRight, string objection, CancellationToken cancel) =>
        desk.Decide(new(Actors.Respondent, isRight ? "promised-outcome.confirm" : "promised-outcome.dispute") { Origin = Origin.Respondent }, async docket =>
        {
            if (await Present(docket.Ask<PromisedOutcome>(), docket.Ask<Contact>(), link, desk.Now, cancel) is (_, _, { } refusal)) throw new RefusedException(refusal);
            var outcome = await docket.Need(link.Outcome);
            docket.Do(outcome, isRight ? outcome.Confirm(link.Contact, docket.Act) : outcome.Dispute(objection, docket.Act));
            return outcome;
        }, cancel);

    /// <summary>What the link shows, or why it shows nothing any more.</summary>
    public static async Task<(PromisedOutcome? Outcome, Contact? Contact, Refusal? Refusal)> Present(IQueryable<PromisedOutcome> outcomes, IQueryable<Contact> contacts, ConfirmLink link, DateTimeOffset now, CancellationToken cancel)
    {
        var outcome = await outcomes.AsNoTracking().FirstOrDefaultAsync(o => o.Id == link.Outcome, cancel);
        var contact = await contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == link.Contact, cancel);
        if (outcome is not { RemovedAt: null } || contact is not { RemovedAt: null, ErasedAt: null }) return (null, null, new ConfirmationWithdrawn());
        if (outcome.MeasuredAt != link.MeasuredAt || outcome.AskedId != link.Contact) return (null, contact, new MeasuredSince());
        return (outcome, contact, now > outcome.AskedUntil && outcome.ConfirmedAt is null ? new ConfirmationClosed() : null);
    }

    static async Task<bool> IsTheirs(Docket docket, Contact contact, Id<Account> account) =>
        contact.AccountId == account || await docket.Ask<ContactRole>().AnyAsync(r => r.ContactId == contact.Id && r.AccountId == account && r.RemovedAt == null);
}

/// <summary>The contact belongs to somebody else.</summary>
public sealed record NotOfThisAccount(string Contact) : Refusal
{
    public override string At => "contactId";
}

/// <summary>The promise was taken back, or whoever was asked is not known here any more.</summary>
public sealed record ConfirmationWithdrawn : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>It was measured again since the link was sent, or somebody else is asked now.</summary>
public sealed record MeasuredSince : Refusal;

/// <summary>The link was good for thirty days.</summary>
public sealed record ConfirmationClosed : Refusal;
