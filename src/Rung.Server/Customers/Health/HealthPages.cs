using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Customers;
using Rung.Server.Customers.Usage;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Health;

/// <summary>What the page of one customer's health shows.</summary>
/// <param name="Told">Null where the account is no customer on the day.</param>
/// <param name="History">The last half year, week by week.</param>
public sealed record CustomerHealthModel(Guid AccountId, string Name, DateOnly AsOf, CustomerHealth? Told, IReadOnlyList<HealthOnDay> History, CustomerUsage Usage);

/// <summary>The page that explains one customer's health on any day.</summary>
static class HealthPages
{
    const int WeeksBack = 26;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/accounts/{id:guid}/health", async (Guid id, HttpContext http, Viewer viewer, HealthReader reader, UsageReading usage, Database.Store store, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!Asked.OfCustomers(http.Request.Query).Accepted(out var asked, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            if ((await store.Questions.All("SELECT name FROM accounts WHERE id = @0", [id], row => row.Text(0)!, cancel)) is not [var name]) return PageEndpoints.Refused(viewer, new NotFound("account", id.ToString()));

            var day = asked.Scope.AsOf ?? viewer.Today;
            var history = await reader.History(id, HealthEndpoints.Days(day.AddDays(-7 * WeeksBack), day, 7), asked.Scope.KnownAt, cancel);
            var told = history.Count > 0 && history[^1].AsOf == day ? history[^1] : null;
            return (IResult)new RazorComponentResult<HealthPage>(new
            {
                Model = new CustomerHealthModel(id, name, day, told, [.. history.Select(h => new HealthOnDay(h.AsOf, h.Points, h.Band, h.Known))], await usage.Read(id, day, 7 * WeeksBack, asked.Scope.KnownAt, cancel)),
            });
        }).Needs("health.read").Shows(Shows.One(typeof(Rung.Accounts.Account))).ExcludeFromDescription();
}
