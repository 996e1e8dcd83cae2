using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Opportunities;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui;

/// <summary>One column of the board: its stage, its first cards, and what all of its deals ask for together.</summary>
public sealed record Lane(Stage Stage, string Name, long Count, IReadOnlyList<(string Currency, long Minor)> Sums, IReadOnlyList<ListRow> Cards, string? Next);

static class BoardEndpoints
{
    const int CardsAtOnce = 30;

    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/opportunities/board", async (Viewer viewer, Schema schema, Lister lister, Store store, Guid? accountableId, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var stages = (await store.Known.Stages()).ToList();
            var pipeline = stages.FirstOrDefault()?.PipelineId;
            var sums = await Sums(store, accountableId, cancel);
            var lanes = new List<Lane>();
            foreach (var stage in stages.Where(s => s.PipelineId == pipeline && s.Kind == StageKind.Open))
                lanes.Add(await Read(stage, null, accountableId, viewer, schema, lister, sums, cancel));
            var closed = stages.Where(s => s.PipelineId == pipeline && s.Kind != StageKind.Open).ToList();
            return new RazorComponentResult<BoardPage>(new { Lanes = lanes, Closed = closed });
        }).Needs("opportunity.read").ExcludeFromDescription();

        app.MapGet("/opportunities/board/{stageId:guid}", async (Guid stageId, string after, Guid? accountableId, Viewer viewer, Schema schema, Lister lister, Store store, HttpContext http, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if ((await store.Known.Stages()).FirstOrDefault(s => s.Id.Value == stageId) is not { } stage || ListCursor.Read(after) is not { } cursor) return Results.NotFound();
            var lane = await Read(stage, cursor, accountableId, viewer, schema, lister, [], cancel);
            if (lane.Next is { } next) http.Response.Headers["Rung-Next"] = next;
            return new RazorComponentResult<BoardCards>(new { Cards = lane.Cards });
        }).Needs("opportunity.read").ExcludeFromDescription();

        app.MapGet("/opportunities/board/sums", async (Viewer viewer, Store store, Guid? accountableId, CancellationToken cancel) =>
        {
            await viewer.Meet();
            return Results.Json((await Sums(store, accountableId, cancel)).GroupBy(s => s.Stage).Select(g => new { stage = g.Key, count = g.Sum(s => s.Count), sum = Shown(viewer, [.. g.Where(s => s.Currency is not null).Select(s => (s.Currency!, s.Minor))]) }));
        }).Needs("opportunity.read").ExcludeFromDescription();
    }

    public static string Shown(Viewer viewer, IReadOnlyList<(string Currency, long Minor)> sums) =>
        sums.Count == 0 ? "0" : string.Join(" · ", sums.Select(s => viewer.Money(new Money(s.Minor, new(s.Currency)))));

    static async Task<Lane> Read(Stage stage, ListCursor? after, Guid? accountable, Viewer viewer, Schema schema, Lister lister, List<(Guid Stage, long Count, string? Currency, long Minor)> sums, CancellationToken cancel)
    {
        var where = new List<Condition> { new Condition.Compare("stageId", Op.Eq, stage.Id.Value) };
        if (accountable is { } person) where.Add(new Condition.Compare("accountableId", Op.Eq, person));
        var page = await lister.Read(new ListSpec(schema[typeof(Opportunity)])
        {
            Where = Condition.All(where), Sort = "closeOn", Limit = CardsAtOnce, After = after, Titles = ["accountId", "accountableId"],
            Fields = ["name", "accountId", "accountableId", "amount", "closeOn", "nextStep", "nextStepAt", "stageEnteredAt", "stageId"],
        }, cancel);
        var mine = sums.Where(s => s.Stage == stage.Id.Value).ToList();
        return new(stage, viewer.StageName(stage), mine.Sum(s => s.Count), [.. mine.Where(s => s.Currency is not null).Select(s => (s.Currency!, s.Minor))], page.Rows, page.Next?.ToString());
    }

    static Task<List<(Guid Stage, long Count, string? Currency, long Minor)>> Sums(Store store, Guid? accountable, CancellationToken cancel) => store.Questions.All(
        "SELECT stage_id, count(*), amount_currency, coalesce(sum(amount_minor), 0) FROM opportunities WHERE stage_kind = 'open' AND removed_at IS NULL" + (accountable is null ? "" : " AND accountable_id = @0") + " GROUP BY stage_id, amount_currency",
        accountable is null ? [] : [accountable], row => (row.Id(0), row.Number(1), row.Text(2), row.NumberOrNull(3) ?? 0), cancel);
}
