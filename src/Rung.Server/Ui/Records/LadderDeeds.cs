using Rung.Ladder;
using Rung.Server.Database;

namespace Rung.Server.Ui.Records;

/// <summary>What can be done with a seat, an improvement and a hypothesis as they stand.</summary>
sealed class LadderDeeds(Viewer viewer)
{
    public IEnumerable<Deed> Of(string kind, ListRow row, string api) => kind switch { "opening" => OfOpening(row, api), "improvement" => OfImprovement(row, api), _ => OfHypothesis(row, api) };

    IEnumerable<Deed> OfOpening(ListRow row, string api)
    {
        if (row.View("status") is not ("open" or "offered")) yield break;
        yield return new("withdraw", viewer["deed.giveUpSeat"] + "…", api + "/withdraw") { IsFirst = true, Tone = "danger", IsDated = true, Lines = [Text("opening", "reason", "withdrawnReason")] };
        yield return new("offer", viewer["deed.offer"], api + "/offer") { IsFirst = true, Key = "o", IsDated = true };
        yield return new("hire", viewer["deed.hire"] + "…", api + "/hire") { IsFirst = true, Key = "h", Tone = "primary", IsDated = true, Hint = viewer["deed.hireHint"], Lines = [new("person", viewer.Field("opening", "hiredId"), "reference", "", true) { Referred = "person" }] };
    }

    IEnumerable<Deed> OfImprovement(ListRow row, string api)
    {
        if (row.View("status") is not "open")
        {
            yield return new("reopen", viewer["deed.reopenIt"], api + "/reopen") { IsFirst = true, IsDated = true };
            yield break;
        }

        yield return new("drop", viewer["deed.drop"] + "…", api + "/drop") { IsFirst = true, Tone = "danger", IsDated = true, Lines = [Text("improvement", "reason", "droppedReason")] };
        yield return new("ship", viewer["deed.ship"], api + "/ship") { IsFirst = true, Key = "d", Tone = "primary", IsDated = true };
    }

    IEnumerable<Deed> OfHypothesis(ListRow row, string api)
    {
        if (row["settledAt"] is not null) yield return new("reopen", viewer["deed.reopenIt"], api + "/reopen") { IsFirst = true, IsDated = true };
        else yield return new("settle", viewer["deed.settleHypothesis"] + "…", api + "/settle") { IsFirst = true, Key = "d", Tone = "primary", IsDated = true, Lines = [Choice<HypothesisResult>("result"), new("learned", viewer.Field("hypothesis", "learned"), "lines", "", true) { Max = 2000 }, Choice<HypothesisDecision>("decision")] };
    }

    FormLine Text(string kind, string name, string field) => new(name, viewer.Field(kind, field), "text", "", true) { Max = 500 };

    FormLine Choice<T>(string name)
        where T : struct, Enum => new(name, viewer.Field("hypothesis", name), "choice", Words.Camel(Enum.GetNames<T>()[0]), true) { Options = [.. Enum.GetValues<T>().Select(v => (Words.Camel(v.ToString()), viewer.Choice(typeof(T), v)))] };
}
