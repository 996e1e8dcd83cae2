using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Audit.Pages;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Audit;

/// <summary>The audit as a page, for programs, and as a file. It is about the whole company, so it is closed to whoever sees only part.</summary>
static class AuditEndpoints
{
    const int OnPage = 50;
    const int AtOnce = 500;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        app.MapGet("/audit", async (HttpContext http, Viewer viewer, AuditBook book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (Read(http.Request.Query, out var query) is { } refusal) return PageEndpoints.Refused(viewer, refusal);
            await using var db = store.Open();
            var people = await db.Set<Person>().AsNoTracking().OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(cancel);
            var (lines, next) = await book.Page(query, OnPage, cancel);
            return (IResult)new RazorComponentResult<AuditPage>(new { Lines = lines, Next = next, Query = query, People = (IReadOnlyList<(Guid, string)>)[.. people.Select(p => (p.Id.Value, p.Name))] });
        }).Needs(AuditBook.Permission).ExcludeFromDescription();

        app.MapGet("/api/v1/audit", async (HttpContext http, Viewer viewer, AuditBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (Read(http.Request.Query, out var query) is { } refusal) return Reply.Problem(refusal, http);
            var (lines, next) = await book.Page(query, OnPage, cancel);
            return Results.Json(new { items = lines.Select(Written), next }, Json.Options);
        }).Needs(AuditBook.Permission).WithTags("audit");

        app.MapGet("/audit.csv", (HttpContext http, Viewer viewer, AuditBook book, TheDesk desk, CancellationToken cancel) => File(http, viewer, book, desk, "csv", cancel)).Needs(AuditBook.Permission).ExcludeFromDescription();
        app.MapGet("/audit.json", (HttpContext http, Viewer viewer, AuditBook book, TheDesk desk, CancellationToken cancel) => File(http, viewer, book, desk, "json", cancel)).Needs(AuditBook.Permission).ExcludeFromDescription();
    }

    /// <summary>Everything that is asked for, page by page; what went out is a fact, however far it came.</summary>
    static async Task<IResult> File(HttpContext http, Viewer viewer, AuditBook book, TheDesk desk, string format, CancellationToken cancel)
    {
        await viewer.Meet();
        if (Read(http.Request.Query, out var query) is { } refusal) return Reply.Problem(refusal, http);
        return Results.Stream(async to =>
        {
            var rows = 0L;
            try
            {
                await using var text = new StreamWriter(to, new UTF8Encoding(format == "csv"), 1 << 16, leaveOpen: true);
                await text.WriteAsync(format == "csv" ? "at,who,whoId,fact,what,recordKind,recordId,about,decision\r\n" : "[");
                for (var asked = query; ;)
                {
                    var (lines, next) = await book.Page(asked, AtOnce, cancel);
                    foreach (var line in lines) await text.WriteAsync(format == "csv" ? Line(line) : (rows++ == 0 ? "\n" : ",\n") + JsonSerializer.Serialize(Written(line), Json.Options));
                    if (format == "csv") rows += lines.Count;
                    if (next is not { } before) break;
                    asked = asked with { Before = before };
                }

                await text.WriteAsync(format == "csv" ? "" : "\n]\n");
            }
            finally
            {
                await Note(desk, http.Actor(), query, rows);
            }
        }, format == "csv" ? "text/csv; charset=utf-8" : "application/json", $"audit.{format}");
    }

    static async Task Note(TheDesk desk, Actor actor, AuditQuery query, long rows) => _ = await desk.Decide(new Call(actor, AuditBook.Permission), async docket =>
    {
        var company = await docket.Need((await docket.Company()).Id);
        docket.Do(company, new AuditExported(string.Join(' ', new[] { query.Person is null ? "" : "person", query.Kind is { } kind ? Words.Camel(kind.ToString()) : "", query.From is null ? "" : "from", query.Until is null ? "" : "until" }.Where(w => w.Length > 0)), rows));
        return company;
    });

    static object Written(AuditLine line) => new
    {
        line.Seq, line.At, who = new { id = line.WhoId, name = line.Who }, line.Fact, line.What, line.RecordKind, line.RecordId, line.About, line.Decision, said = line.Payload is null ? (JsonElement?)null : JsonDocument.Parse(line.Payload).RootElement,
    };

    static string Line(AuditLine line)
    {
        var text = new StringBuilder();
        foreach (var cell in (string[])[line.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), CsvText.Harmless(line.Who), line.WhoId.ToString(), line.Fact, CsvText.Harmless(line.What), line.RecordKind, line.RecordId.ToString(), CsvText.Harmless(line.About), line.Decision.ToString()])
        {
            if (text.Length > 0) text.Append(',');
            if (cell.Length > 0) CsvText.Append(text, cell);
        }

        return text.Append("\r\n").ToString();
    }

    static Refusal? Read(IQueryCollection given, out AuditQuery query)
    {
        query = new(null, null, null, null, null);
        foreach (var (name, values) in given)
        {
            if (values.ToString() is not { Length: > 0 } value) continue;
            switch (name)
            {
                case "person":
                    if (!Guid.TryParse(value, out var person)) return new Unreadable("person", Guid.Empty.ToString());
                    query = query with { Person = person };
                    break;
                case "kind":
                    if (!Enum.TryParse<AuditKind>(value, true, out var kind) || !Enum.IsDefined(kind) || char.IsAsciiDigit(value[0])) return new Unreadable("kind", string.Join(", ", Enum.GetNames<AuditKind>().Select(Words.Camel)));
                    query = query with { Kind = kind };
                    break;
                case "from" or "until":
                    if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1970 or > 9000) return new Unreadable(name, "2026-03-31");
                    query = name == "from" ? query with { From = day } : query with { Until = day };
                    break;
                case "before":
                    if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var before)) return new Unreadable("before", "1234");
                    query = query with { Before = before };
                    break;
                case "lang" or "theme":
                    break;
                default:
                    return new UnknownField(name.Length > 40 ? name[..40] : name);
            }
        }

        return query.Until < query.From ? new EndsBeforeStart("until", "from") : null;
    }
}
