using System.Globalization;
using Rung.Server.Database;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>What can be done with what a customer has: a subscription, a promise, a check-in, a ticket, a reference.</summary>
sealed class CustomerDeeds(Viewer viewer)
{
    readonly DeedLines lines = new(viewer);

    public IEnumerable<Deed> Of(string kind, ListRow row, string api) => kind switch
    {
        "subscription" => OfSubscription(row, api),
        "promised-outcome" => OfOutcome(row, api),
        "check-in" => OfCheckIn(row, api),
        "ticket" => OfTicket(row, api),
        _ => OfReference(row, api),
    };

    IEnumerable<Deed> OfSubscription(ListRow row, string api)
    {
        if (row["cancelledAt"] is not null) yield break;
        var currency = row.Money("price")?.Currency.Code ?? viewer.Currency;
        yield return new("cancel", viewer["deed.cancel"] + "…", api + "/cancel") { IsFirst = true, Tone = "danger", IsDated = true, Lines = [lines.Day("subscription", "effective", "effectiveOn", row.Day("endsOn") ?? viewer.Today, true), lines.Text("churn-event", "reason", "reason", false)] };
        if (row.Day("endsOn") is { } end)
        {
            yield return new("extend", viewer["deed.extend"] + "…", api + "/extend") { IsFirst = true, Lines = [lines.Day("subscription", "until", "until", end.AddMonths(1), true)] };
            yield return new("renew", viewer["deed.renew"] + "…", api + "/renew")
            {
                IsFirst = true, Key = "r", IsDated = true,
                Lines = [new("termMonths", viewer.Field("subscription", "termMonths"), "number", Convert.ToString(row["termMonths"] ?? 12, CultureInfo.InvariantCulture)!, true), lines.Money("subscription", "price", "price", row.Money("price"), currency, false)],
            };
        }

        if (viewer.May("opportunity.record"))
            yield return new("open-renewal", viewer["deed.openRenewal"] + "…", api + "/open-renewal")
            {
                IsFirst = true, Key = "o", Tone = "primary", Then = "/opportunities/",
                Lines = [lines.Money("opportunity", "amount", "amount", null, currency, false), lines.Day("opportunity", "closeOn", "closeOn", null)],
            };
    }

    IEnumerable<Deed> OfOutcome(ListRow row, string api)
    {
        yield return new("measure", viewer["deed.measure"] + "…", api + "/measure") { IsFirst = true, Key = "m", Tone = row["measured"] is null ? "primary" : null, IsDated = true, Lines = [new("value", viewer.Field("promised-outcome", "measured"), "number", "", true)] };
        if (row["measured"] is null || row["confirmedAt"] is not null) yield break;
        yield return new("ask-to-confirm", viewer["deed.askToConfirm"] + "…", api + "/ask-to-confirm") { IsFirst = true, Key = "a", Tone = "primary", Lines = [Contact("contactId", row.Reference("stakeholderId"), row.Has("stakeholderId") ? row.Title("stakeholderId") : null)] };
        yield return new("confirm", viewer["deed.confirm"] + "…", api + "/confirm") { IsFirst = true, IsDated = true, Hint = viewer["deed.confirmHint"], Lines = [Contact("by", null, null)] };
    }

    IEnumerable<Deed> OfCheckIn(ListRow row, string api)
    {
        yield return new("review", viewer["deed.review"], $"/check-ins/{row.Id}/review") { IsFirst = true, IsLink = true, Key = "q" };
        if (row["doneAt"] is not null) yield break;
        yield return new("complete", viewer["deed.complete"] + "…", api + "/complete")
        {
            IsFirst = true, Key = "d", Tone = "primary", IsDated = true,
            Lines = [new("notes", viewer.Field("check-in", "notes"), "lines", "", false) { Max = 20_000 }, new("goalsReviewed", viewer.Field("check-in", "goalsReviewed"), "lines", "", false) { Max = 20_000 }, new("nextGoals", viewer.Field("check-in", "nextGoals"), "lines", row.Text("nextGoals") ?? "", row.View("type") is "qbr") { Max = 20_000 }],
        };
    }

    IEnumerable<Deed> OfTicket(ListRow row, string api)
    {
        if (row["closedAt"] is not null)
        {
            yield return new("reopen", viewer["deed.notDone"], api + "/reopen") { IsFirst = true };
            yield break;
        }

        if (row["firstAnsweredAt"] is null) yield return new("answer", viewer["deed.answer"] + "…", api + "/answer") { IsFirst = true, Key = "a", IsDated = true };
        yield return new("close", viewer["deed.close"] + "…", api + "/close") { IsFirst = true, Key = "d", Tone = "primary", IsDated = true };
    }

    IEnumerable<Deed> OfReference(ListRow row, string api)
    {
        if (row.View("status") is "consented")
        {
            yield return new("decline", viewer["deed.withdraw"] + "…", api + "/decline") { IsFirst = true, Tone = "danger", IsDated = true };
            yield return new("use", viewer["deed.use"] + "…", api + "/use") { IsFirst = true, Key = "u", Tone = "primary", Lines = [new("opportunityId", viewer["record.opportunity"], "reference", "", false) { Referred = "opportunity" }] };
            yield break;
        }

        if (row.View("status") is "asked") yield return new("decline", viewer["deed.decline"] + "…", api + "/decline") { IsFirst = true, Tone = "danger", IsDated = true };
        else yield return new("ask", viewer["deed.ask"], api + "/ask") { IsFirst = true, Key = "a" };
        yield return new("consent", viewer["deed.consent"] + "…", api + "/consent") { IsFirst = true, Key = "y", Tone = "primary", IsDated = true };
    }

    FormLine Contact(string name, Guid? value, string? chosen) => new(name, viewer["record.contact"], "reference", value?.ToString() ?? "", true) { Referred = "contact", Chosen = chosen };
}
