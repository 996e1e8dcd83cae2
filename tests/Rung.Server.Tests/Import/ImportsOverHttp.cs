using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Meetings;
using Rung.Notes;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.Import;
using Rung.Server.Work;
using Rung.Server.Tests.Work;

namespace Rung.Server.Tests.Import;

public class ImportsOverHttp
{
    const string Contacts = "Id,Name,E-mail,Company,Shoe size\r\n1,Karin Holm,karin@example.com,Varg Steel,39\r\n2,Wei Zhang,wei@example.com,Varg Steel,41\r\n3,Nobody,no address,,40\r\n";

    static readonly object ContactMap = new
    {
        source = "hub", files = new object[] { new { file = "contacts.csv", record = "contact", id = "Id", fields = new { name = "Name", email = "E-mail", accountId = new { column = "Company", make = "true" } } } },
    };

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_file_comes_in_and_what_did_not_comes_back_with_its_reason(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);

        var done = await Import(house, client, "contacts.csv", Contacts, ContactMap);

        var file = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal(("done", 3L, 2L, 1L), (done.Text("state"), Number(file, "rows"), Number(file, "entered"), Number(file, "rejected")));
        Assert.Equal(["Shoe size"], file.GetProperty("keptColumns").EnumerateArray().Select(c => c.GetString()));
        await using var db = house.Store.Open();
        Assert.Equal(1, await db.Set<Account>().CountAsync(a => a.Name == "Varg Steel"));
        var rejected = await client.GetStringAsync($"/api/v1/imports/{done.Id()}/rejected?file=0");
        Assert.Contains("\r\n3,Nobody,no address,,40,", rejected, StringComparison.Ordinal);

        // Corrected, the same file comes in; the column with the reason is no further field.
        var again = await Import(house, client, "contacts.csv", rejected.Replace("no address", "nobody@example.com", StringComparison.Ordinal), ContactMap);
        Assert.Equal(1L, Number(again.GetProperty("result").GetProperty("files")[0], "entered"));
        Assert.DoesNotContain(await db.Set<Contact>().Select(c => c.Custom).ToListAsync(), c => c!.Contains("Rung", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task A_dry_run_tells_the_same_and_writes_nothing(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await using var db = house.Store.Open();
        var before = await db.Set<Contact>().CountAsync() + await db.Set<Account>().CountAsync() + await db.Set<CustomField>().CountAsync();

        var dry = await Import(house, client, "contacts.csv", Contacts, ContactMap, dryRun: true);

        var file = dry.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((3L, 2L, 1L), (Number(file, "rows"), Number(file, "entered"), Number(file, "rejected")));
        Assert.Equal(before, await db.Set<Contact>().CountAsync() + await db.Set<Account>().CountAsync() + await db.Set<CustomField>().CountAsync());
        Assert.Contains("no address", await client.GetStringAsync($"/api/v1/imports/{dry.Id()}/rejected"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", 1, 0, 1, "Oslo")]
    [InlineData("update", 0, 1, 1, "Bergen")]
    [InlineData("upsert", 1, 1, 0, "Bergen")]
    [InlineData("fillEmpty", 1, 1, 0, "Oslo")]
    public async Task A_mode_says_what_may_happen_to_rows_that_are_here_and_that_are_not(string mode, int entered, int amended, int rejected, string city)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var varg = await client.Enter("accounts", new { name = "Varg Steel", domain = "varg.example", city = "Oslo" });

        var done = await Import(house, client, "a.csv", "name,domain,city,industry\nVarg,www.VARG.example,Bergen,steel\nOsprey,osprey.example,Turku,birds\n",
            new { source = "x", files = new object[] { new { file = "a.csv", record = "account", mode, key = "domain", fields = new { name = "name", domain = "domain", city = "city", industry = "industry" } } } });

        var file = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((entered, amended, rejected), (Number(file, "entered"), Number(file, "amended"), Number(file, "rejected")));
        Assert.Equal(city, (await client.Get("accounts", varg)).Text("city"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_import_is_taken_back_whole_and_what_somebody_changed_since_is_in_the_way(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var osprey = await client.Enter("accounts", new { name = "Osprey", domain = "osprey.example", city = "Oslo" });
        var map = new { source = "x", files = new object[] { new { file = "a.csv", record = "account", id = "id", key = "domain", fields = new { name = "name", domain = "domain", city = "city" } } } };
        const string file = "id,name,domain,city\n1,Osprey,osprey.example,Turku\n2,Varg,varg.example,Bergen\n";
        var done = await Import(house, client, "a.csv", file, map);
        await client.Patch("accounts", osprey, 2, new { city = "Vaasa" });

        var conflicts = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/imports/{done.Id()}/undo")).GetProperty("conflicts");
        Assert.Equal("city", conflicts[0].Text("field"));
        var refused = await LongWorkOverHttp.Ended(house, Guid.Parse((await client.Post($"/api/v1/imports/{done.Id()}/undo", new { })).Id()));
        Assert.Equal("changed-since", refused.GetProperty("refused").Text("title"));
        var undone = await LongWorkOverHttp.Ended(house, Guid.Parse((await client.Post($"/api/v1/imports/{done.Id()}/undo?onConflict=keep", new { })).Id()));

        Assert.Equal("done", undone.Text("state"));
        await using var db = house.Store.Open();
        Assert.Equal(["Osprey"], await db.Set<Account>().Where(a => a.RemovedAt == null).Select(a => a.Name).ToListAsync());
        Assert.Equal("Vaasa", (await client.Get("accounts", osprey)).Text("city"));

        // The same file can come in anew.
        var again = await Import(house, client, "a.csv", file, map);
        Assert.Equal(1L, Number(again.GetProperty("result").GetProperty("files")[0], "entered"));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task An_import_of_a_server_that_died_goes_on_without_doubling_a_row(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var rows = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"Company {i},{i}\n"));
        var upload = await Upload(client, "a.csv", "name,employees\n" + rows);
        var map = JsonSerializer.Serialize(new { source = "x", files = new object[] { new { file = "a.csv", record = "account", fields = new { name = "name", employees = "employees" } } } });
        var asked = await client.Post("/api/v1/imports", new { files = new[] { new { name = "a.csv", id = upload } }, map, dryRun = false });
        var id = Guid.Parse(asked.Id());

        // A row without an id is never found again: only the checkpoint keeps it from coming in twice. The lease goes again and again.
        for (var i = 0; i < 3; i++)
        {
            await house.Store.Writer.Write(new Rung.Server.Database.Writing { Statements = { ("UPDATE work_progress SET holder=@0, held_until=@1 WHERE work_id=@2", ["gone", house.Clock.GetUtcNow().AddMinutes(-1), id]) } }, default);
            await Task.Yield();
        }

        var done = await LongWorkOverHttp.Ended(house, id);

        await using var db = house.Store.Open();
        Assert.Equal(("done", 9_000, 9_000), (done.Text("state"), await db.Set<Account>().CountAsync(), await db.Set<Account>().Select(a => a.Name).Distinct().CountAsync()));
    }

    [Theory]
    [InlineData("enter", 2, 0, 0, 2)]
    [InlineData("match", 0, 2, 0, 2)]
    [InlineData("reject", 0, 0, 2, 2)]
    public async Task A_row_that_looks_like_somebody_here_is_entered_matched_or_rejected_as_the_map_says(string duplicates, int entered, int amended, int rejected, int alike)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await client.Enter("contacts", new { name = "Karin Holm", email = "karin@example.com" });
        await client.Enter("contacts", new { name = "Wei Zhang", email = "wei@example.com" });
        await house.CatchUp();

        var done = await Import(house, client, "c.csv", "Id,Name,E-mail,Title\n1,Holm Karin,KARIN@example.com,Buyer\n2,Wei Zhang,wei@example.com,Founder\n3,Ines Duarte,ines@example.com,Seller\n",
            new { source = "x", files = new object[] { new { file = "c.csv", record = "contact", id = "Id", duplicates, fields = new { name = "Name", email = "E-mail", jobTitle = "Title" } } } });

        var file = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((entered + 1, amended, rejected, alike), ((int)Number(file, "entered"), (int)Number(file, "amended"), (int)Number(file, "rejected"), (int)Number(file, "alike")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Two_rows_of_one_file_that_look_alike_become_one_record_when_rows_are_matched(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);

        var done = await Import(house, client, "c.csv", "Id,Name,E-mail\n1,Karin Holm,karin@example.com\n2,Holm Karin,karin@example.com\n",
            new { source = "x", files = new object[] { new { file = "c.csv", record = "contact", id = "Id", duplicates = "match", fields = new { name = "Name", email = "E-mail" } } } });

        var file = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((1L, 1L), (Number(file, "entered"), Number(file, "alike")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Rejected_rows_that_name_a_person_go_when_the_person_is_erased(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var karin = await client.Enter("contacts", new { name = "Karin Holm", email = "karin+crm@example.com" });
        var done = await Import(house, client, "contacts.csv", "Id,Name,E-mail,Company,Shoe size\n,Karin Holm,Karin+CRM@example.com,,39\n,Somebody Else,else@example.com,,40\n", ContactMap);

        await client.Post($"/api/v1/contacts/{karin.Id()}/erase", new { });

        var rejected = await client.GetStringAsync($"/api/v1/imports/{done.Id()}/rejected?file=0");
        Assert.Equal((false, true), (rejected.Contains("Karin", StringComparison.OrdinalIgnoreCase), rejected.Contains("else@example.com", StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Owners_nobody_knows_become_one_task_and_never_the_importing_user(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        await client.Enter("people", new { name = "Ines Duarte" });

        await Import(house, client, "d.csv", "Deal Name,Deal owner\nOne,Ines Duarte\nTwo,Gone Seller\nThree,Gone Seller\nFour,\n",
            new { source = "hub", files = new object[] { new { file = "d.csv", record = "opportunity", fields = new { name = "Deal Name", accountableId = "Deal owner" } } } });

        await using var db = house.Store.Open();
        var deals = await db.Set<Opportunity>().OrderBy(o => o.Id).ToListAsync();
        Assert.Equal([false, true, true, true], deals.Select(d => d.AccountableId is null));
        Assert.Single(deals.Select(d => d.QueueId).OfType<Id<Rung.People.Queue>>().Distinct());
        var task = await db.Set<Activity>().SingleAsync();
        Assert.Contains("Gone Seller: 2", task.Body, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Stage_history_is_told_at_its_own_moments_by_whom_the_source_names(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var ines = await client.Enter("people", new { name = "Ines Duarte" });
        var deals = await Upload(client, "deals.csv", "Id,Name,Stage,Created,Closed,Amount\nA,Visibility,Closed Won,2024-01-02,2024-03-05,\"EUR 1,200.50\"\nB,Other,Demo,2024-02-01,,\n");
        var history = await Upload(client, "history.csv", "Deal,Stage,When,Who\nA,Closed Won,2024-03-05T10:00:00Z,Ines Duarte\nA,Demo,2024-01-20T08:00:00Z,Ines Duarte\nA,Discovery,2024-01-02T00:00:00Z,Ines Duarte\nA,Demo,2024-01-25T08:00:00Z,\nZ,Demo,2024-01-25T08:00:00Z,\n");
        var map = JsonSerializer.Serialize(new
        {
            source = "sf",
            files = new object[]
            {
                new
                {
                    file = "deals.csv", record = "opportunity", id = "Id", fields = new { name = "Name", amount = "Amount" },
                    story = new { began = "Created", stage = new { column = "Stage", values = new Dictionary<string, string> { ["Closed Won"] = "Won" } }, closed = "Closed", history = new { file = "history.csv", of = "Deal", stage = "Stage", at = "When", by = "Who" } },
                },
            },
        });
        var asked = await client.Post("/api/v1/imports", new { files = new object[] { new { name = "deals.csv", id = deals }, new { name = "history.csv", id = history } }, map, dryRun = false });
        var done = await LongWorkOverHttp.Ended(house, Guid.Parse(asked.Id()));

        await using var db = house.Store.Open();
        var stages = await db.Set<Stage>().ToDictionaryAsync(s => s.Id, s => s.Name);
        var a = await db.Set<Opportunity>().SingleAsync(o => o.ExternalId == "sf:A");
        var visits = await db.Set<StageVisit>().Where(v => v.OpportunityId == a.Id).OrderBy(v => v.HappenedAt).ToListAsync();
        Assert.Equal(["Discovery 2024-01-02", "Demo 2024-01-20", "Won 2024-03-05"], visits.Select(v => $"{stages[v.StageId]} {v.HappenedAt:yyyy-MM-dd}"));
        Assert.Equal((ines.Id(), Origin.Imported), (visits[1].ActorId.ToString(), visits[1].Origin));
        var won = await db.Journal.SingleAsync(j => j.RecordId == a.Id.Value && j.Name == "opportunity-won");
        Assert.Equal((house.Founder.Id.Value, ines.Id()), (won.ActorId, won.DoneById.ToString()));
        Assert.Equal((120_050L, "EUR"), (a.Value!.Value.Minor, a.Value.Value.Currency.Code));
        Assert.Equal(1L, Number(done.GetProperty("result").GetProperty("files")[0], "historyLeft"));
    }

    [Theory]
    [InlineData("03/04/2024", null, "ambiguous-day")]
    [InlineData("03/04/2024", "dayFirst", "2024-04-03")]
    [InlineData("03/04/24 08:55 PM", "monthFirst", "2024-03-04")]
    [InlineData("2024年4月3日", null, "2024-04-03")]
    [InlineData("31.12.2024", null, "2024-12-31")]
    [InlineData("Apr 3, 2024", null, "2024-04-03")]
    public async Task Days_are_read_as_they_are_written_and_asked_about_where_they_could_be_two(string written, string? days, string expected)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        var done = await Import(house, client, "d.csv", $"name,close\nOne,\"{written}\"\n", new { source = "x", days, files = new object[] { new { file = "d.csv", record = "opportunity", fields = new { name = "name", closeOn = "close" } } } });

        var file = done.GetProperty("result").GetProperty("files")[0];
        await using var db = house.Store.Open();
        var deal = await db.Set<Opportunity>().SingleOrDefaultAsync();
        Assert.Equal(expected, deal is null ? file.GetProperty("refusals").EnumerateObject().Single().Name : deal.CloseOn!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_file_is_recognised_with_the_meaning_of_its_columns()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var id = await Upload(client, "export.csv", "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company (Primary)\n1,A,Closed Won,03/04/2024,Gone,12,Varg\n2,B,Demo,05/06/2024,Gone,5,Varg\n");

        var seen = await client.Post($"/api/v1/imports/files/{id}/recognise", new { });

        Assert.Equal(("opportunity", true), (seen.Text("kind"), seen.GetProperty("asksDays").GetBoolean()));
        Assert.Equal(["externalId", "name", "stage", "closeOn", "accountableId", "amount", "accountId"], seen.GetProperty("columns").EnumerateArray().Select(c => c.Text("means")));
        Assert.Equal(["Closed Won", "Demo"], seen.GetProperty("stages").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal("Gone", seen.GetProperty("strangers")[0].GetString());
    }

    [Fact]
    public async Task Chinese_headers_in_GB18030_are_known()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var id = await Upload(client, "线索.csv", Encoding.GetEncoding("gb18030").GetBytes("公司名称,联系人,手机,邮箱,职位\n华夏制造有限公司,王伟,13800138000,wang@example.cn,经理\n"));

        var seen = await client.Post($"/api/v1/imports/files/{id}/recognise", new { });

        Assert.Equal("contact", seen.Text("kind"));
        Assert.Equal(["accountId", "name", "mobile", "email", "jobTitle"], seen.GetProperty("columns").EnumerateArray().Select(c => c.Text("means")));
    }

    [Fact]
    public async Task The_map_of_an_import_is_offered_the_next_time()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        await Import(house, client, "contacts.csv", Contacts, ContactMap);

        var seen = await client.Post($"/api/v1/imports/files/{await Upload(client, "contacts.csv", Contacts)}/recognise", new { });

        Assert.Equal("hub", seen.Text("source"));
        Assert.Equal("hub", JsonSerializer.Deserialize<JsonElement>(seen.Text("saved")!).Text("source"));
    }

    [Fact]
    public async Task Nobody_reaches_the_upload_of_another()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var id = await Upload(client, "contacts.csv", Contacts);
        var other = house.ClientOf(new Actor(new(Guid.Parse((await client.Enter("people", new { name = "Ines" })).Id())), "Ines", Permits.Everything));

        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/api/v1/imports/files/{id}/recognise", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync("/api/v1/imports", new { files = new[] { new { name = "contacts.csv", id } }, map = JsonSerializer.Serialize(ContactMap), dryRun = true })).StatusCode);
    }

    [Theory]
    [InlineData("{}", "unreadable-map")]
    [InlineData("a: [", "unreadable-map")]
    [InlineData("source: x\nfiles: [{ file: contacts.csv, record: contact, fields: { name: { column: Name, scale: many } } }]", "unreadable-map")]
    [InlineData("source: x\nfiles: [{ file: other.csv, record: contact }]", "no-such-file")]
    public async Task A_map_that_cannot_be_followed_is_refused_by_name(string map, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        var answer = await client.PostAsJsonAsync("/api/v1/imports", new { files = new[] { new { name = "contacts.csv", id = await Upload(client, "contacts.csv", Contacts) } }, map, dryRun = true });

        Assert.Equal(refusal, await answer.Problem());
    }

    [Theory]
    [InlineData("source: x\nfiles: [{ file: contacts.csv, record: contact, fields: { name: Nome } }]", "no-such-column")]
    [InlineData("source: x\nfiles: [{ file: contacts.csv, record: contact, fields: { shoe: Name } }]", "unknown-field")]
    [InlineData("source: x\nfiles: [{ file: contacts.csv, record: long-work, fields: { } }]", "unknown-kind")]
    public async Task A_map_that_does_not_fit_its_file_fails_by_name(string map, string refusal)
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var asked = await client.Post("/api/v1/imports", new { files = new[] { new { name = "contacts.csv", id = await Upload(client, "contacts.csv", Contacts) } }, map, dryRun = true });

        Assert.Equal(refusal, (await LongWorkOverHttp.Ended(house, Guid.Parse(asked.Id()))).GetProperty("refused").Text("title"));
    }

    [Fact]
    public async Task Odd_rows_are_turned_away_one_by_one_and_the_others_come_in()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var file = "name,amount,close\n"
            + new string('x', 10_000) + ",1,2024-01-01\n"
            + "control\u0001,1,2024-01-01\n"
            + "\u202Egnp.exe,1,2024-01-01\n"
            + "huge,99999999999999999999999999,2024-01-01\n"
            + "years,1,9999-12-31\n"
            + "too,many,cells,here,and here\n"
            + "\"-=formula\",1,2024-01-01\n"
            + "שלום עולם,1,2024-01-01\n";

        var done = await Import(house, client, "d.csv", file, new { source = "x", files = new object[] { new { file = "d.csv", record = "opportunity", fields = new { name = "name", amount = new { column = "amount", currency = "USD" }, closeOn = "close" } } } });

        var told = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((8L, 2L, 6L), (Number(told, "rows"), Number(told, "entered"), Number(told, "rejected")));
        Assert.Equal(["out-of-range:1", "too-long:1", "too-many-cells:1", "unprintable-text:2", "unreadable:1"], told.GetProperty("refusals").EnumerateObject().Select(r => $"{r.Name}:{r.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sums_of_the_file_stand_beside_what_is_here()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);

        var done = await Import(house, client, "d.csv", "name,amount,stage\nA,10,Demo\nB,5.50,Demo\n,7,Demo\n", new { source = "x", files = new object[] { new { file = "d.csv", record = "opportunity", fields = new { name = "name", amount = new { column = "amount", currency = "USD" } }, story = new { stage = "stage" } } } });

        var told = done.GetProperty("result").GetProperty("files")[0];
        Assert.Equal((2250L, 1550L), (Number(told.GetProperty("sums")[0], "inSource"), Number(told.GetProperty("sums")[0], "takenIn")));
        Assert.Equal((3L, 2L), (Number(told.GetProperty("stages")[0], "inSource"), Number(told.GetProperty("stages")[0], "takenIn")));
    }

    static async Task<JsonElement> Import(House house, HttpClient client, string name, string text, object map, bool dryRun = false)
    {
        var id = await Upload(client, name, text);
        var asked = await client.Post("/api/v1/imports", new { files = new[] { new { name, id } }, map = JsonSerializer.Serialize(map), dryRun });
        var ended = await LongWorkOverHttp.Ended(house, Guid.Parse(asked.Id()));
        Assert.True(ended.Text("state") == "done", ended.ToString());
        return ended;
    }

    static Task<string> Upload(HttpClient client, string name, string text) => Upload(client, name, Encoding.UTF8.GetBytes(text));

    static async Task<string> Upload(HttpClient client, string name, byte[] bytes)
    {
        var answer = await client.PostAsync("/api/v1/imports/files?name=" + Uri.EscapeDataString(name), new ByteArrayContent(bytes));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("fileId").GetString()!;
    }

    static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
