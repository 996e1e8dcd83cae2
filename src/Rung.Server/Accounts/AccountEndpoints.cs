using Rung.Accounts;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Accounts;

/// <summary>Merging accounts and contacts; erasing a contact.</summary>
static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var schema = app.ServiceProvider.GetRequiredService<Schema>();
        var keys = app.ServiceProvider.GetRequiredService<PersonKeys>();
        app.MapVerb<Account>("merge", (Docket docket, Id<Account> id, Guid gone, string[]? take) => Merging.Merge(docket, typeof(Account), id.Value, gone, take ?? [], schema));
        app.MapVerb<Contact>("merge", (Docket docket, Id<Contact> id, Guid gone, string[]? take) => Merging.Merge(docket, typeof(Contact), id.Value, gone, take ?? [], schema));
        app.MapVerb<Contact>("erase", (Docket docket, Id<Contact> id, string? name) => Erasing.Erase(docket, id, name, keys, schema));
        app.MapVerb<Person>("erase", (Docket docket, Id<Person> id, string? name) => Erasing.Erase(docket, id, name, keys));
    }
}
