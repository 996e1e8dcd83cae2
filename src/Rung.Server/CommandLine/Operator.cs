using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Company;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.CommandLine;

/// <summary>
/// Who acts when a verb of the command line writes: a named person, one for each user of the operating system, entered
/// once and journaled like anybody. Two processes never write one data directory: a verb beside a running server sends its
/// errand there.
/// </summary>
static class Operator
{
    /// <summary>Every errand a server does for a verb beside it.</summary>
    public static readonly IReadOnlyList<IErrand> Errands = [ImportVerb.TakeIn, ExportVerb.WriteOut, BackupVerb.Take, DemoVerb.Tell, Recover.LetIn, AssessVerb.Keep, Reseal.Errand];

    /// <summary>Does the errand here, or has the running server do it; prints what came of it.</summary>
    public static async Task<int> Through<TAsk, TTold>(Terminal terminal, Errand<TAsk, TTold> errand, TAsk ask, Func<TTold, string> words, CancellationToken cancel, string? currency = null, string? zone = null)
        where TAsk : class
        where TTold : class
    {
        using var duty = Duty.Take(terminal.Place);
        if (duty is not null)
        {
            await using var services = await Here(terminal.Place, cancel, currency, zone);
            var actor = await Acting(services, Environment.UserName, cancel);
            return (await errand.Run(services, actor, ask, cancel)).Accepted(out var told, out var refusal)
                ? terminal.Print(told, words(told))
                : Refuse(terminal, services, refusal);
        }

        if (Duty.Announced(terminal.Place) is not { } server)
        {
            terminal.Say($"Another process is writing to {terminal.Place.Directory}. Try again when it has finished.");
            return Exit.Busy;
        }

        terminal.Say($"The server at {server.Url} does it.");
        using var answer = await Send(server, errand.Name, ask, cancel);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<TTold>(Json.Options, cancel))! is var done ? terminal.Print(done, words(done)) : Exit.Refused
            : terminal.Refuse(await Problem(answer, cancel));
    }

    /// <summary>The desk over a database that is brought to the present schema first, for work without a server.</summary>
    public static async Task<ServiceProvider> Here(Place place, CancellationToken cancel, string? currency = null, string? zone = null)
    {
        var services = await Bare(place, cancel);
        await Founding.Found(services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>(), currency ?? "USD", zone ?? "UTC", cancel);
        return services;
    }

    /// <summary>The desk without founding a company: for an archive that brings its own.</summary>
    public static async Task<ServiceProvider> Bare(Place place, CancellationToken cancel)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDesk(place).BuildServiceProvider();
        await Preparing.Prepare(services.GetRequiredService<Store>(), cancel);
        return services;
    }

    /// <summary>Whoever sits at this machine, before there are any people to name.</summary>
    public static Actor Nameless => new(default, $"{Environment.UserName} · rung", Permissions.Of(["operator"]));

    public static int Refuse(Terminal terminal, IServiceProvider services, Refusal refusal) =>
        terminal.Refuse(Reply.Details(refusal, Said(services.GetRequiredService<Texts>(), refusal)));

    /// <summary>The person who stands for a user of the operating system; the name has no word in it that would have to be translated.</summary>
    public static async Task<Actor> Acting(IServiceProvider services, string user, CancellationToken cancel)
    {
        var (desk, store) = (services.GetRequiredService<TheDesk>(), services.GetRequiredService<Store>());
        var (name, mark) = ($"{user} · rung", $"operator:{user}");
        for (var attempt = 1; ; attempt++)
        {
            await using var db = store.Open();
            if (await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.ExternalId == mark, cancel) is { } known) return new(known.Id, name, Permissions.Of(["operator"]));

            var id = new Id<Person>(Guid.CreateVersion7(desk.Now));
            var entered = await desk.Decide(new(new(id, name, Permissions.Of(["operator"])), "person.record"), docket =>
                Entering.Enter(docket, typeof(Person), new Dictionary<string, object?> { ["name"] = name, ["externalId"] = mark }, id.Value), cancel);
            // On PostgreSQL another process may have entered the same operator a moment ago.
            if (!entered.Accepted(out _, out var refusal) && (refusal is not AlreadyTaken || attempt > 1)) throw new InvalidOperationException($"The operator could not be entered: {refusal}");
        }
    }

    /// <summary>The server's side: only for a caller on this machine that can read the token in the data directory.</summary>
    public static void MapOperator(this IEndpointRouteBuilder app) =>
        app.MapPost("/operator/{errand}", async (string errand, HttpContext http, CancellationToken cancel) =>
        {
            if (http.RequestServices.GetService<Duty>() is not { } duty || !IsOurs(http, duty)) return Reply.Problem(new NotSignedIn(), http);
            if (Errands.FirstOrDefault(e => e.Name == errand) is not { } asked) return Reply.Problem(new NotFound("errand", errand), http);

            var order = await http.Request.ReadFromJsonAsync<Order>(Json.Options, cancel);
            var actor = await Acting(http.RequestServices, order!.User, cancel);
            return (await asked.Run(http.RequestServices, actor, order.Ask, cancel)).Accepted(out var told, out var refusal)
                ? Results.Json(told.Document, Json.Options)
                : Reply.Problem(refusal, http);
        }).Needs(NeedsPermission.Nobody).ExcludeFromDescription();

    static bool IsOurs(HttpContext http, Duty duty) =>
        Nearby.IsHere(http) && http.Request.Headers.Authorization is [{ } given] && given.StartsWith("Bearer ", StringComparison.Ordinal) && duty.Knows(given[7..]);

#pragma warning disable RS0030 // To the server beside this verb and nowhere else: decision 0017.
    static async Task<HttpResponseMessage> Send<TAsk>(Duty.Notice server, string errand, TAsk ask, CancellationToken cancel)
    {
        // The address came from a file only we can read; its certificate speaks for another name than the loopback's.
        using var handler = new HttpClientHandler { UseProxy = false, ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler) { BaseAddress = new(server.Url), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        return await client.PostAsJsonAsync("/operator/" + errand, new Order(Environment.UserName, JsonSerializer.SerializeToElement(ask, Json.Options)), Json.Options, cancel);
    }
#pragma warning restore RS0030

    static string Said(Texts texts, Refusal refusal) =>
        texts.Get(Texts.English, "refusal." + refusal.Name, [.. refusal.GetType().GetProperties().Select(p => (p.Name, p.GetValue(refusal)))]);

    static async Task<IReadOnlyDictionary<string, object?>> Problem(HttpResponseMessage answer, CancellationToken cancel) =>
        answer.Content.Headers.ContentType?.MediaType == Reply.ProblemType
            ? (await answer.Content.ReadFromJsonAsync<Dictionary<string, object?>>(Json.Options, cancel))!
            : new Dictionary<string, object?> { ["title"] = $"The server answered {(int)answer.StatusCode}." };

    sealed record Order(string User, JsonElement Ask);
}
