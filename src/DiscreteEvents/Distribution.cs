namespace DiscreteEvents;

/// <summary>
/// How a quantity varies: a value that can be compared, printed and drawn from. Parameters are checked when it is made.
/// Unless its summary says otherwise it draws by inversion: one step of the stream for one draw, larger for a larger step,
/// so that two scenarios with the same chance stay in step.
/// </summary>
public abstract record Distribution
{
    public abstract double Mean { get; }

    public abstract double Variance { get; }

    /// <summary>Variance over the square of the mean.</summary>
    public double SquaredVariation => Variance / (Mean * Mean);

    public abstract double Draw(Chance chance);

    private protected static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be positive and finite.");

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be finite and at least 0.");

    private protected static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be finite.");

    private protected static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "Must lie between 0 and 1.");
}

/// <summary>Always the same.</summary>
public sealed record Deterministic(double Value) : Distribution
{
    public double Value { get; } = Finite(Value, nameof(Value));
    public override double Mean => Value;
    public override double Variance => 0;
    public override double Draw(Chance chance) => Value;
}

/// <summary>Memoryless, by its mean (1 over the rate).</summary>
public sealed record Exponential(double Average) : Distribution
{
    public double Average { get; } = Positive(Average, nameof(Average));
    public override double Mean => Average;
    public override double Variance => Average * Average;
    public static Exponential WithRate(double rate) => new(1 / Positive(rate, nameof(rate)));
    public override double Draw(Chance chance) => Average * chance.Exponential();
}

/// <summary>Any value between two equally likely.</summary>
public sealed record Uniform(double Low, double High) : Distribution
{
    public double Low { get; } = Finite(Low, nameof(Low));
    public double High { get; } = Finite(High, nameof(High)) >= Low ? High : throw new ArgumentOutOfRangeException(nameof(High), High, "Must not be below the low end.");
    public override double Mean => (Low + High) / 2;
    public override double Variance => (High - Low) * (High - Low) / 12;
    public override double Draw(Chance chance) => Low + (High - Low) * chance.Uniform();
}

/// <summary>Between two ends, most often at a third.</summary>
public sealed record Triangular(double Low, double Likely, double High) : Distribution
{
    public double Low { get; } = Finite(Low, nameof(Low));
    public double Likely { get; } = Finite(Likely, nameof(Likely)) >= Low ? Likely : throw new ArgumentOutOfRangeException(nameof(Likely), Likely, "Must not be below the low end.");
    public double High { get; } = Finite(High, nameof(High)) >= Likely && High > Low ? High : throw new ArgumentOutOfRangeException(nameof(High), High, "Must be above the low end and not below the likely value.");
    public override double Mean => (Low + Likely + High) / 3;
    public override double Variance => (Low * Low + Likely * Likely + High * High - Low * Likely - Low * High - Likely * High) / 18;

    public override double Draw(Chance chance)
    {
        var u = chance.Uniform();
        return u * (High - Low) < Likely - Low
            ? Low + Math.Sqrt(u * (High - Low) * (Likely - Low))
            : High - Math.Sqrt((1 - u) * (High - Low) * (High - Likely));
    }
}

/// <summary>The bell curve.</summary>
public sealed record Normal(double Average, double Spread) : Distribution
{
    public double Average { get; } = Finite(Average, nameof(Average));
    public double Spread { get; } = NotNegative(Spread, nameof(Spread));
    public override double Mean => Average;
    public override double Variance => Spread * Spread;
    public override double Draw(Chance chance) => Average + Spread * chance.Normal();
}

/// <summary>Whose logarithm is normal, by its own mean and its coefficient of variation.</summary>
public sealed record LogNormal : Distribution
{
    readonly double location, scale;

    public LogNormal(double mean, double variation)
    {
        (Mean, Variation) = (Positive(mean, nameof(mean)), NotNegative(variation, nameof(variation)));
        scale = Math.Sqrt(Elementary.Log(1 + variation * variation));
        location = Elementary.Log(mean) - scale * scale / 2;
    }

    public override double Mean { get; }
    public double Variation { get; }
    public override double Variance => Mean * Mean * Variation * Variation;
    public override double Draw(Chance chance) => Elementary.Exp(location + scale * chance.Normal());
}

/// <summary>By its shape and mean: shape 1 is exponential, shape k the sum of k exponentials. Draws by rejection (Marsaglia and Tsang 2000): several steps.</summary>
public sealed record Gamma : Distribution
{
    readonly double d, c;

    public Gamma(double shape, double mean)
    {
        (Shape, Mean) = (Positive(shape, nameof(shape)), Positive(mean, nameof(mean)));
        d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        c = 1 / Math.Sqrt(9 * d);
    }

    public static Gamma WithVariation(double mean, double variation) => new(1 / (Positive(variation, nameof(variation)) * variation), mean);

    public double Shape { get; }
    public override double Mean { get; }
    public override double Variance => Mean * Mean / Shape;

    public override double Draw(Chance chance)
    {
        var scale = Mean / Shape;
        // A shape below 1 is drawn one higher and pulled down by U^(1/shape).
        var pull = Shape < 1 ? Elementary.Exp(Elementary.Log(chance.Uniform()) / Shape) : 1;
        while (true)
        {
            var x = chance.Normal();
            var v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Elementary.Log(chance.Uniform()) < 0.5 * x * x + d - d * v + d * Elementary.Log(v)) return d * v * scale * pull;
        }
    }
}

/// <summary>Several in a row.</summary>
public sealed record SumOf : Distribution
{
    readonly Distribution[] parts;

    public SumOf(params Distribution[] parts) => this.parts = parts is [_, ..] ? [.. parts] : throw new ArgumentException("A sum has parts.", nameof(parts));

    public override double Mean => parts.Sum(part => part.Mean);
    public override double Variance => parts.Sum(part => part.Variance);

    public override double Draw(Chance chance)
    {
        var sum = 0.0;
        foreach (var part in parts) sum += part.Draw(chance);
        return sum;
    }

    public bool Equals(SumOf? other) => other is not null && parts.AsSpan().SequenceEqual(other.parts);

    public override int GetHashCode() => parts.Aggregate(parts.Length, (hash, part) => HashCode.Combine(hash, part));
}
