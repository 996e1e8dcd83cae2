namespace Rung.Records;

/// <summary>One value a kept field had, from when it happened until the next (RX8). The desk writes these.</summary>
public sealed class KeptValue : Trace
{
    KeptValue()
    {
    }

    public KeptValue(Act act, string kind, Guid recordId, string field, string? value, long? number) : base(act) =>
        (Kind, RecordId, Field, Value, Number) = (kind, recordId, field, value, number);

    public string Kind { get; private set; } = "";
    public Guid RecordId { get; private set; }
    public string Field { get; private set; } = "";

    /// <summary>The value as JSON writes it; null when it was emptied.</summary>
    public string? Value { get; private set; }

    /// <summary>Minor units of money, day number of a day: what reports compute with.</summary>
    public long? Number { get; private set; }
}
