using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.People;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Ui.Lists;
using Rung.Server.Ui.Records;

namespace Rung.Server.Customers.Book;

/// <summary>What the address of a page of customers asks.</summary>
/// <param name="Owner">Whose; null is everybody's.</param>
/// <param name="Within">How many days are looked ahead.</param>
public sealed record BookAsk(Guid? Owner, int Within, int Page)
{
    public const int MostDays = 3650;

    public static Outcome<BookAsk> Read(IQueryCollection query, Guid me, int usualWithin)
    {
        var (owner, within, page) = (query["owner"].FirstOrDefault(), query["within"].FirstOrDefault(), query["page"].FirstOrDefault());
        Guid? whose = null;
        if (owner == "me") whose = me;
        else if (owner is { Length: > 0 } and not "all")
        {
            if (!Guid.TryParse(owner, out var id)) return new Unreadable("owner", "me, all, 00000000-0000-0000-0000-000000000000");
            whose = id;
        }

        var (days, number) = (usualWithin, 1);
        if (within is { Length: > 0 } && (!int.TryParse(within, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > MostDays)) return new OutOfRange("within", "1", MostDays.ToString(CultureInfo.InvariantCulture));
        if (page is { Length: > 0 } && (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number < 1)) return new Unreadable("page", "1");
        return new BookAsk(whose, days, number);
    }

    public BookScope Scope => new(Owner is { } id ? new Id<Person>(id) : null);
}

/// <summary>An address of the same page with something else asked.</summary>
public sealed class BookAddress(string path, IQueryCollection query)
{
    static readonly string[] Kept = ["owner", "within", "sort", "outlook", "burning", "age"];

    public string this[string name] => query[name].FirstOrDefault() ?? "";

    public string With(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var values = Kept.Where(k => this[k].Length > 0).ToDictionary(k => k, k => (string?)this[k], StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            if (value is null) values.Remove(name);
            else values[name] = value;
        }

        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, values);
    }
}

/// <summary>People who may be chosen as owners.</summary>
public sealed record OwnerChoice(Guid Id, string Name);

/// <summary>The pages for whoever looks after customers: the book, one customer, renewals, the case for one, what is to be paid.</summary>
static class BookPages
{
    const int BookDays = 30, RenewalDays = 180;

    public static IServiceCollection AddBook(this IServiceCollection services) => services
        .AddSingleton<SignsReader>().AddSingleton<RenewalsBook>().AddSingleton<BookOfBusiness>().AddSingleton<CustomerFiles>().AddSingleton<DueInvoices>();

    public static void MapBook(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/renewals", async (string? owner, string? within, string? outlook, HttpContext http, RenewalsBook book, CancellationToken cancel) =>
            BookAsk.Read(http.Request.Query, http.Actor().Id.Value, RenewalDays).Accepted(out var ask, out var refusal) && Choice<RenewalOutlook>("outlook", outlook).Accepted(out var only, out refusal)
                ? Results.Json(Only(await book.Read(ask.Scope, ask.Within, cancel), only.Is), Json.Options) : Reply.Problem(refusal, http))
            .Needs("subscription.read").Shows(Shows.Rows).WithTags("subscription").WithSummary("Renewals that are due, with forecast and what speaks against each").Produces<RenewalsDocument>();
        app.MapGet("/api/v1/book-of-business", async (string? owner, string? within, string? sort, string? page, HttpContext http, BookOfBusiness book, CancellationToken cancel) =>
            BookAsk.Read(http.Request.Query, http.Actor().Id.Value, BookDays).Accepted(out var ask, out var refusal) && Choice<BookSort>("sort", sort).Accepted(out var by, out refusal)
                ? Results.Json(await book.Read(ask.Scope, ask.Within, by.Is ?? BookSort.Burns, false, ask.Page, cancel), Json.Options) : Reply.Problem(refusal, http))
            .Needs("account.read").Shows(Shows.Rows).WithTags("account").WithSummary("Customers with what they bring, what is due and what speaks against their staying").Produces<BookDocument>();

        app.MapGet("/customers", async (HttpContext http, Viewer viewer, BookOfBusiness book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var query = http.Request.Query;
            if (!BookAsk.Read(query, viewer.Actor.Id.Value, BookDays).Accepted(out var ask, out var refusal) || !Choice<BookSort>("sort", query["sort"].FirstOrDefault()).Accepted(out var sort, out refusal)) return PageEndpoints.Refused(viewer, refusal);
            // Whoever looks after customers begins with their own.
            if (!query.ContainsKey("owner") && await IsKeeper(store, viewer.Actor.Id, viewer.Today, cancel)) ask = ask with { Owner = viewer.Actor.Id.Value };
            return (IResult)new RazorComponentResult<BookPage>(new
            {
                Model = await book.Read(ask.Scope, ask.Within, sort.Is ?? BookSort.Burns, query.ContainsKey("burning"), ask.Page, cancel), Ask = ask, Sort = sort.Is ?? BookSort.Burns, Owners = await Owners(store, cancel), Address = new BookAddress("/customers", query),
            });
        }).Needs("account.read").Shows(Shows.Rows).ExcludeFromDescription();
        app.MapGet("/customers/{id:guid}", async (Guid id, Viewer viewer, CustomerFiles files, RecordModels records, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await files.Read(id, cancel) is not { } file || await records.Read(ListViews.OfKind("account")!, id, cancel) is not { } record) return PageEndpoints.Refused(viewer, new NotFound("account", id.ToString()));
            return (IResult)new RazorComponentResult<CustomerPage>(new { Model = file, Record = record });
        }).Needs("account.read").Shows(Shows.One(typeof(Rung.Accounts.Account))).ExcludeFromDescription();

        app.MapGet("/renewals", async (HttpContext http, Viewer viewer, RenewalsBook book, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            var query = http.Request.Query;
            if (!BookAsk.Read(query, viewer.Actor.Id.Value, RenewalDays).Accepted(out var ask, out var refusal) || !Choice<RenewalOutlook>("outlook", query["outlook"].FirstOrDefault()).Accepted(out var outlook, out refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<RenewalsPage>(new { Model = await book.Read(ask.Scope, ask.Within, cancel), Ask = ask, Outlook = outlook.Is, Owners = await Owners(store, cancel), Stages = await store.Known.Stages(), Address = new BookAddress("/renewals", query) });
        }).Needs("subscription.read").Shows(Shows.Rows).ExcludeFromDescription();
        app.MapGet("/renewals/{id:guid}", async (Guid id, Viewer viewer, CustomerFiles files, Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            await using var db = store.Open();
            if (await db.Set<Subscription>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == new Id<Subscription>(id), cancel) is not { } term || await files.Read(term.AccountId.Value, cancel) is not { } file)
                return PageEndpoints.Refused(viewer, new NotFound("subscription", id.ToString()));
            return (IResult)new RazorComponentResult<CasePage>(new { Model = file, Term = term });
        }).Needs("subscription.read").Shows(Shows.One(typeof(Subscription))).ExcludeFromDescription();

        app.MapGet("/invoices/due", async (HttpContext http, Viewer viewer, DueInvoices due, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!BookAsk.Read(http.Request.Query, viewer.Actor.Id.Value, BookDays).Accepted(out var ask, out var refusal) || !Choice<DueAge>("age", http.Request.Query["age"].FirstOrDefault()).Accepted(out var age, out refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<DuePage>(new { Model = await due.Read(ask.Within, age.Is, ask.Page, cancel), Address = new BookAddress("/invoices/due", http.Request.Query) });
        }).Needs("invoice.read").Shows(Shows.Rows).ExcludeFromDescription();
    }

    static RenewalsDocument Only(RenewalsDocument all, RenewalOutlook? outlook) => outlook is null ? all : all with { Lines = [.. all.Lines.Where(l => l.Outlook == outlook)] };

    static Outcome<Metrics.CustomerReportEndpoints.Named<T>> Choice<T>(string field, string? text)
        where T : struct, Enum => Metrics.CustomerReportEndpoints.Kind<T>(field, text);

    static async Task<bool> IsKeeper(Store store, Id<Person> person, DateOnly today, CancellationToken cancel) => (await store.Questions.All("""
        SELECT 1 FROM accounts a WHERE a.accountable_id = @0 AND a.removed_at IS NULL
        AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.account_id = a.id AND s.removed_at IS NULL AND s.starts_on <= @1 AND (s.ends_on IS NULL OR s.ends_on > @1)) LIMIT 1
        """, [person.Value, today], _ => 1, cancel)).Count > 0;

    static async Task<List<OwnerChoice>> Owners(Store store, CancellationToken cancel) => await store.Questions.All(
        "SELECT p.id, p.name FROM people p WHERE p.removed_at IS NULL AND EXISTS (SELECT 1 FROM accounts a WHERE a.accountable_id = p.id AND a.customer_since IS NOT NULL) ORDER BY p.name", [], row => new OwnerChoice(row.Id(0), row.Text(1)!), cancel);
}
