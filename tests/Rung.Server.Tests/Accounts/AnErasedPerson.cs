using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rung.Server.Database;

namespace Rung.Server.Tests.Accounts;

/// <summary>After a person is erased, no table, index or line of the journal holds a word that was theirs.</summary>
public sealed class AnErasedPerson
{
    const string Canary = "kanarievogel";

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Has_left_no_word_anywhere(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (contact, alias) = await Lived(client);
        await house.CatchUp();
        Assert.NotEmpty(await Holding(house));

        await client.Post($"/api/v1/contacts/{contact}/erase", new { name = Canary });
        await house.CatchUp();

        Assert.Empty(await Holding(house));
        await using var db = house.Store.Open();
        Guid[] both = [Guid.Parse(contact), Guid.Parse(alias)];
        Assert.Equal(2, await db.Journal.CountAsync(j => j.Name == "contact-erased" && both.Contains(j.RecordId)));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Who_worked_here_leaves_neither_name_nor_way_in(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var person = await client.Enter("people", new { name = Canary, email = Canary + "@example.com" });
        Assert.Equal("still-works-here", await (await client.PostAsJsonAsync($"/api/v1/people/{person.Id()}/erase", new { })).Problem());
        await client.Patch("people", person, 1, new { leftOn = "2026-02-01" });

        await client.Post($"/api/v1/people/{person.Id()}/erase", new { name = Canary });
        await house.CatchUp();

        Assert.Empty(await Holding(house));
        Assert.Equal("person-erased", await (await client.Patch("people", person, 3, new { name = "Back" })).Problem());
    }

    [Fact]
    public async Task Is_not_erased_by_a_slip_of_the_hand()
    {
        await using var house = await House.Open(Database.Sqlite);
        var client = house.ClientOf(house.Founder);
        var contact = await client.Enter("contacts", new { name = "Karin Holm" });

        Assert.Equal("not-the-name", await (await client.PostAsJsonAsync($"/api/v1/contacts/{contact.Id()}/erase", new { name = "Karin Hol" })).Problem());
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_not_brought_back_by_undoing(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var contact = await client.Enter("contacts", new { name = "Karin Holm" });
        var renamed = await client.Patch("contacts", contact, 1, new { name = "Karin Berg", jobTitle = "CFO" });
        var erased = await client.PostAsJsonAsync($"/api/v1/contacts/{contact.Id()}/erase", new { });

        Assert.Equal("erasure-stays", await (await client.PostAsJsonAsync($"/api/v1/decisions/{erased.Decision()}/undo", new { })).Problem());
        await client.Post($"/api/v1/decisions/{renamed.Decision()}/undo?onConflict=restore", new { });
        var left = await client.Get("contacts", contact);
        Assert.Equal(("·", null), (left.Text("name"), left.Text("jobTitle")));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Is_told_everything_while_it_is_there(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var (contact, _) = await Lived(client);

        var told = await client.GetFromJsonAsync<JsonElement>($"/api/v1/contacts/{contact}/everything");
        var page = await client.GetStringAsync($"/contacts/{contact}/everything");

        Assert.Equal(["activity", "comment", "contact", "contact", "lead", "meeting", "ticket"], told.GetProperty("records").EnumerateArray().Select(r => r.Text("kind")).Order());
        Assert.Contains(told.GetProperty("history").EnumerateArray(), f => f.GetProperty("changes").ToString().Contains(Canary + " notes", StringComparison.Ordinal));
        Assert.Contains(Canary + " notes", page, StringComparison.Ordinal);
        await using var db = house.Store.Open();
        Assert.Equal(2, await db.Journal.CountAsync(j => j.Name == "subject-exported"));
    }

    /// <summary>A contact with an alias, custom fields, and everything that can hang on a person.</summary>
    static async Task<(string Contact, string Alias)> Lived(HttpClient client)
    {
        var contact = await client.Enter("contacts", new { name = Canary, email = Canary + "@example.com", phone = "+46 " + Canary, notes = Canary + " notes", externalId = "crm:" + Canary, custom = $"{{\"home\":\"{Canary}\"}}" });
        var alias = await client.Enter("contacts", new { name = Canary + " again", profile = "https://example.com/" + Canary });
        await client.Enter("activities", new { type = "note", contactId = alias.Id(), subject = Canary, body = Canary });
        await client.Enter("comments", new { contactId = contact.Id(), body = Canary });
        await client.Enter("leads", new { name = Canary, contactId = contact.Id(), custom = $"{{\"Email\":\"{Canary}\"}}" });
        await client.Enter("meetings", new { subject = Canary, type = "intro", contactId = contact.Id(), scheduledFor = "2026-03-05T10:00:00Z", notes = Canary });
        var account = await client.Enter("accounts", new { name = "Varg Steel" });
        await client.Enter("tickets", new { accountId = account.Id(), contactId = contact.Id(), subject = Canary, openedAt = "2026-03-01T10:00:00Z" });
        await client.Patch("contacts", contact, 1, new { name = Canary });
        await client.Patch("contacts", contact, 1, new { mobile = Canary });
        await client.Post($"/api/v1/contacts/{contact.Id()}/merge", new { gone = alias.Id(), take = (string[])["profile"] });
        return (contact.Id(), alias.Id());
    }

    /// <summary>Every table, index tables of the search too, that holds the word.</summary>
    static async Task<List<string>> Holding(House house)
    {
        var holding = new List<string>();
        await using var connection = await house.Lister.Connect(default);
        foreach (var table in await Texts(connection, house.Store.Place.IsSqlite
                     ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                     : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = house.Store.Place.IsSqlite ? $"SELECT * FROM \"{table}\"" : $"SELECT t::text FROM \"{table}\" t";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    var text = rows.GetValue(i) switch { byte[] bytes => Encoding.Latin1.GetString(bytes), var value => value.ToString()! };
                    if (text.Contains(Canary, StringComparison.OrdinalIgnoreCase)) holding.Add($"{table}.{rows.GetName(i)}: {text}");
                }
        }

        return holding;
    }

    static async Task<List<string>> Texts(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync()) texts.Add(rows.GetString(0));
        return texts;
    }
}
