using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Opportunities;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui;

/// <summary>One column of the board: its stage, its first cards, and what all of its deals ask for together; no count where there are so many deals that the page does not wait for it.</summary>
public sealed record Lane(Stage Stage, string Name, long? Count, IReadOnlyList<(string Currency, long Minor)> Sums, IReadOnlyList<ListRow> Cards, string? Next);

/// <summary>The board for one reader: lanes of one pipeline, narrowed as a list is.</summary>
public sealed record BoardModel(IReadOnlyList<Lane> Lanes, IReadOnlyList<Pipeline> Pipelines, Guid? Pipeline, string Query, string Text, bool IsMine);

static class BoardEndpoints
{
    const int CardsAtOnce = 30;

    /// <summary>Of more open deals than these the sums come after the page.</summary>
    const int SummedAtOnce = 10_000;

    static readonly ListView View = ListViews.OfKind("opportunity")!;

    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        app.MapGet("/opportunities/board", async (HttpContext http, Viewer viewer, Schema schema, Lister lister, Store store, Guid? pipelineId, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await Narrowed(http, schema) is not { } narrowed) return PageEndpoints.Refused(viewer, new Unreadable("filter", "?accountableId=me"));
            var stages = await store.Known.Stages();
            var pipeline = pipelineId ?? (stages is [var first, ..] ? first.PipelineId.Value : (Guid?)null);
            var sums = await ListFeet.Count(store, narrowed, SummedAtOnce + 1, cancel) > SummedAtOnce ? null : await Sums(store, narrowed, cancel);
            var lanes = new List<Lane>();
            foreach (var stage in stages.Where(s => s.PipelineId.Value == pipeline && s.Kind == StageKind.Open))
                lanes.Add(await Read(stage, null, narrowed, viewer, lister, sums, cancel));
            var pipelines = (await store.Questions.All($"SELECT {schema[typeof(Pipeline)].ColumnList} FROM pipelines WHERE removed_at IS NULL", [], row => (Pipeline)schema[typeof(Pipeline)].Materialise(row), cancel)).OrderByDescending(p => p.IsDefault).ThenBy(p => p.Name, StringComparer.Ordinal).ToList();
            var address = new ListAddress(View, http.Request.Query);
            return (IResult)new RazorComponentResult<BoardPage>(new { Model = new BoardModel(lanes, pipelines, pipeline, address.Kept, address["q"] ?? "", address["accountableId"] == "me") });
        }).Needs("opportunity.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/opportunities/board/{stageId:guid}", async (Guid stageId, string after, HttpContext http, Viewer viewer, Schema schema, Lister lister, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if ((await store.Known.Stages()).FirstOrDefault(s => s.Id.Value == stageId) is not { } stage || ListCursor.Read(after) is not { } cursor || await Narrowed(http, schema) is not { } narrowed) return Results.NotFound();
            var lane = await Read(stage, cursor, narrowed, viewer, lister, [], cancel);
            if (lane.Next is { } next) http.Response.Headers["Rung-Next"] = next;
            return (IResult)new RazorComponentResult<BoardCards>(new { Lane = lane });
        }).Needs("opportunity.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/opportunities/board/sums", async (HttpContext http, Viewer viewer, Schema schema, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await Narrowed(http, schema) is not { } narrowed) return Results.NotFound();
            return Results.Json((await Sums(store, narrowed, cancel)).GroupBy(s => s.Key).Select(g => new { stage = g.Key, count = g.Sum(s => s.Count), sum = Shown(viewer, Amounts(g)) }));
        }).Needs("opportunity.read").Shows(Shows.Rows).ExcludeFromDescription();
    }

    public static string Shown(Viewer viewer, IReadOnlyList<(string Currency, long Minor)> sums) =>
        sums.Count == 0 ? "0" : string.Join(" · ", sums.Select(s => viewer.Money(new Money(s.Minor, new(s.Currency)))));

    /// <summary>What the board shows of all open deals, said in the language of lists; null where it cannot be read.</summary>
    static async Task<ListSpec?> Narrowed(HttpContext http, Schema schema)
    {
        var address = new ListAddress(View, http.Request.Query);
        var query = address.Simple.Where(s => s.Key is not ("pipelineId" or "stageKind")).ToDictionary(s => s.Key, s => new Microsoft.Extensions.Primitives.StringValues(s.Value));
        if (address["filter"] is { } filter) query["filter"] = filter;
        if (address["q"] is { } text) query["name.has"] = text;
        query["stageKind"] = "open";
        return ListQuery.Read(new QueryCollection(query), schema[typeof(Opportunity)], await Standpoint.Of(http), out var spec) is null ? spec : null;
    }

    static async Task<Lane> Read(Stage stage, ListCursor? after, ListSpec narrowed, Viewer viewer, Lister lister, IReadOnlyList<GroupFoot>? sums, CancellationToken cancel)
    {
        var page = await lister.Read(narrowed with
        {
            Where = Condition.All(new Condition.Compare("stageId", Op.Eq, stage.Id.Value), narrowed.Where!), Sort = "closeOn", Limit = CardsAtOnce, After = after, Titles = ["accountId", "accountableId"],
            Fields = ["name", "accountId", "accountableId", "amount", "closeOn", "nextStep", "nextStepAt", "stageEnteredAt", "stageId", "type"],
        }, cancel);
        var mine = sums?.Where(s => s.Key == stage.Id.ToString()).ToList();
        return new(stage, viewer.StageName(stage), mine?.Sum(s => s.Count), Amounts(mine ?? []), page.Rows, page.Next?.ToString());
    }

    static IReadOnlyList<(string, long)> Amounts(IEnumerable<GroupFoot> sums) => [.. sums.Where(s => s.Currency is not null).Select(s => (s.Currency!, s.Minor))];

    /// <summary>Of everything in the stage, not of the cards on show.</summary>
    static Task<IReadOnlyList<GroupFoot>> Sums(Store store, ListSpec narrowed, CancellationToken cancel) => ListFeet.Groups(store, narrowed, "stageId", "amount", cancel);
}
