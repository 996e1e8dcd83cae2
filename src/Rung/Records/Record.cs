namespace Rung.Records;

/// <summary>
/// A thing the company keeps. Its entered fields are changed by amending, its state only by verbs; both leave facts.
/// Removing takes a record out of view and never out of history.
/// </summary>
public abstract class Record
{
    public abstract Guid Key { get; }

    /// <summary>Counts the changes; the desk sets it and refuses a change made on an older one.</summary>
    public long Version { get; set; }

    /// <summary>When the thing came to be, as far as we know.</summary>
    public DateTimeOffset CreatedAt { get; protected set; }

    /// <summary>When it was written down here.</summary>
    public DateTimeOffset RecordedAt { get; protected set; }

    public Origin Origin { get; protected set; }

    /// <summary>Nobody knows when it came to be; dated figures leave it out and say how many they left out.</summary>
    public bool Undated { get; protected set; }

    /// <summary>What the source calls it: <c>source:id</c>. Unique among records of the kind.</summary>
    [Entered(Max = 200)] public string? ExternalId { get; private set; }

    /// <summary>Fields the company added or an import brought, as JSON.</summary>
    [Entered(Max = 100_000, Lines = true, Json = true)] public string? Custom { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The record this one was merged into; it answers for this identity from then on.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>The rules over the entered fields; null when they hold.</summary>
    public virtual Refusal? Check() => null;

    /// <summary>Takes the record out of view.</summary>
    public virtual Outcome<Fact> Remove(Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);

        RemovedAt = act.Now;
        return new RecordRemoved(RecordKind);
    }

    /// <summary>Brings a removed record back.</summary>
    public virtual Outcome<Fact> Restore(Act act)
    {
        if (RemovedAt is null) return new NothingToChange();

        RemovedAt = null;
        return new RecordRestored(RecordKind);
    }

    /// <summary>Takes this record out of view in favour of another that stands for the same thing.</summary>
    public Outcome<Fact> MergeInto(Guid other, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (other == Key) return new CannotMergeWithItself();

        (RemovedAt, MergedIntoId) = (act.Now, other);
        return new RecordMerged(RecordKind, other);
    }

    /// <summary>Corrects or completes entered fields. Values come read and typed from <see cref="Form"/>.</summary>
    public virtual Outcome<Fact> Amend(IReadOnlyDictionary<string, object?> values, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (Form.Of(GetType()).Fill(this, values) is { } unfit) return unfit;
        if (Check() is { } refusal) return refusal;
        return new Amended(RecordKind);
    }

    /// <summary>The kind's one word: <c>opportunity</c>, <c>stage-visit</c>.</summary>
    public string RecordKind => Form.Of(GetType()).Kind;

    /// <summary>Blanks what an import brought beside the form; part of erasing a person.</summary>
    protected void ForgetTheSource() => (ExternalId, Custom) = (null, null);

    protected void Begin(Act act)
    {
        (CreatedAt, RecordedAt, Origin, Undated) = (act.At, act.Now, act.Origin, !act.Dated);
    }
}

/// <summary>A record that knows its own kind of identity.</summary>
public abstract class Record<T> : Record
    where T : Record<T>
{
    public Id<T> Id { get; private set; }

    public override Guid Key => Id.Value;

    /// <summary>Enters a new record from typed values; refuses unknown, missing and impossible ones.</summary>
    public static Outcome<T> Enter(IReadOnlyDictionary<string, object?> values, Act act, Guid? id = null)
    {
        var record = (T)Form.Of<T>().Blank();
        record.Id = id is { } given ? new Id<T>(given) : act.NewId<T>();
        record.Begin(act);
        if (Form.Of<T>().Fill(record, values, whole: true) is { } unfit) return unfit;
        record.Open(act);
        return record.Check() is { } refusal ? refusal : record;
    }

    /// <summary>What a new record starts with beyond its entered fields.</summary>
    protected virtual void Open(Act act)
    {
    }
}

/// <summary>
/// A row of history: written once, never changed; an undo marks it retracted and keeps it.
/// Valid in the world from <see cref="HappenedAt"/>, in our knowledge from <see cref="RecordedAt"/>.
/// </summary>
public abstract class Trace
{
    protected Trace()
    {
    }

    protected Trace(Act act)
    {
        (Id, HappenedAt, RecordedAt, ActorId, Origin) = (act.NewId<Trace>().Value, act.At, act.Now, act.By.Value, act.Origin);
    }

    public Guid Id { get; private set; }
    public DateTimeOffset HappenedAt { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public DateTimeOffset? RetractedAt { get; private set; }
    public Guid ActorId { get; private set; }
    public Origin Origin { get; private set; }

    /// <summary>The decision that left this row; the desk sets it.</summary>
    public Guid DecisionId { get; set; }
}
