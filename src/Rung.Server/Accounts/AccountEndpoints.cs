using Rung.Accounts;
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
        app.MapGroup("/api/v1/accounts/{id:guid}").WithTags("account").MapVerb<MergeRecords>("account", "merge", (id, body) => docket =>
            Merging.Merge(docket, typeof(Account), id, body.Gone, body.Take ?? [], schema));
        var contacts = app.MapGroup("/api/v1/contacts/{id:guid}").WithTags("contact");
        contacts.MapVerb<MergeRecords>("contact", "merge", (id, body) => docket => Merging.Merge(docket, typeof(Contact), id, body.Gone, body.Take ?? [], schema));
        contacts.MapVerb<ErasePerson>("contact", "erase", (id, body) => docket => Erasing.Erase(docket, new Id<Contact>(id), body.Name, keys, schema));
        app.MapGroup("/api/v1/people/{id:guid}").WithTags("person").MapVerb<ErasePerson>("person", "erase", (id, body) => docket => Erasing.Erase(docket, new Id<People.Person>(id), body.Name, keys));
    }
}

/// <param name="Gone">The record that becomes an alias of the one in the address.</param>
/// <param name="Take">Fields to take from it where both have a value.</param>
sealed record MergeRecords(Guid Gone, string[]? Take);

/// <param name="Name">The person's name, typed to confirm; may be left out.</param>
sealed record ErasePerson(string? Name);
