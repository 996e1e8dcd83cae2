using Rung.Customers;
using Rung.Server.Desk;
using Rung.Server.Mail;

namespace Rung.Server.Customers.Surveys;

/// <summary>Goes round every hour and asks everybody whose turn it is: nobody picks them, and nobody is asked twice.</summary>
sealed class SurveyRounds(TheDesk desk, SurveyPlan plan, Mailer mailer)
{
    /// <summary>An occasion stays open for so many days: for a server that was off, and for a contact whose rest ends meanwhile.</summary>
    const int Grace = 14;

    /// <summary>Asks; how many were asked.</summary>
    public async Task<int> Run(CancellationToken cancel)
    {
        var today = SurveyPlan.DayOf(desk.Now, await plan.Zone(desk.Now));
        var asked = 0;
        foreach (var group in (await plan.Read(today.AddDays(-Grace), today, desk.Now, cancel)).Where(c => c.WhyNot is null).GroupBy(c => c.Account.Id))
        {
            var chosen = group.ToList();
            // Another node may have asked them meanwhile: then the name is taken and nothing is done twice.
            if ((await desk.Decide(new(Actors.Clockwork, "survey.send"), docket => Ask(docket, chosen), cancel)).Accepted(out _, out _)) asked += chosen.Count;
        }

        return asked;
    }

    async Task<Rung.Records.Record> Ask(Docket docket, List<Candidate> chosen)
    {
        Survey? last = null;
        foreach (var candidate in chosen)
        {
            last = (Survey)await Entering.Enter(docket, typeof(Survey), new Dictionary<string, object?>
            {
                ["accountId"] = candidate.Account.Id,
                ["respondentId"] = candidate.Contact!.Id,
                ["type"] = candidate.Programme.Type,
                ["sentAt"] = docket.Act.At,
                ["externalId"] = FormattableString.Invariant($"asked:{candidate.Programme.Id}:{candidate.OccasionOn:yyyy-MM-dd}:{candidate.Account.Id}:{candidate.Contact.Id}"),
            });
            docket.Do(last, last.Send(candidate.Programme, candidate.OccasionOn, docket.Act));
            if (mailer.IsSetUp && candidate.Contact.Email is { Length: > 0 }) OutgoingMail.Queue(docket, SurveyLetter.Word, last.Key, mailer.From.Domain);
        }

        return last!;
    }
}
