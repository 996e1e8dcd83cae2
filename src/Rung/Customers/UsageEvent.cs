using Rung.Records;

namespace Rung.Customers;

/// <summary>A thing done in the product that is counted, by the name under which it is sent: <c>shipment.created</c>.</summary>
public sealed class UsageEvent : Record<UsageEvent>
{
    [Entered(Once = true, Max = 100), Title] public string Name { get; private set; } = "";
    [Entered(Max = 500)] public string? Description { get; private set; }

    public override Refusal? Check() => Name.AsSpan().IndexOfAny(',', '，', '、') < 0 ? null : new Unreadable("name", "shipment.created");
}
