using Rung.Opportunities;
using Rung.Server.Desk;

namespace Rung.Server.Opportunities;

/// <summary>Which stage of which pipeline an opportunity goes to.</summary>
static class Placing
{
    /// <summary>A new opportunity stands on the first open stage of the default pipeline, unless it is placed elsewhere in the same decision.</summary>
    public static async Task OnFirstStage(Docket docket, Opportunity opportunity)
    {
        if (opportunity.StageId.Value != Guid.Empty) return;

        var stage = docket.BeginsOn ?? (await docket.Stages()).FirstOrDefault(s => s.Kind == StageKind.Open) ?? throw new RefusedException(new NoPipeline());
        if (opportunity.Begin(stage, docket.Act) is { } refusal) throw new RefusedException(refusal);
    }

    /// <summary>The first stage of a kind in the opportunity's own pipeline: where winning and losing lead.</summary>
    public static async Task<Stage> Of(Docket docket, Opportunity opportunity, StageKind kind) =>
        (await docket.Stages()).FirstOrDefault(s => s.PipelineId == opportunity.PipelineId && s.Kind == kind) ?? throw new RefusedException(new NoSuchStage(kind));
}

/// <summary>There is no pipeline with an open stage yet.</summary>
public sealed record NoPipeline : Refusal;

/// <summary>The pipeline has no stage of this kind.</summary>
public sealed record NoSuchStage(StageKind Wanted) : Refusal;
