using Microsoft.EntityFrameworkCore;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Desk;

/// <summary>What must be so before a record of a kind goes out of view, beyond what it knows of itself.</summary>
static class Leaving
{
    public static async Task Check(Docket docket, Record record)
    {
        if (record is Stage stage && await docket.Ask<Opportunity>().AnyAsync(o => o.StageId == stage.Id && o.RemovedAt == null)) throw new RefusedException(new StageInUse(stage.Name));
        if (record is Pipeline pipeline && await docket.Ask<Stage>().AnyAsync(s => s.PipelineId == pipeline.Id && docket.Ask<Opportunity>().Any(o => o.StageId == s.Id && o.RemovedAt == null))) throw new RefusedException(new StageInUse(pipeline.Name));
    }
}

/// <summary>Opportunities stand on the stage; move them first.</summary>
public sealed record StageInUse(string Stage) : Refusal;
