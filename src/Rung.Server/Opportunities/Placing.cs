using Microsoft.EntityFrameworkCore;
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

        var stage = await FirstOpen(docket) ?? throw new RefusedException(new NoPipeline());
        docket.Do(opportunity, opportunity.Move(stage, docket.Act));
    }

    public static async Task<Stage?> FirstOpen(Docket docket) => await docket.Ask<Stage>()
        .Where(s => s.Kind == StageKind.Open && s.RemovedAt == null)
        .Join(docket.Ask<Pipeline>().Where(p => p.IsDefault && p.RemovedAt == null), s => s.PipelineId, p => p.Id, (s, _) => s)
        .OrderBy(s => s.Rank).FirstOrDefaultAsync();

    /// <summary>The stage of a kind in the opportunity's own pipeline: where winning and losing lead.</summary>
    public static async Task<Stage> Of(Docket docket, Opportunity opportunity, StageKind kind)
    {
        var pipeline = opportunity.PipelineId;
        return await docket.Ask<Stage>().Where(s => s.PipelineId == pipeline && s.Kind == kind && s.RemovedAt == null).OrderBy(s => s.Rank).FirstOrDefaultAsync()
            ?? throw new RefusedException(new NoSuchStage(kind));
    }
}

/// <summary>There is no pipeline with an open stage yet.</summary>
public sealed record NoPipeline : Refusal;

/// <summary>The pipeline has no stage of this kind.</summary>
public sealed record NoSuchStage(StageKind Wanted) : Refusal;
