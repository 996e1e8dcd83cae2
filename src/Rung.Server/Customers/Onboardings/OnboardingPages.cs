using Microsoft.AspNetCore.Http.HttpResults;
using Rung.Customers;
using Rung.Server.Database;
using Rung.Server.Metrics;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Ui.Records;

namespace Rung.Server.Customers.Onboardings;

/// <summary>The onboardings that run, and the plan of one.</summary>
static class OnboardingPages
{
    public static void MapOnboardingPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/onboardings", async (string? show, string? accountableId, Viewer viewer, OnboardingBook book, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (!CustomerReportEndpoints.Kind<OnboardingShow>("show", show).Accepted(out var asked, out var refusal)) return PageEndpoints.Refused(viewer, refusal);
            return (IResult)new RazorComponentResult<OnboardingsPage>(new { Model = await book.Read(asked.Is ?? OnboardingShow.Running, accountableId == "me" ? viewer.Actor.Id : null, viewer.Today, cancel) });
        }).Needs("onboarding.read").Shows(Shows.Rows).ExcludeFromDescription();

        app.MapGet("/onboardings/{id:guid}", async (Guid id, HttpContext http, Viewer viewer, OnboardingBook book, Timelines timelines, Schema schema, CancellationToken cancel) =>
        {
            await viewer.Meet();
            if (await book.Plan(new(id), viewer.Today, cancel) is not { } model) return PageEndpoints.Refused(viewer, new NotFound("onboarding", id.ToString()));
            return (IResult)new RazorComponentResult<PlanPage>(new { Model = model, Events = await timelines.Of(schema[typeof(Onboarding)], id, cancel) });
        }).Needs("onboarding.read").Shows(Shows.One(typeof(Onboarding))).ExcludeFromDescription();
    }
}
