using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Records;
using Rung.Server.People;

namespace Rung.Server.Tests.Handoffs;

/// <summary>
/// Whatever people do, in whatever order: after every decision each live record has exactly one person who answers for it
/// and who works here, and nobody who has left is named on any.
/// </summary>
public sealed class EveryInstant
{
    const int Steps = 90;

    public static TheoryData<Database, int> Histories
    {
        get
        {
            var histories = new TheoryData<Database, int>();
            foreach (var row in new OnBothDatabases())
                for (var seed = 1; seed <= 4; seed++) histories.Add(new TheoryDataRow<Database, int>(row.Data, seed) { Skip = row.Skip });
            return histories;
        }
    }

    [Theory, MemberData(nameof(Histories))]
    public async Task Has_somebody_answering_for_each_live_record(Database database, int seed)
    {
        await using var house = await House.Open(database);
        var story = new Story(house, new Random(seed));
        await story.Begin();
        for (var step = 0; step < Steps || (step < 4 * Steps && story.Never.Any()); step++)
        {
            var done = await story.Step();
            Assert.Empty((await Orphans(house)).Select(o => $"step {step} of seed {seed}, after {done}: {o}"));
        }

        // A story in which nothing of a kind ever came about would show nothing of it.
        Assert.Empty(story.Never);

        Assert.True(story.Accepted > Steps / 3, $"Only {story.Accepted} of {Steps} were accepted.");
    }

    /// <summary>Written down a second way: every row is looked at, none asked for by its state.</summary>
    static async Task<List<string>> Orphans(House house)
    {
        await using var db = house.Store.Open();
        var today = DateOnly.FromDateTime(house.Desk.Now.UtcDateTime);
        var people = await db.Set<Person>().AsNoTracking().ToListAsync();
        var here = people.Where(p => p.LeftOn is not { } last || last >= today).Select(p => p.Id).ToHashSet();
        var queues = await db.Set<Queue>().AsNoTracking().ToDictionaryAsync(q => q.Id.Value, q => q.AccountableId);
        var roster = await Roster.On(db, today, default);
        var orphans = new List<string>();
        foreach (var table in house.Store.Schema.Records.Where(t => t.BySlot.ContainsKey("accountableId")))
            foreach (var record in await house.Store.Questions.All($"SELECT {table.ColumnList} FROM {table.Quoted}", [], row => (Rung.Records.Record)table.Materialise(row)))
                if (Accountable.IsNeeded(record))
                {
                    var named = Form.Of(table.Type).Field("accountableId")!.Read(record) is Id<Person> one ? one : (Id<Person>?)null;
                    var queue = Form.Of(table.Type).Field("queueId")?.Read(record) is Id<Queue> waits ? (Guid?)waits.Value : null;
                    // What a source tells stands as it tells it: somebody here answers, and the leak list shows it.
                    if (named is { } who && !here.Contains(who) && record.Origin == Origin.Entered) orphans.Add($"{table.Kind} {record.Key} names {who}, who has left");
                    if (queue is { } lies && !here.Contains(queues[lies])) orphans.Add($"{table.Kind} {record.Key} lies in a queue of somebody who has left");
                    var answers = roster.Of(named?.Value, queue);
                    if (!here.Contains(answers.Id) || !here.Contains(answers.StandsIn)) orphans.Add($"{table.Kind} {record.Key} has nobody");
                }

        return orphans;
    }

    sealed class Story(House house, Random chance)
    {
        static readonly string[] Kinds = ["leads", "opportunities", "accounts"];
        readonly HttpClient founder = house.ClientOf(house.Founder);
        readonly List<string> people = [], queues = [], decisions = [];
        string pod = "";
        readonly Dictionary<string, List<string>> records = Kinds.Append("handoffs").ToDictionary(k => k, _ => new List<string>());

        readonly Dictionary<string, int> came = new[] { "merge", "qualify", "win", "import", "undo", "return", "leave", "assign", "share-out", "hand-over" }.ToDictionary(v => v, _ => 0);

        public int Accepted { get; private set; }

        public IEnumerable<string> Never => came.Where(c => c.Value == 0).Select(c => c.Key);

        public async Task Begin()
        {
            foreach (var name in (string[])["Tom", "Ines", "Sara", "Wei", "Mona"]) people.Add((await founder.Enter("people", new { name })).Id());
            foreach (var person in people[..4]) await founder.Enter("role-assignments", new { personId = person, role = "ae", startsOn = "2026-01-01", managerId = people[4] });
            queues.Add((await founder.Enter("queues", new { name = "Inbound", accountableId = people[0] })).Id());
            pod = (await founder.Enter("pods", new { name = "Pod 1", startsOn = "2026-01-01", managerId = people[4] })).Id();
            foreach (var person in people[1..4]) await founder.Enter("role-assignments", new { personId = person, role = "sdr", startsOn = "2026-01-01", managerId = people[4], podId = pod });
            await founder.Enter("assignment-rules", new { fromOn = "2026-03-02", gives = "newLead", role = "sdr", way = "byLoad", podId = pod, mostOpen = 6, queueId = queues[0] });
            await founder.Enter("assignment-rules", new { fromOn = "2026-03-02", gives = "sdrToAe", role = "ae", queueId = queues[0] });
            foreach (var person in people.Append(house.Founder.Id.ToString()).ToList()) await Make(person);
        }

        /// <summary>One thing that somebody does; refusals are answers too, anything else is a mistake.</summary>
        public async Task<string> Step()
        {
            house.Clock.Advance(TimeSpan.FromHours(chance.Next(1, 20)));
            var deed = chance.Next(20);
            switch (deed)
            {
                case 0: await Make(AnyPerson()); break;
                case 1: await Change(Kinds[chance.Next(3)], new { accountableId = AnyPerson() }); break;
                case 2: await Change(Kinds[chance.Next(3)], new Dictionary<string, object?> { ["accountableId"] = null, ["queueId"] = chance.Next(2) == 0 ? queues[0] : null }); break;
                case 3: await Sent("/api/v1/handoffs", new Dictionary<string, object?> { ["fromRole"] = "ae", ["toRole"] = "ae", ["fromPersonId"] = AnyPerson(), ["toPersonId"] = AnyPerson(), [Kinds[chance.Next(3)] is var kind && kind == "leads" ? "leadId" : kind == "accounts" ? "accountId" : "opportunityId"] = Any(kind) }, "handoffs"); break;
                case 4 or 5 when Any("handoffs") is { } handoff: await Answer(handoff); break;
                case 6: await Sent("/api/v1/absences", new { personId = AnyPerson(), startsOn = Day(0), backOn = Day(chance.Next(1, 5)), coveredById = chance.Next(3) == 0 ? null : AnyPerson() }); break;
                case 7 when chance.Next(3) == 0: await Sent($"/api/v1/people/{AnyPerson()}/leave", new { on = Day(chance.Next(-3, 1)), successorId = chance.Next(2) == 0 ? null : AnyPerson() }); break;
                case 8: await Sent($"/api/v1/accounts/{Any("accounts")}/merge", new { gone = Any("accounts") }); break;
                case 9: await Sent($"/api/v1/leads/{Any("leads")}/qualify", new { accountableId = AnyPerson() }, "opportunities"); break;
                case 10: await Sent(chance.Next(2) == 0 ? $"/api/v1/opportunities/{Any("opportunities")}/lose" : $"/api/v1/opportunities/{Any("opportunities")}/reopen", chance.Next(2) == 0 ? new { reason = "Price" } : new { }); break;
                case 11 when decisions.Count > 0: await Sent($"/api/v1/decisions/{decisions[chance.Next(decisions.Count)]}/undo", new { }); break;
                case 12: await Remove(Kinds[chance.Next(2)]); break;
                case 13 or 14: await Win(); break;
                case 15: await Import(); break;
                case 16: await Sent("/api/v1/leads", new { name = "L", accountId = Any("accounts") }, "leads"); await Sent($"/api/v1/leads/{Any("leads")}/assign", new { }); break;
                case 17: await Sent($"/api/v1/queues/{queues[0]}/share-out", new { }); break;
                case 18: await Sent($"/api/v1/pods/{pod}/hand-over", new { managerId = AnyPerson(), on = chance.Next(2) == 0 ? Day(-1) : null }); break;
                case 19: await Sent("/api/v1/handoffs", new { fromRole = "sdr", toRole = "ae", leadId = Any("leads") }, "handoffs"); break;
            }

            return $"deed {deed}";
        }

        async Task Make(string owner)
        {
            await Sent("/api/v1/accounts", new { name = "A" + chance.Next(1_000_000), accountableId = owner }, "accounts");
            await Sent("/api/v1/leads", new { name = "L", accountId = Any("accounts"), accountableId = owner }, "leads");
            await Sent("/api/v1/opportunities", new { name = "O", accountId = Any("accounts"), accountableId = owner, amount = new { minor = 1000, currency = "USD" } }, "opportunities");
        }

        /// <summary>Won, with somebody who is to keep the customer, or nobody yet.</summary>
        async Task Win()
        {
            var sale = Any("opportunities");
            await Sent($"/api/v1/opportunities/{sale}/win", new { value = new { minor = 120_000, currency = "USD" }, startsOn = Day(0), termMonths = 12, csmId = chance.Next(3) == 0 ? null : AnyPerson(), kpi = "Late trucks", unit = "a week", baseline = 9.0, target = 2.0, promiseDueOn = Day(60) });
        }

        /// <summary>A file of leads: of people here, of strangers, of nobody.</summary>
        async Task Import()
        {
            var named = ((string[])["Tom", "Ines", "Sara", "Wei", "Mona", "A stranger"])[chance.Next(6)];
            var text = $"Id,Name,Owner\r\n{chance.Next()},Theirs,{named}\r\n{chance.Next()},Nobody's,\r\n{chance.Next()},A stranger's,Xaver\r\n";
            var file = await founder.PostAsync("/api/v1/imports/files?name=leads.csv", new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)));
            var map = JsonSerializer.Serialize(new { source = "hub", files = new object[] { new { file = "leads.csv", record = "lead", id = "Id", fields = new { name = "Name", accountableId = "Owner" } } } });
            var asked = await founder.Post("/api/v1/imports", new { files = new[] { new { name = "leads.csv", id = (await file.Content.ReadFromJsonAsync<JsonElement>()).Text("fileId") } }, map, dryRun = false });
            var ended = await Work.LongWorkOverHttp.Ended(house, Guid.Parse(asked.Id()));
            Assert.True(ended.Text("state") == "done", ended.ToString());
            came["import"]++;
            foreach (var lead in await founder.List("leads"))
                if (!records["leads"].Contains(lead.Id())) records["leads"].Add(lead.Id());
        }

        async Task Answer(string handoff)
        {
            var to = (await founder.Read("handoffs", handoff)).Text("toPersonId");
            var client = to is null ? founder : house.ClientOf(new(new(Guid.Parse(to)), "x", Rung.Server.Desk.Permits.Everything));
            var verb = chance.Next(2) == 0 ? "return" : chance.Next(5) == 0 ? "withdraw" : "accept";
            await Sent($"/api/v1/handoffs/{handoff}/{verb}", verb == "return" ? new { gap = "Nobody with a budget" } : new { }, client: client);
            if (chance.Next(3) == 0) await Sent($"/api/v1/handoffs/{handoff}/redirect", new { toPersonId = AnyPerson() });
        }

        async Task Change(string kind, object values)
        {
            if (Any(kind) is not { } id || await founder.GetAsync($"/api/v1/{kind}/{id}") is not { StatusCode: HttpStatusCode.OK } found) return;
            var record = await found.Content.ReadFromJsonAsync<JsonElement>();
            await Told(await founder.Patch(kind, record, record.GetProperty("version").GetInt64(), values));
        }

        async Task Remove(string kind)
        {
            var id = Any(kind);
            await Told(await founder.DeleteAsync($"/api/v1/{kind}/{id}"));
            if (chance.Next(2) == 0) await Sent($"/api/v1/{kind}/{id}/restore", new { });
        }

        async Task Sent(string path, object body, string? makes = null, HttpClient? client = null)
        {
            var answer = await (client ?? founder).PostAsJsonAsync(path, body);
            await Told(answer);
            if (makes is not null && answer.IsSuccessStatusCode) records[makes].Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).Id());
        }

        async Task Told(HttpResponseMessage answer)
        {
            Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
            if (!answer.IsSuccessStatusCode) return;
            Accepted++;
            if (answer.RequestMessage!.RequestUri!.Segments[^1] is var verb && came.TryGetValue(verb, out var before)) came[verb] = before + 1;
            if (answer.Headers.TryGetValues("Rung-Decision", out var decision)) decisions.Add(decision.Single());
        }

        string AnyPerson() => chance.Next(6) is var place && place < people.Count ? people[place] : house.Founder.Id.ToString();

        string? Any(string kind) => records[kind].Count == 0 ? null : records[kind][chance.Next(records[kind].Count)];

        string Day(int from) => DateOnly.FromDateTime(house.Desk.Now.UtcDateTime).AddDays(from).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
