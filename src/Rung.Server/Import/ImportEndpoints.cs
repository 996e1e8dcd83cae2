using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Rung.Notes;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>Imports for programs, and for the pages: bring a file, have it understood, try it, take it in, take it back.</summary>
static class ImportEndpoints
{
    /// <summary>The largest file taken, bytes.</summary>
    public const long Limit = 1L << 30;

    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    const string Looks = "Looks at the file and changes nothing.";

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/api/v1/imports").WithTags("import");
        imports.MapPost("/files", Upload).Needs("import.run").Accepts<Stream>("application/octet-stream").SentAgain(SentAgain.ByReceipt);
        imports.MapPost("/files/{id:guid}/recognise", async (Guid id, HttpContext http, Recognising recognising, Shelf shelf, CancellationToken cancel) =>
        {
            if (await Mine([id], http, shelf, cancel) is { } no) return Reply.Problem(no, http);
            var (ask, unread) = await Body<RecogniseAsk>(http, cancel);
            if (unread is not null) return Reply.Problem(unread, http);
            return Shown(await recognising.Look(id, ask!.Kind, ask.Read, cancel), http);
        }).Needs("import.run").Accepts<RecogniseAsk>("application/json").Harmless(Looks);
        imports.MapPost("/preview", async (HttpContext http, Previewing previewing, Shelf shelf, Texts texts, Viewer viewer, CancellationToken cancel) =>
        {
            var (order, unread) = await Body<ImportOrder>(http, cancel);
            if (unread is not null || (unread = await Mine(order!.Files.Select(f => f.Id), http, shelf, cancel)) is not null) return Reply.Problem(unread, http);
            await viewer.Meet();
            return (await previewing.Show(order, http.Actor(), cancel)).Accepted(out var rows, out var refusal) ? Results.Json(rows.Select(r => new
            {
                r.Line, values = r.Values.Select(v => new { v.Field, v.Told, shown = v.Value is null ? null : ShownValue(v.Value, viewer), refusal = v.Refusal is { } no ? viewer.Refused(no) : null }),
            }), Json.Options) : Reply.Problem(refusal, http);
        }).Needs("import.run").Accepts<ImportOrder>("application/json").Harmless(Looks);
        imports.MapPost("/", Begin).Needs("import.run").Accepts<ImportOrder>("application/json").SentAgain(SentAgain.ByReceipt);
        imports.MapGet("/{id:guid}/rejected", Rejected).Needs("import.run");
        imports.MapGet("/{id:guid}/undo", async (Guid id, Undoing undoing, CancellationToken cancel) =>
            Results.Json(new { conflicts = await undoing.Preview(id, cancel) }, Json.Options)).Needs("import.run");
        imports.MapPost("/{id:guid}/undo", async (Guid id, string? onConflict, HttpContext http, LongWorks works, Texts texts, CancellationToken cancel) =>
        {
            if (!Enum.TryParse<OnConflict>(onConflict ?? "refuse", true, out var choice)) return Reply.Problem(new Unreadable("onConflict", "refuse, keep, restore"), http);
            if (await works.One(id, cancel) is not { Work.Kind: "import" } import) return Reply.Problem(new NotFound("import", id.ToString()), http);
            if (!import.Work.HasEnded) return Reply.Problem(new StillGoing(), http);
            if (RecordEndpoints.CallOf(http, "import.run", default, out var call) is { } uncalled) return Reply.Problem(uncalled, http);
            return await WorkEndpoints.Answer(http, await works.Ask(http.Actor(), "undo", import.Work.Subject, new UndoOrder(id, choice), call.Repeatable, cancel), works, texts, cancel, StatusCodes.Status202Accepted);
        }).Needs("import.run").SentAgain(SentAgain.ByReceipt);
    }

    /// <summary>The body is the file itself, its name in <c>?name=</c>; it streams to the shelf.</summary>
    static async Task<IResult> Upload(string? name, HttpContext http, Shelf shelf, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 255 || name.Any(char.IsControl)) return Reply.Problem(new Unreadable("name", "deals.csv"), http);
        if (http.Request.ContentLength > Limit) return Reply.Problem(new UploadTooLarge(Limit), http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Limit + 1;
        if (Repeating.KeyOf(http, out var key) is { } uncalled) return Reply.Problem(uncalled, http);
        return (await shelf.Put(Path.GetFileName(name), http.Request.ContentType ?? "application/octet-stream", http.Actor().Id.Value, Kept, http.Request.Body, Limit, cancel, key is null ? null : sha256 => (key, Repeating.Fingerprint(http, sha256)))).Accepted(out var file, out var refusal)
            ? Results.Json(new { fileId = file.Id, file.Name, file.Size, file.Sha256, keptUntil = file.KeptUntil }, Json.Options, statusCode: StatusCodes.Status201Created)
            : Reply.Problem(refusal, http);
    }

    static async Task<IResult> Begin(HttpContext http, LongWorks works, TheDesk desk, Store store, Shelf shelf, Texts texts, CancellationToken cancel)
    {
        var (json, unread) = await RecordEndpoints.Body(http, cancel);
        if (unread is not null) return Reply.Problem(unread, http);
        var (order, malformed) = As<ImportOrder>(json);
        if (malformed is not null) return Reply.Problem(malformed, http);
        if (!ImportMap.Read(order!.Map).Accepted(out var map, out var refusal)) return Reply.Problem(refusal, http);
        if (map.Files.SelectMany(Named).FirstOrDefault(f => order.Files.All(o => o.Name != f)) is { } missing) return Reply.Problem(new NoSuchFile(missing), http);
        if (await Mine(order.Files.Select(f => f.Id), http, shelf, cancel) is { } no) return Reply.Problem(no, http);

        if (RecordEndpoints.CallOf(http, "import.run", json, out var call) is { } uncalled) return Reply.Problem(uncalled, http);
        var asked = await works.Ask(http.Actor(), "import", map.Files[0].File, order, call.Repeatable, cancel);
        if (!order.DryRun && asked.Accepted(out var receipt, out _) && !receipt.Replayed) await Save(http.Actor(), map, order.Map, desk, store, cancel);
        return await WorkEndpoints.Answer(http, asked, works, texts, cancel, StatusCodes.Status202Accepted);
    }

    static IEnumerable<string> Named(FileMap file) => ((string?[])[file.File, file.Join?.File, file.Story?.History?.File]).OfType<string>();

    /// <summary>Keeps the map of a single file under its source, for the next time.</summary>
    static async Task Save(Actor actor, ImportMap map, string text, TheDesk desk, Store store, CancellationToken cancel)
    {
        if (map.Files is not [var file] || text.Length > 200_000) return;
        await using var db = store.Open();
        var there = await db.Set<SavedMap>().AsNoTracking().Where(m => m.Name == map.Source && m.ForKind == file.Record && m.RemovedAt == null).Select(m => m.Id).FirstOrDefaultAsync(cancel);
        var values = new Dictionary<string, object?> { ["name"] = map.Source, ["map"] = text };
        await desk.Decide(new(actor, "import.run"), async docket =>
        {
            if (there.Value == Guid.Empty) return await Entering.Enter(docket, typeof(SavedMap), new Dictionary<string, object?>(values) { ["forKind"] = file.Record });
            var saved = await docket.Need(there);
            docket.Do(saved, saved.Amend(values, docket.Act));
            return saved;
        }, cancel);
    }

    static async Task<IResult> Rejected(Guid id, int? file, HttpContext http, LongWorks works, Rejects rejects, Viewer viewer, CancellationToken cancel)
    {
        if (await works.One(id, cancel) is not { Work: { Kind: "import" } work }) return Reply.Problem(new NotFound("import", id.ToString()), http);
        var place = file ?? 0;
        var order = JsonSerializer.Deserialize<ImportOrder>(work.Ask, Json.Options)!;
        if (!ImportMap.Read(order.Map).Accepted(out var map, out var refusal)) return Reply.Problem(refusal, http);
        if (place < 0 || place >= map.Files.Count) return Reply.Problem(new NotFound("file", place.ToString(System.Globalization.CultureInfo.InvariantCulture)), http);
        var columns = work.Result is { } result ? JsonSerializer.Deserialize<ImportTold>(result, Json.Options)!.Files[place].Columns : [];
        var name = Path.GetFileNameWithoutExtension(map.Files[place].File) + ".rejected.csv";
        return Results.Stream(to => rejects.Write(id, place, columns, to, viewer.Language, cancel), "text/csv; charset=utf-8", name);
    }

    /// <summary>Nobody reaches another's upload by its number.</summary>
    static async Task<Refusal?> Mine(IEnumerable<Guid> files, HttpContext http, Shelf shelf, CancellationToken cancel)
    {
        foreach (var id in files)
            if (await shelf.Find(id, cancel) is not { } file || file.OwnerId != http.Actor().Id.Value) return new NotFound("file", id.ToString());
        return null;
    }

    static string ShownValue(object value, Viewer viewer) => value switch
    {
        Money money => viewer.Money(money),
        DateOnly day => viewer.Day(day),
        DateTimeOffset at => viewer.When(at),
        bool flag => viewer[flag ? "ui.yes" : "ui.no"],
        Enum choice => viewer.Choice(choice.GetType(), choice),
        _ => Convert.ToString(value, viewer.Culture) ?? "",
    };

    static IResult Shown<T>(Outcome<T> outcome, HttpContext http)
        where T : class => outcome.Accepted(out var value, out var refusal) ? Results.Json(value, Json.Options) : Reply.Problem(refusal, http);

    static async Task<(T? Value, Refusal? Refusal)> Body<T>(HttpContext http, CancellationToken cancel)
        where T : class
    {
        var (json, unread) = await RecordEndpoints.Body(http, cancel);
        return unread is not null ? (null, unread) : As<T>(json);
    }

    static (T? Value, Refusal? Refusal) As<T>(JsonElement json)
        where T : class
    {
        try
        {
            return json.Deserialize<T>(Json.Options) is { } value && (value is not ImportOrder order || (order.Files is not null && order.Map is not null)) ? (value, null) : (null, new Unreadable("", typeof(T).Name));
        }
        catch (JsonException bad)
        {
            return (null, new Unreadable(bad.Path?.TrimStart('$', '.') ?? "", typeof(T).Name));
        }
    }
}

sealed record RecogniseAsk(string? Kind, ReadMap? Read);

/// <summary>The import is not over yet.</summary>
sealed record StillGoing : Refusal;
