using System.Globalization;
using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>Which deeds a record offers now, to whom.</summary>
sealed class Deeds(Viewer viewer)
{
    readonly DeedLines lines = new(viewer);

    public IReadOnlyList<Deed> Of(ListView view, ListRow row, IReadOnlyList<Stage> stages)
    {
        var api = $"/api/v1{view.Path}/{row.Id}";
        if (row["removedAt"] is not null) return viewer.May(view.Kind + ".restore") ? [new("restore", viewer["ui.restore"], api + "/restore") { IsFirst = true, Tone = "primary" }] : [];

        var deeds = (view.Kind switch
        {
            "opportunity" => OfOpportunity(row, api, stages),
            "lead" => OfLead(row, api),
            "meeting" => OfMeeting(row, api),
            "activity" => OfActivity(row, api),
            "account" => OfAccount(view, row),
            "contact" => OfContact(view, row, api),
            "subscription" or "promised-outcome" or "check-in" or "ticket" or "reference" => new CustomerDeeds(viewer).Of(view.Kind, row, api),
            "opening" or "improvement" or "hypothesis" => new LadderDeeds(viewer).Of(view.Kind, row, api),
            "risk" when row["settledAt"] is null => [new("settle", viewer["deed.settle"], api + "/settle") { IsFirst = true, Key = "d", Tone = "primary" }],
            _ => [],
        }).Where(d => d.IsLink || viewer.May($"{view.Kind}.{d.Word}")).ToList();
        if (view.Kind is "lead" or "opportunity" or "account" && viewer.May("handoff.record") && IsHandedOver(view.Kind, row)) deeds.Add(new("hand-over", viewer["deed.handOver"] + "…", $"/handoffs/new?{view.Kind}Id={row.Id}") { IsLink = true, Key = "h", IsFirst = view.Kind != "account" });
        if (viewer.May(view.Kind + ".amend")) deeds.Add(new("edit", viewer["ui.editAll"], $"{view.Path}/{row.Id}/edit") { IsLink = true, Key = "shift+e" });
        if (viewer.May("changes.read")) deeds.Add(new("changes", viewer["changes.ofRecord"], $"{view.Path}/{row.Id}/changes") { IsLink = true });
        if (viewer.May(view.Kind + ".remove")) deeds.Add(new("remove", viewer["ui.remove"], api) { Method = "DELETE", Then = view.Path });
        return deeds;
    }

    /// <summary>What is open passes on, and what was won goes over to whoever keeps it.</summary>
    static bool IsHandedOver(string kind, ListRow row) => kind switch { "lead" => row.View("status") is "fresh" or "working", "opportunity" => row.View("stageKind") is not "lost", _ => row["customerSince"] is not null };

    IEnumerable<Deed> OfOpportunity(ListRow row, string api, IReadOnlyList<Stage> stages)
    {
        var currency = row.Money("amount")?.Currency.Code ?? viewer.Currency;
        if (row.View("stageKind") is not "open")
        {
            yield return new("reopen", viewer["opportunity.reopen"], api + "/reopen") { IsFirst = true, Lines = [StageLine(stages, null)], IsDated = true };
            if (row.View("stageKind") is "won" && viewer.May("subscription.record"))
                yield return new("subscribe", viewer["deed.subscribe"], $"/subscriptions/new?accountId={row.Reference("accountId")}&opportunityId={row.Id}&productId={row.Reference("productId")}") { IsFirst = true, IsLink = true, Tone = "primary", Key = "s" };
            yield break;
        }

        yield return new("lose", viewer["opportunity.lose"] + "…", api + "/lose") { IsFirst = true, Key = "shift+w", Tone = "danger", IsDated = true, Lines = [lines.Text("opportunity", "reason", "lossReason", true), lines.Day("opportunity", "on", "closedOn", viewer.Today)] };
        if (row.View("type") is "new") yield return new("win", viewer["opportunity.win"] + "…", $"/opportunities/{row.Id}/win") { IsFirst = true, IsLink = true, Key = "w" };
        else yield return new("win", viewer["opportunity.win"] + "…", api + "/win") { IsFirst = true, Key = "w", IsDated = true, Lines = [lines.Money("opportunity", "value", "value", row.Money("amount"), currency, true), lines.Day("opportunity", "on", "closedOn", viewer.Today)] };
        var here = stages.FirstOrDefault(s => s.Id.Value == row.Reference("stageId"));
        if (stages.FirstOrDefault(s => s.Kind == StageKind.Open && s.Rank > (here?.Rank ?? 0)) is { } next)
            yield return new("move", viewer["opportunity.moveTo", ("stage", viewer.StageName(next))], api + "/move") { IsFirst = true, Key = "m", Tone = "primary", Given = [("stageId", next.Id.ToString())] };
        yield return new("move", viewer["deed.moveElse"], api + "/move") { Key = "shift+m", IsDated = true, Lines = [StageLine(stages, here)] };
        yield return new("plan", viewer["opportunity.plan"], api + "/plan") { Key = "n", Lines = [lines.Text("opportunity", "nextStep", "nextStep", true, row.Text("nextStep")), lines.Instant("opportunity", "at", "nextStepAt", row.At("nextStepAt"), true)] };
    }

    IEnumerable<Deed> OfLead(ListRow row, string api)
    {
        if (row.View("status") is "disqualified") yield return new("reopen", viewer["deed.takeUp"], api + "/reopen") { IsFirst = true, IsDated = true };
        if (row.View("status") is not ("fresh" or "working")) yield break;
        yield return new("disqualify", viewer["lead.disqualify"] + "…", api + "/disqualify") { IsFirst = true, Key = "shift+q", Tone = "danger", IsDated = true, Lines = [lines.Text("lead", "reason", "disqualifiedReason", true)] };
        yield return new("assign", viewer["assignment.byRules"], api + "/assign");
        if (row["firstTouchAt"] is null) yield return new("touch", viewer["deed.touch"], api + "/touch") { IsFirst = true, Key = "t", IsDated = true };
        yield return new("qualify", viewer["lead.qualify"] + "…", api + "/qualify")
        {
            IsFirst = true, Key = "q", Tone = "primary", Then = "/opportunities/", IsDated = true,
            Lines =
            [
                lines.Text("opportunity", "name", "name", true, row.Text("name")), lines.Money("opportunity", "amount", "amount", null, viewer.Currency, false), lines.Day("opportunity", "closeOn", "closeOn", null),
                new("accountableId", viewer.Field("opportunity", "accountableId"), "reference", viewer.Actor.Id.ToString(), false) { Referred = "person", Chosen = viewer.Actor.Name },
            ],
        };
    }

    IEnumerable<Deed> OfMeeting(ListRow row, string api)
    {
        if (row.View("status") is not "held")
            yield return new("reschedule", viewer["deed.reschedule"] + "…", api + "/reschedule") { IsFirst = true, Key = "r", Lines = [lines.Instant("meeting", "at", "scheduledFor", row.At("scheduledFor"), true)] };
        if (row.View("status") is not ("booked" or "rescheduled")) yield break;
        yield return new("cancel", viewer["deed.callOff"] + "…", api + "/cancel") { IsFirst = true, Tone = "danger", Lines = [lines.Text("meeting", "reason", "cancelledReason", false)] };
        yield return new("no-show", viewer["deed.noShow"], api + "/no-show") { IsFirst = true };
        yield return new("hold", viewer["deed.hold"] + "…", api + "/hold")
        {
            IsFirst = true, Key = "h", Tone = "primary",
            Lines = [lines.Instant("meeting", "at", "heldAt", row.At("scheduledFor"), false), new("minutes", viewer.Field("meeting", "minutes"), "number", Convert.ToString(row["minutes"], CultureInfo.InvariantCulture) ?? "", false)],
        };
    }

    IEnumerable<Deed> OfActivity(ListRow row, string api)
    {
        if (row.View("type") is not "task") yield break;
        if (row["doneAt"] is null) yield return new("complete", viewer["deed.complete"] + "…", api + "/complete") { IsFirst = true, Key = "d", Tone = "primary", IsDated = true, Lines = [lines.Text("activity", "result", "result", false)] };
        else yield return new("reopen", viewer["deed.notDone"], api + "/reopen") { IsFirst = true };
    }

    IEnumerable<Deed> OfAccount(ListView view, ListRow row)
    {
        if (row["customerSince"] is not null) yield return new("customer", viewer["customer.page"], $"/customers/{row.Id}") { IsLink = true, IsFirst = true, Key = "v" };
        if (viewer.May("account.onboard"))
            yield return new("onboard", viewer["deed.onboard"] + "…", $"/api/v1/accounts/{row.Id}/onboard")
            {
                Then = "/onboardings/", Hint = viewer["deed.onboardHint"],
                Lines =
                [
                    new("templateId", viewer.Field("onboarding", "templateId"), "reference", "", false) { Referred = "onboarding-template" }, lines.Day("onboarding", "startsOn", "startsOn", viewer.Today),
                    new("accountableId", viewer.Field("onboarding", "accountableId"), "reference", viewer.Actor.Id.ToString(), false) { Referred = "person", Chosen = viewer.Actor.Name },
                    new("sponsorId", viewer.Field("onboarding", "sponsorId"), "reference", "", false) { Referred = "contact" },
                ],
            };
        foreach (var (kind, path) in ((string, string)[])[("promised-outcome", "/promised-outcomes"), ("check-in", "/check-ins"), ("ticket", "/tickets"), ("reference", "/references"), ("risk", "/risks")])
            if (viewer.May(kind + ".record")) yield return new("new-" + kind, viewer["ui.newOf", ("record", viewer["record." + kind])], $"{path}/new?accountId={row.Id}") { IsLink = true };
        foreach (var (kind, path, key) in ((string, string, string?)[])[("contact", "/contacts", null), ("lead", "/leads", null), ("opportunity", "/opportunities", "o")])
            if (viewer.May(kind + ".record"))
                yield return new("new-" + kind, viewer["ui.newOf", ("record", viewer["record." + kind])], $"{path}/new?accountId={row.Id}") { IsLink = true, IsFirst = kind == "opportunity", Key = key };
        foreach (var deed in OfParty(view, row)) yield return deed;
    }

    IEnumerable<Deed> OfParty(ListView view, ListRow row)
    {
        if (viewer.May(view.Kind + ".merge")) yield return new("duplicates", viewer["duplicates.find"], $"{view.Path}/{row.Id}/duplicates") { IsLink = true };
    }

    IEnumerable<Deed> OfContact(ListView view, ListRow row, string api)
    {
        if (viewer.May("lead.record")) yield return new("new-lead", viewer["ui.newOf", ("record", viewer["record.lead"])], $"/leads/new?contactId={row.Id}&accountId={row.Reference("accountId")}&name={Uri.EscapeDataString(row.Text("name") ?? "")}") { IsLink = true };
        foreach (var deed in OfParty(view, row)) yield return deed;
        yield return row["surveysStoppedAt"] is null ? new("stop-surveys", viewer["deed.stopSurveys"], api + "/stop-surveys") : new("allow-surveys", viewer["deed.allowSurveys"], api + "/allow-surveys");
        if (viewer.May("contact.export")) yield return new("everything", viewer["subject.show"], $"{view.Path}/{row.Id}/everything") { IsLink = true };
        yield return new("erase", viewer["contact.erase"], api + "/erase")
        {
            Tone = "danger", Hint = $"{viewer["contact.eraseConfirm"]} {row.Text("name")}", Lines = [new("name", viewer["contact.eraseName"], "text", "", true) { Max = 200 }],
        };
    }

    FormLine StageLine(IReadOnlyList<Stage> stages, Stage? here) => new("stageId", viewer.Field("opportunity", "stageId"), "choice", here?.Id.ToString() ?? "", true)
    {
        Options = [.. stages.Where(s => s.Kind == StageKind.Open).Select(s => (s.Id.ToString(), viewer.StageName(s)))],
    };
}
