using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Customers.Surveys;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Outcomes;

/// <summary>The letter that asks whether a measure is right.</summary>
sealed class ConfirmLetter(Store store, TheDesk desk, ConfirmLinks links, Texts texts) : ILetterWriter
{
    public const string Word = "confirmation";

    public string Kind => Word;

    public async Task<Letter?> Write(Guid about, CancellationToken cancel)
    {
        await using var db = store.Open();
        var id = new Id<PromisedOutcome>(about);
        var outcome = await db.Set<PromisedOutcome>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancel);
        if (outcome is not { RemovedAt: null, ConfirmedAt: null, AskedId: { } asked } || outcome.AskedUntil < desk.Now || links.Url(outcome) is not { } url) return null;

        var contact = await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == asked, cancel);
        if (contact is not { RemovedAt: null, ErasedAt: null, DoNotContact: false }) return null;
        // An address with anything in it that a header could end on is none.
        if (!MailboxAddress.TryParse(contact.Email ?? "", out var plain) || plain.Address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return null;

        var profiles = await store.Known.Profiles();
        var company = profiles.LastOrDefault(p => p.FromOn <= DateOnly.FromDateTime(desk.Now.UtcDateTime)) ?? profiles[0];
        string[] languages = AnswerLanguage.Of(contact.Language) is { } known ? [known] : company.Language == Texts.Chinese ? [Texts.Chinese, Texts.English] : [Texts.English, Texts.Chinese];
        var parts = languages.Select(language => new { Language = language, Ask = texts.Get(language, "confirm.letter", ("company", company.Name), ("kpi", outcome.Kpi)), Open = texts.Get(language, "confirm.letter.open") }).ToList();
        return new(new MailboxAddress(contact.Name, plain.Address), parts[0].Ask,
            string.Join("\n\n--\n\n", parts.Select(p => $"{p.Ask}\n\n{p.Open}:\n{url}")),
            $"<!doctype html><html lang=\"{languages[0]}\"><body style=\"font-family:sans-serif;max-width:560px\">{string.Join("<hr>", parts.Select(p => $"<div lang=\"{p.Language}\"><p style=\"font-size:18px\">{WebUtility.HtmlEncode(p.Ask)}</p><p><a href=\"{WebUtility.HtmlEncode(url.AbsoluteUri)}\">{WebUtility.HtmlEncode(p.Open)}</a></p></div>"))}</body></html>", null);
    }
}
