using Rung.Records;

namespace Rung.Opportunities;

/// <summary>What we sell.</summary>
public sealed class Product : Record<Product>
{
    [Entered, Title] public string Name { get; private set; } = "";
    [Entered(Max = 60)] public string? Code { get; private set; }
    [Entered] public string? Series { get; private set; }
    [Entered(Max = 20_000, Lines = true)] public string? Description { get; private set; }
}

/// <summary>A list price from a day on; the newest row that has begun holds.</summary>
public sealed class Price : Record<Price>
{
    [Entered(Once = true)] public Id<Product> ProductId { get; private set; }
    [Entered] public Money Amount { get; private set; }
    [Entered] public DateOnly FromOn { get; private set; }

    public override Refusal? Check() => Amount.Minor < 0 ? new OutOfRange("amount", "0", "∞") : null;
}
