using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Server.Accounts;
using Rung.Server.Database;

namespace Rung.Server.Tests.Accounts;

public class MergingOverHttp
{
    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Everything_that_named_the_one_names_the_other_afterwards_and_undo_brings_it_back(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var keep = await client.Enter("accounts", new { name = "Varg Steel AB" });
        var gone = await client.Enter("accounts", new { name = "Varg Steel", city = "Falun" });
        var contact = await client.Enter("contacts", new { name = "Karin Holm", accountId = gone.Id() });
        var deal = await client.Enter("opportunities", new { name = "Visibility", accountId = gone.Id() });

        var merged = await client.PostAsJsonAsync($"/api/v1/accounts/{keep.Id()}/merge", new { gone = gone.Id() });

        Assert.True(merged.IsSuccessStatusCode, await merged.Content.ReadAsStringAsync());
        Assert.Equal(keep.Id(), (await client.Get("contacts", contact)).Text("accountId"));
        Assert.Equal(keep.Id(), (await client.Get("opportunities", deal)).Text("accountId"));
        Assert.Equal("Falun", (await client.Get("accounts", keep)).Text("city"));
        Assert.Equal(keep.Id(), (await client.Get("accounts", gone)).Text("mergedIntoId"));

        await client.Post($"/api/v1/decisions/{merged.Decision()}/undo", new { });
        Assert.Equal(gone.Id(), (await client.Get("contacts", contact)).Text("accountId"));
        Assert.Null((await client.Get("accounts", keep)).Text("city"));
    }

    [Fact]
    public async Task No_table_that_names_an_account_or_a_contact_is_forgotten()
    {
        await using var house = await House.Open(Database.Sqlite);
        await using var db = house.Store.Open();
        foreach (var kind in (Type[])[typeof(Account), typeof(Contact)])
        {
            var walked = Merging.ReferencesTo(kind, house.Store.Schema).Select(r => $"{r.Table.Name}.{r.Slot.Columns[0].Name}").Order();
            var there = db.Model.FindEntityType(kind)!.GetReferencingForeignKeys()
                .Select(f => $"{f.DeclaringEntityType.GetTableName()}.{f.Properties[0].GetColumnName()}").Order();
            Assert.Equal(there, walked);
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Erasing_a_person_leaves_no_private_value_anywhere(Database database)
    {
        await using var house = await House.Open(database);
        var client = house.ClientOf(house.Founder);
        var contact = await client.Enter("contacts", new { name = "Karin Holm", email = "karin@example.com" });
        await client.Patch("contacts", contact, 1, new { phone = "+46 23 1234" });

        await client.Post($"/api/v1/contacts/{contact.Id()}/erase", new { });

        var left = await client.Get("contacts", contact);
        Assert.Null(left.Text("email"));
        Assert.Equal("·", left.Text("name"));
        await using var db = house.Store.Open();
        var erased = Guid.Parse(contact.Id());
        Assert.Equal(0, await db.Set<Rung.Server.Desk.PersonKey>().CountAsync(k => k.PersonId == erased));
        Assert.Equal("person-erased", await (await client.Patch("contacts", contact, 3, new { name = "Back" })).Problem());
    }
}
