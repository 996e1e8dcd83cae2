using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Opportunities;
using Rung.Server.Database;

namespace Rung.Bench;

/// <summary>One thing people do all day, asked of both servers in the same words.</summary>
sealed record CrmOperation(string Name, Func<Task> Rung, Func<Task> Floor);

static class CrmOperations
{
    public static IEnumerable<CrmOperation> All(WebApplication rung, WebApplication floor)
    {
        var (ours, bare) = (Client(rung), Client(floor));
        using var db = rung.Services.GetRequiredService<Store>().Open();
        var deals = db.Set<Opportunity>().AsNoTracking().Where(o => o.StageKind == StageKind.Open).OrderBy(o => o.Name).Take(20_000).Select(o => new { o.Id, o.Name, o.StageId }).AsEnumerable().Select(o => (o.Id, Word: o.Name[(o.Name.LastIndexOf(' ') + 1)..], o.StageId)).ToList();
        var sample = db.Set<Opportunity>().AsNoTracking().First(o => o.Id == deals[0].Id);
        var stages = db.Set<Stage>().AsNoTracking().Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Rank).Select(s => s.Id).ToList();
        var account = db.Set<Account>().AsNoTracking().Select(a => a.Id).First();
        var next = 0;

        var list = $"stageId={sample.StageId}&accountableId={sample.AccountableId}";
        yield return new("list 50, with names", () => Get(ours, $"/api/v1/opportunities?{list}&sort=closeOn&limit=50&titles=accountId,accountableId&fields=name,amount,closeOn,accountId,accountableId"),
            () => Get(bare, $"/list?stage={sample.StageId}&owner={sample.AccountableId}"));
        var deep = new Deep(ours, $"/api/v1/opportunities?{list}&sort=closeOn&limit=50&fields=name,amount,closeOn");
        yield return new("list, page 40, against page 1", () => Get(ours, deep.Last), () => Get(ours, deep.First));
        yield return new("search a word that one has", () => Get(ours, "/api/v1/search?kind=opportunity&q=" + deals[Next(deals.Count)].Word), () => Get(bare, "/search?q=" + deals[Next(deals.Count)].Word));
        yield return new("search how many words begin", () => Get(ours, "/api/v1/search?kind=opportunity&q=" + (10 + Next(90))), () => Get(bare, "/search?q=" + (10 + Next(90))));
        yield return new("read one", () => Get(ours, "/api/v1/opportunities/" + deals[Next(deals.Count)].Id), () => Get(bare, "/one/" + deals[Next(deals.Count)].Id));
        var entered = new { name = "New deal", accountId = account, accountableId = sample.AccountableId!.Value.Value, closeOn = "2026-12-01", amount = new { minor = 100_000, currency = "USD" } };
        var plain = new { entered.name, accountId = account.Value, entered.accountableId, stageId = sample.StageId.Value, entered.closeOn };
        yield return new("create", () => Post(ours, "/api/v1/opportunities", new { entered.name, accountId = account.Value, entered.accountableId, entered.closeOn, entered.amount }), () => Post(bare, "/create", plain));
        var (moves, plainMoves) = (new int[deals.Count], new int[deals.Count]);
        yield return new("change of stage", () => Move(ours, "/api/v1/opportunities/{0}/move", moves), () => Move(bare, "/move/{0}", plainMoves));

        int Next(int count) => Interlocked.Increment(ref next) % count;

        // On to the stage after the one where it stands: to the same again would change nothing.
        Task Move(HttpClient client, string path, int[] moved)
        {
            var deal = Next(deals.Count);
            var stage = stages[(stages.IndexOf(deals[deal].StageId) + Interlocked.Increment(ref moved[deal])) % stages.Count];
            return Post(client, string.Format(CultureInfo.InvariantCulture, path, deals[deal].Id), new { stageId = stage.Value });
        }
    }

    /// <summary>A page far down the list, found by walking there.</summary>
    sealed class Deep(HttpClient client, string first)
    {
        const int Pages = 40;

        public string First => first;

        public string Last => field ??= Walk();

        string Walk()
        {
            var at = first;
            for (var page = 1; page < Pages; page++)
            {
                var next = JsonDocument.Parse(client.GetStringAsync(at).GetAwaiter().GetResult()).RootElement.GetProperty("next").GetString();
                if (next is null) break;
                at = first + "&after=" + next;
            }

            return at;
        }
    }

    static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 16 }) { BaseAddress = new(app.Urls.First()) };

    static async Task Get(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        await Checked(answer);
    }

    static async Task Post(HttpClient client, string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        await Checked(answer);
    }

    static async Task Checked(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode || text.Length < 10) throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(text)}");
    }
}
