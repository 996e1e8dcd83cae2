using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Rung.Records;
using Rung.Server.Api.Reference;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Api;

/// <summary>
/// What every kind of record answers to: list, read, enter, amend, remove, restore, history. Verbs of a kind's own stand
/// in its feature's folder and use <see cref="Decided"/>.
/// </summary>
static class RecordEndpoints
{
    public const int LongestBody = 1_000_000;
    static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32, AllowDuplicateProperties = false };
    static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new object());

    public static void MapRecords(this IEndpointRouteBuilder app, Schema schema)
    {
        foreach (var table in schema.Records.Where(t => !t.IsUpkeep)) Map(app.MapGroup("/api/v1/" + Route(table)).WithTags(table.Kind), table);
    }

    public static string Route(Table table) => table.Name.Replace('_', '-');

    static void Map(RouteGroupBuilder group, Table table)
    {
        Route("GET", "/", "read", RecordDeed.List, (http, cancel) => List(http, http.Take<Lister>(), table, cancel));
        RouteOne("GET", "", "read", RecordDeed.Read, (id, http, cancel) => One(id, http, http.Take<Lister>(), table, cancel));
        RouteOne("GET", "/history", "read", RecordDeed.History, (id, http, cancel) => Pay.Touches(table.Type) ? Task.FromResult(Reply.Problem(new NotAllowed(Pay.Permission), http)) : History(id, http.Take<Store>(), cancel));
        Route("POST", "/", "record", RecordDeed.Record, (http, cancel) => Enter(http, http.Take<TheDesk>(), http.Take<Lister>(), table, cancel));
        RouteOne("PATCH", "", "amend", RecordDeed.Amend, (id, http, cancel) => Amend(id, http, http.Take<TheDesk>(), http.Take<Lister>(), table, cancel));
        RouteOne("DELETE", "", "remove", RecordDeed.Remove, (id, http, cancel) => Turn(id, http, http.Take<TheDesk>(), http.Take<Lister>(), table, ".remove", (record, act) => record.Remove(act), cancel));
        RouteOne("POST", "/restore", "restore", RecordDeed.Restore, (id, http, cancel) => Turn(id, http, http.Take<TheDesk>(), http.Take<Lister>(), table, ".restore", (record, act) => record.Restore(act), cancel));

        void Route(string method, string pattern, string verb, RecordDeed deed, Func<HttpContext, CancellationToken, Task<IResult>> answer) =>
            group.MapAlike(method, pattern, answer).Needs($"{table.Kind}.{verb}").Shows(Shows.Rows).WithMetadata(new RecordRoute(table, deed));

        void RouteOne(string method, string pattern, string verb, RecordDeed deed, Func<Guid, HttpContext, CancellationToken, Task<IResult>> answer) =>
            group.MapAlike(method, "/{id:guid}" + pattern, answer).Needs($"{table.Kind}.{verb}").Shows(Shows.One(table.Type)).WithMetadata(new RecordRoute(table, deed));
    }

    static async Task<IResult> List(HttpContext http, Lister lister, Table table, CancellationToken cancel)
    {
        if (ListQuery.Read(http.Request.Query, table, await Standpoint.Of(http), out var spec) is { } refusal) return Reply.Problem(refusal, http);

        var page = new JsonBytes();
        page.Json.WriteStartObject();
        page.Json.WriteStartArray("items");
        var rows = 0;
        var next = await lister.Write(spec, page.Json, n => rows = n, cancel);
        await http.Take<Audit.BulkReading>().Note(http.Actor(), table.Kind, rows, http.IsProgram(), cancel);
        page.Json.WriteEndArray();
        page.Json.WriteString("next", next?.ToString());
        page.Json.WriteEndObject();
        return page;
    }

    static async Task<IResult> One(Guid id, HttpContext http, Lister lister, Table table, CancellationToken cancel)
    {
        var record = new JsonBytes();
        if (await lister.WriteOne(table, id, record.Json, cancel) is not { } version) return Reply.Problem(new NotFound(table.Kind, id.ToString()), http);
        var tag = Reply.ETag(version);
        if (http.Request.Headers.IfNoneMatch == tag) return Results.StatusCode(StatusCodes.Status304NotModified);

        http.Response.Headers.ETag = tag;
        return record;
    }

    static async Task<IResult> History(Guid id, Store store, CancellationToken cancel)
    {
        await using var db = store.Open();
        var lines = await db.Journal.AsNoTracking().Where(j => j.RecordId == id).OrderBy(j => j.Seq).Take(1000).ToListAsync(cancel);
        return Written(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var line in lines)
            {
                json.WriteStartObject();
                json.WriteNumber("seq", line.Seq);
                json.WriteString("decisionId", line.DecisionId);
                json.WriteString("name", line.Name);
                json.WriteString("happenedAt", line.HappenedAt);
                json.WriteString("recordedAt", line.RecordedAt);
                json.WriteString("actorId", line.ActorId);
                if (line.DoneById is { } did) json.WriteString("doneById", did);
                json.WriteString("origin", Words.Camel(line.Origin.ToString()));
                json.WritePropertyName("payload");
                json.WriteRawValue(line.Payload ?? "null");
                json.WritePropertyName("changes");
                json.WriteRawValue(line.Changes ?? "null");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    static async Task<IResult> Enter(HttpContext http, TheDesk desk, Lister lister, Table table, CancellationToken cancel)
    {
        var (body, unread) = await Body(http, cancel);
        if (unread is not null) return Reply.Problem(unread, http);
        if (FormJson.Dated(body, out var happenedAt, out var form) is { } undated) return Reply.Problem(undated, http);
        if (FormJson.Read(Form.Of(table.Type), form, out var values) is { } refusal) return Reply.Problem(refusal, http);
        if (FurtherFields.Refuse(await FurtherFields.Of(http, table), values) is { } unfit) return Reply.Problem(unfit, http);
        if (CallOf(http, table.Kind + ".record", body, out var call) is { } uncalled) return Reply.Problem(uncalled, http);

        return await Decided(http, lister, await desk.Decide(call with { HappenedAt = happenedAt }, docket => Entering.Enter(docket, table.Type, FurtherFields.Laid(values, null)), cancel), cancel, created: true);
    }

    static async Task<IResult> Amend(Guid id, HttpContext http, TheDesk desk, Lister lister, Table table, CancellationToken cancel)
    {
        var (body, unread) = await Body(http, cancel);
        if (unread is not null) return Reply.Problem(unread, http);
        if (FormJson.Read(Form.Of(table.Type), body, out var values) is { } refusal) return Reply.Problem(refusal, http);
        if (FurtherFields.Refuse(await FurtherFields.Of(http, table), values) is { } unfit) return Reply.Problem(unfit, http);
        if (http.Request.Headers.IfMatch.Count == 0) return Reply.Problem(new IfMatchRequired(), http);
        if (CallOf(http, table.Kind + ".amend", body, out var call) is { } uncalled) return Reply.Problem(uncalled, http);

        return await Decided(http, lister, await desk.Decide(call, async docket =>
        {
            var record = await docket.Need(table.Type, id);
            docket.Do(record, record.Amend(FurtherFields.Laid(values, record.Custom), docket.Act));
            return record;
        }, cancel), cancel);
    }

    static async Task<IResult> Turn(Guid id, HttpContext http, TheDesk desk, Lister lister, Table table, string verb, Func<Record, Act, Outcome<Fact>> turn, CancellationToken cancel)
    {
        if (CallOf(http, table.Kind + verb, default, out var call) is { } uncalled) return Reply.Problem(uncalled, http);

        return await Decided(http, lister, await desk.Decide(call, async docket =>
        {
            var record = await docket.Need(table.Type, id);
            if (verb == ".remove") await Leaving.Check(docket, record);
            docket.Do(record, turn(record, docket.Act));
            return record;
        }, cancel), cancel);
    }

    /// <summary>The answer to a decision: the record as it stands now with its version, or the refusal with what is there instead.</summary>
    public static async Task<IResult> Decided(HttpContext http, Lister lister, Outcome<Receipt> outcome, CancellationToken cancel, bool created = false)
    {
        var schema = http.RequestServices.GetRequiredService<Schema>();
        var record = new JsonBytes();
        if (!outcome.Accepted(out var receipt, out var refusal))
        {
            if (refusal is not ChangedMeanwhile changed) return Reply.Problem(refusal, http);
            return await lister.WriteOne(schema.OfKind(changed.Record)!, Guid.Parse(changed.Id), record.Json, cancel) is null
                ? Reply.Problem(refusal, http)
                : Reply.Problem(refusal, http, JsonSerializer.Deserialize<JsonElement>(record.Bytes.Span));
        }

        var table = schema.OfKind(receipt.RecordKind)!;
        http.Response.Headers["Rung-Decision"] = receipt.DecisionId.ToString();
        if (receipt.Replayed) Repeating.Replayed(http);
        if (receipt.Main is { } decided) lister.Write(table, decided, record.Json);
        else if (await lister.WriteOne(table, receipt.RecordId, record.Json, cancel) is { } version) receipt = receipt with { Version = version };
        else return Results.NoContent();

        http.Response.Headers.ETag = Reply.ETag(receipt.Version);
        if (created) http.Response.Headers.Location = $"/api/v1/{Route(table)}/{receipt.RecordId}";
        return record.With(created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>The call a request makes: who, since which version, under which key.</summary>
    public static Refusal? CallOf(HttpContext http, string permission, JsonElement body, out Call call)
    {
        call = new(http.Actor(), permission);
        if (http.Request.Headers.IfMatch is { Count: > 0 } match && match is not ["*"])
        {
            if (match is not [{ } tag] || !long.TryParse(tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..].Trim('"') : tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                return new Unreadable("If-Match", "\"7\"");
            call = call with { IfVersion = version };
        }

        if (Repeating.KeyOf(http, out var key) is { } unread) return unread;
        if (key is not null) call = call with { Repeatable = (key, Repeating.Fingerprint(http, body.ValueKind == JsonValueKind.Undefined ? "" : body.GetRawText())) };
        return null;
    }

    /// <summary>The JSON of a request; nothing sent is an empty object.</summary>
    public static async Task<(JsonElement Body, Refusal? Refusal)> Body(HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > LongestBody) return (default, new BodyTooLarge(LongestBody));
        if (http.Request.ContentLength == 0) return (Empty, null);
        if (!http.Request.HasJsonContentType()) return (default, new NotJson());
        var (bytes, length) = (ArrayPool<byte>.Shared.Rent((int)(http.Request.ContentLength ?? 16_384) + 1), 0);
        try
        {
            while (await http.Request.Body.ReadAsync(bytes.AsMemory(length), cancel) is > 0 and var read)
            {
                if ((length += read) > LongestBody) return (default, new BodyTooLarge(LongestBody));
                if (length == bytes.Length) bytes = Longer(bytes);
            }

            return length == 0 ? (Empty, null) : Parsed(bytes.AsMemory(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    static (JsonElement, Refusal?) Parsed(ReadOnlyMemory<byte> bytes)
    {
        // A name that is no UTF-8 passes the parser and throws where it is read.
        if (!Utf8.IsValid(bytes.Span)) return (default, new UnreadableJson(1, 1));
        try
        {
            using var document = JsonDocument.Parse(bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes, Reading);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException bad)
        {
            return (default, new UnreadableJson(bad.LineNumber + 1 ?? 1, bad.BytePositionInLine + 1 ?? 1));
        }
    }

    static byte[] Longer(byte[] bytes)
    {
        var longer = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(longer, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return longer;
    }

    public static IResult Written(Action<Utf8JsonWriter> write)
    {
        var answer = new JsonBytes();
        write(answer.Json);
        return answer;
    }
}
