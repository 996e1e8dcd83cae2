using Rung.Records;

namespace Rung.Opportunities;

/// <summary>A way of selling: an ordered set of stages.</summary>
public sealed class Pipeline : Record<Pipeline>
{
    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>Used when an opportunity names none.</summary>
    [Entered] public bool IsDefault { get; private set; }
}

/// <summary>What a stage is; names are the company's, kinds are not.</summary>
public enum StageKind
{
    Open,
    Won,
    Lost,
}

/// <summary>One step of a pipeline. Marks carry the meaning that criteria ask for, so that names stay free.</summary>
public sealed class Stage : Record<Stage>
{
    [Entered(Once = true)] public Id<Pipeline> PipelineId { get; private set; }

    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>Place from left to right.</summary>
    [Entered(Least = 0, Most = 1000)] public int Rank { get; private set; }

    [Entered(Once = true)] public StageKind Kind { get; private set; }

    /// <summary>From here on the opportunity is sales-accepted (SAO): the win-rate denominator.</summary>
    [Entered] public bool MarksAccepted { get; private set; }

    /// <summary>The demo belongs here.</summary>
    [Entered] public bool MarksDemo { get; private set; }

    /// <summary>A proposal is out from here on.</summary>
    [Entered] public bool MarksProposal { get; private set; }

    /// <summary>Days that are usual here before a deal counts as rotting.</summary>
    [Entered(Least = 0, Most = 3650)] public int? UsualDays { get; private set; }

    /// <summary>Fields an opportunity needs before it may enter, separated by commas: <c>amount,closeOn</c>.</summary>
    [Entered(Max = 500)] public string? Requires { get; private set; }

    public IEnumerable<string> RequiredFields =>
        (Requires ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override Refusal? Check() =>
        RequiredFields.FirstOrDefault(f => Form.Of<Opportunity>().Field(f) is null) is { } unknown ? new UnknownField(unknown) : null;
}

/// <summary>An opportunity entered a stage; it left when the next row begins. Never changed, so that time in stage can be trusted.</summary>
public sealed class StageVisit : Trace
{
    StageVisit()
    {
    }

    public StageVisit(Opportunity opportunity, Stage stage, Act act) : base(act) =>
        (OpportunityId, StageId, Kind) = (opportunity.Id, stage.Id, stage.Kind);

    public Id<Opportunity> OpportunityId { get; private set; }
    public Id<Stage> StageId { get; private set; }
    public StageKind Kind { get; private set; }
}
