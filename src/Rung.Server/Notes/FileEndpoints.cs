using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rung.Notes;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Notes;

/// <summary>
/// Files kept with records. One is sent as it is, with its name in the address; what it holds goes into the database in
/// the same transaction as the record that names it. It comes back as something to save, never as something to run.
/// </summary>
static class FileEndpoints
{
    public const int Largest = 25 * 1024 * 1024;

    public static void MapStoredFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/v1/stored-files").WithTags("stored-file");
        files.MapPost("/upload", Upload).Needs("stored-file.record").Shows(Shows.Rows).Accepts<byte[]>(FileTypes.Unknown).SentAgain(SentAgain.ByReceipt);
        files.MapGet("/{id:guid}/content", Content).Needs("stored-file.read").Shows(Shows.One(typeof(StoredFile)));
    }

    /// <summary><c>POST …/upload?name=offer.pdf&amp;opportunityId=…</c> with the file as the body.</summary>
    static async Task<IResult> Upload(HttpContext http, TheDesk desk, Lister lister, CancellationToken cancel)
    {
        if (http.Request.ContentLength > Largest) return Reply.Problem(new TooLargeToKeep(Largest / 1024 / 1024), http);
        if (await Whole(http.Request.Body, cancel) is not { } content) return Reply.Problem(new TooLargeToKeep(Largest / 1024 / 1024), http);
        if (content.Length == 0) return Reply.Problem(new NothingInTheFile(), http);
        if (FileTypes.IsProgram(content)) return Reply.Problem(new ProgramsAreNotKept(), http);

        var query = http.Request.Query.Where(q => q.Key is not ("name" or "lang")).ToDictionary(q => q.Key, q => (object?)q.Value.ToString());
        if (FormJson.Read(Form.Of<StoredFile>(), JsonSerializer.SerializeToElement(query), out var values) is { } refusal) return Reply.Problem(refusal, http);
        if (Repeating.KeyOf(http, out var key) is { } uncalled) return Reply.Problem(uncalled, http);
        var name = Path.GetFileName(http.Request.Query["name"].ToString().Replace('\\', '/'));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        (values["name"], values["mediaType"], values["size"], values["sha256"]) = (name, FileTypes.Of(content, name), (long)content.Length, sha256);

        return await RecordEndpoints.Decided(http, lister, await desk.Decide(new Call(http.Actor(), "stored-file.record") { Repeatable = key is null ? null : (key, Repeating.Fingerprint(http, sha256)) }, async docket =>
        {
            var file = (StoredFile)await Entering.Enter(docket, typeof(StoredFile), values);
            docket.Statements.Add(("INSERT INTO file_contents (sha256, content) VALUES (@0, @1) ON CONFLICT (sha256) DO NOTHING", [file.Sha256, content]));
            return file;
        }, cancel), cancel, created: true);
    }

    static async Task<IResult> Content(Guid id, HttpContext http, Store store, CancellationToken cancel)
    {
        await using var db = store.Open();
        var key = new Id<StoredFile>(id);
        if (await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Id == key && f.RemovedAt == null, cancel) is not { } file
            || await db.Set<FileContent>().AsNoTracking().FirstOrDefaultAsync(c => c.Sha256 == file.Sha256, cancel) is not { } kept) return Reply.Problem(new NotFound("stored-file", id.ToString()), http);

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(kept.Content, FileTypes.IsShown(file.MediaType) ? file.MediaType : FileTypes.Unknown);
    }

    /// <summary>The whole body, or null where it goes on past the limit.</summary>
    static async Task<byte[]?> Whole(Stream body, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var part = new byte[81_920];
        for (int read; (read = await body.ReadAsync(part, cancel)) > 0;)
        {
            if (whole.Length + read > Largest) return null;
            whole.Write(part, 0, read);
        }

        return whole.ToArray();
    }
}

/// <summary>The file is larger than what is kept.</summary>
public sealed record TooLargeToKeep(int Megabytes) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>There is nothing in the file.</summary>
public sealed record NothingInTheFile : Refusal;

/// <summary>Programs are not kept: whoever opened one would run it.</summary>
public sealed record ProgramsAreNotKept : Refusal;
