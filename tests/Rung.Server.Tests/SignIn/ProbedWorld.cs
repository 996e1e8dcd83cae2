using System.Net.Http.Json;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.Tests.SignIn;

/// <summary>Whose something is, to the one who asks.</summary>
public enum Ownership
{
    Own,
    Team,
    Other,

    /// <summary>Nobody answers for it.</summary>
    None,
}

/// <summary>
/// One of everything that belongs to a customer, four times: of the one who asks, of somebody who reports to them, of a
/// stranger, of nobody; with a word in every text that stands nowhere else.
/// </summary>
sealed class ProbedWorld
{
    static readonly HashSet<string> NotFree = ["externalId", "custom", "email", "domain", "website", "phone", "mobile", "language", "zone", "sha256", "mediaType", "country", "packet"];

    readonly Dictionary<(string Kind, Ownership Of), string> made = [];
    readonly Dictionary<Ownership, Guid> people = [];

    public Guid Me => people[Ownership.Own];

    public Guid Report => people[Ownership.Team];

    public IEnumerable<string> Kinds => made.Keys.Select(k => k.Kind).Distinct();

    /// <summary>The word that everything of an ownership carries.</summary>
    public static string Word(Ownership of) => "canary" + of.ToString().ToLowerInvariant() + "qx";

    /// <summary>The identity of the record of a kind, or nothing where there is none.</summary>
    public string? Id(string kind, Ownership of) => made.GetValueOrDefault((kind, of));

    /// <summary>The address and the body that would make another one beside those of an ownership.</summary>
    public Dictionary<string, (string Route, Dictionary<string, object?> Body)> Others { get; } = [];

    public static async Task<ProbedWorld> Of(House house)
    {
        var (world, founder) = (new ProbedWorld(), house.ClientOf(house.Founder));
        foreach (var of in (Ownership[])[Ownership.Own, Ownership.Team, Ownership.Other]) world.people[of] = Guid.Parse((await founder.Enter("people", new { name = "Person " + of })).Id());
        foreach (var of in Enum.GetValues<Ownership>()) await world.Fill(founder, house.Store.Schema, of);
        await world.TakeOver(house, founder);
        return world;
    }

    /// <summary>What is the stranger's was once the asker's; an administrator took the sight of it away, the rest is as if it never was theirs.</summary>
    async Task TakeOver(House house, HttpClient founder)
    {
        foreach (var (kind, route) in ((string, string)[])[("account", "accounts"), ("lead", "leads"), ("opportunity", "opportunities")])
            foreach (var holder in (Guid[])[Me, people[Ownership.Other]])
            {
                var id = Id(kind, Ownership.Other)!;
                using var change = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/{route}/{id}") { Content = JsonContent.Create(new { accountableId = holder }) };
                change.Headers.TryAddWithoutValidation("If-Match", "*");
                (await founder.SendAsync(change)).EnsureSuccessStatusCode();
            }

        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await founder.Enter("sight-ends", new { personId = Me, accountId = Id("account", Ownership.Other) });
        await using var db = house.Store.Open();
        Ends = Reaching.Ended(await Reaching.Ends(db, new(Me), default));
        Assert.Single(Ends);
    }

    /// <summary>What the asker sees no more.</summary>
    public System.Collections.Immutable.ImmutableArray<SightEnded> Ends { get; private set; }

    async Task Fill(HttpClient founder, Schema schema, Ownership of)
    {
        var holder = people.TryGetValue(of, out var person) ? person.ToString() : null;
        string? Ref(string kind) => Id(kind, of);
        (string Kind, Dictionary<string, object?> Body)[] all =
        [
            ("account", new() { ["accountableId"] = holder }),
            ("contact", new() { ["accountId"] = "@account" }),
            ("lead", new() { ["accountId"] = "@account", ["accountableId"] = holder }),
            ("opportunity", new() { ["accountId"] = "@account", ["accountableId"] = holder, ["amount"] = new { minor = 100_00, currency = "USD" } }),
            ("contact-role", new() { ["opportunityId"] = "@opportunity", ["contactId"] = "@contact", ["role"] = "champion" }),
            ("meeting", new() { ["accountId"] = "@account", ["type"] = "pitch", ["scheduledFor"] = "2026-03-04T10:00:00Z" }),
            ("activity", new() { ["accountId"] = "@account", ["type"] = "note" }),
            ("handoff", new() { ["fromRole"] = "sdr", ["toRole"] = "ae", ["opportunityId"] = "@opportunity" }),
            ("subscription", new() { ["accountId"] = "@account", ["startsOn"] = "2026-01-01", ["termMonths"] = 12, ["price"] = new { minor = 100_00, currency = "USD" } }),
            ("invoice", new() { ["accountId"] = "@account", ["issuedOn"] = "2026-02-01", ["dueOn"] = "2026-03-01", ["amount"] = new { minor = 100_00, currency = "USD" } }),
            ("payment", new() { ["accountId"] = "@account", ["paidOn"] = "2026-02-02", ["amount"] = new { minor = 10_00, currency = "USD" } }),
            ("churn-event", new() { ["accountId"] = "@account", ["decidedOn"] = "2026-02-02", ["effectiveOn"] = "2026-02-03" }),
            ("onboarding", new() { ["accountId"] = "@account", ["startsOn"] = "2026-02-02" }),
            ("milestone", new() { ["onboardingId"] = "@onboarding" }),
            ("promised-outcome", new() { ["accountId"] = "@account" }),
            ("risk", new() { ["accountId"] = "@account" }),
            ("reference", new() { ["accountId"] = "@account" }),
            ("check-in", new() { ["accountId"] = "@account", ["dueOn"] = "2026-03-09" }),
            ("ticket", new() { ["accountId"] = "@account", ["openedAt"] = "2026-02-02T10:00:00Z" }),
            ("comment", new() { ["opportunityId"] = "@opportunity" }),
        ];
        var unfit = new List<string>();
        foreach (var (kind, told) in all)
        {
            var table = schema.OfKind(kind)!;
            var body = told.ToDictionary(b => b.Key, b => b.Value is string named && named.StartsWith('@') ? Ref(named[1..]) : b.Value);
            foreach (var text in Form.Of(table.Type).Fields.Where(f => f.Type == typeof(string) && !NotFree.Contains(f.Name))) body.TryAdd(text.Name, Word(of));
            var route = "/api/v1/" + RecordEndpoints.Route(table);
            var answer = await founder.PostAsJsonAsync(route, body);
            // A text that only a later state of the record has is not entered with a new one.
            while (!answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("field", out var field) && !told.ContainsKey(field.GetString()!) && body.Remove(field.GetString()!))
                answer = await founder.PostAsJsonAsync(route, body);
            if (!answer.IsSuccessStatusCode)
            {
                unfit.Add($"{kind}: {await answer.Content.ReadAsStringAsync()}");
                continue;
            }

            made[(kind, of)] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).Id();
            if (of == Ownership.Other) Others[kind] = (route, body);
        }

        Assert.Empty(unfit);
        var file = await founder.PostAsync($"/api/v1/stored-files/upload?name={Word(of)}.txt&accountId={Ref("account")}", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Word(of))));
        Assert.True(file.IsSuccessStatusCode, await file.Content.ReadAsStringAsync());
        made[("stored-file", of)] = (await file.Content.ReadFromJsonAsync<JsonElement>()).Id();
    }

    /// <summary>What stands in the database: rows and versions of every kind, lines of the journal.</summary>
    public static async Task<string> Digest(House house)
    {
        var parts = new List<string>();
        foreach (var table in house.Store.Schema.Records)
            parts.AddRange(await house.Store.Questions.All($"SELECT count(*), CAST(coalesce(sum(\"version\"), 0) AS bigint), count(\"removed_at\") FROM {table.Quoted}", [], row => $"{table.Name} {row.Number(0)} {row.Number(1)} {row.Number(2)}"));
        parts.AddRange(await house.Store.Questions.All("SELECT count(*) FROM journal", [], row => $"journal {row.Number(0)}"));
        parts.AddRange(await house.Store.Questions.All("SELECT count(*) FROM kept_values", [], row => $"kept {row.Number(0)}"));
        return string.Join('\n', parts);
    }
}
