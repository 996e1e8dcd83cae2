namespace Rung;

/// <summary>
/// Something that happened, told once and kept for ever. A fact carries what its record's fields do not tell;
/// the journal keeps before and after of every field beside it. Facts never carry a person's private values.
/// </summary>
public abstract record Fact
{
    static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, string> Names = new();

    /// <summary>The stable name in the journal: <c>opportunity-won</c> for <c>OpportunityWon</c>.</summary>
    public virtual string Name => Names.GetOrAdd(GetType(), static type => Words.Kebab(type.Name));
}

/// <summary>A record was entered for the first time.</summary>
public sealed record Recorded(string Record) : Fact
{
    public override string Name => Record + "-recorded";
}

/// <summary>Fields of a record were corrected or completed.</summary>
public sealed record Amended(string Record) : Fact
{
    public override string Name => Record + "-amended";
}

/// <summary>A record was taken out of view; its history stays.</summary>
public sealed record RecordRemoved(string Record) : Fact
{
    public override string Name => Record + "-removed";
}

/// <summary>A removed record was brought back.</summary>
public sealed record RecordRestored(string Record) : Fact
{
    public override string Name => Record + "-restored";
}

/// <summary>A record was merged into another, which answers for it from then on.</summary>
public sealed record RecordMerged(string Record, Guid Into) : Fact
{
    public override string Name => Record + "-merged";
}

/// <summary>A reference was moved to the record that took over.</summary>
public sealed record ReferenceMoved(string Field) : Fact;

/// <summary>A private value was blanked because the person it belongs to was erased.</summary>
public sealed record PrivateValuesErased : Fact;

/// <summary>What a decision did to this record was taken back.</summary>
public sealed record ChangeUndone(Guid DecisionId) : Fact;
