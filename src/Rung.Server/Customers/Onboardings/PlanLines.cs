using System.Globalization;
using Rung.Customers;
using Rung.Server.Ui;
using Rung.Server.Ui.Records;

namespace Rung.Server.Customers.Onboardings;

/// <summary>The lines of a milestone's form.</summary>
static class PlanLines
{
    public static IReadOnlyList<FormLine> Of(Viewer viewer, PlanModel model, Milestone? step)
    {
        FormLine Line(string name, string type, string value, bool required = false) => new(name, viewer.Field("milestone", name), type, value, required) { Max = 300, Id = $"{name}-{step?.Id.ToString() ?? "new"}" };
        return
        [
            Line("name", "text", step?.Name ?? "", true),
            Line("phase", "choice", Words.Camel((step?.Phase ?? model.Progress.Phase ?? OnboardingPhase.Setup).ToString())) with { Options = [.. OnboardingPhases.InOrder.Select(p => (Words.Camel(p.ToString()), viewer["value.onboardingPhase." + Words.Camel(p.ToString())]))] },
            Line("dueOn", "date", step?.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
            Line("exitTest", "lines", step?.ExitTest ?? "") with { Max = 1000 },
            Line("accountableId", "reference", (step is null ? model.Onboarding.AccountableId : step.AccountableId)?.ToString() ?? "") with { Referred = "person", Chosen = model.NameOf(step is null ? model.Onboarding.AccountableId : step.AccountableId) },
            Line("theirId", "reference", (step is null ? model.Onboarding.SponsorId : step.TheirId)?.ToString() ?? "") with { Referred = "contact", Chosen = model.NameOf(step is null ? model.Onboarding.SponsorId : step.TheirId) },
            Line("goesLive", "choice", step?.GoesLive == true ? "true" : "false") with { Options = [("false", viewer["ui.no"]), ("true", viewer["ui.yes"])] },
            Line("rank", "number", (step?.Rank ?? (model.Milestones.Count == 0 ? 10 : model.Milestones.Max(m => m.Rank) + 10)).ToString(CultureInfo.InvariantCulture)),
        ];
    }
}
