namespace DiscreteEvents;

/// <summary>1 with a probability, else 0.</summary>
public sealed record Bernoulli(double Probability) : Distribution
{
    public double Probability { get; } = Share(Probability, nameof(Probability));
    public override double Mean => Probability;
    public override double Variance => Probability * (1 - Probability);
    public override double Draw(Chance chance) => chance.Uniform() > 1 - Probability ? 1 : 0;
}

/// <summary>How many independent rare things happen. Above a mean of 10 by transformed rejection (PTRS, Hörmann 1993): several steps.</summary>
public sealed record Poisson(double Average) : Distribution
{
    public double Average { get; } = NotNegative(Average, nameof(Average));
    public override double Mean => Average;
    public override double Variance => Average;

    public override double Draw(Chance chance) => Average < 10 ? Search(chance.Uniform()) : Reject(chance);

    double Search(double u)
    {
        var (count, term) = (0, Elementary.Exp(-Average));
        var sum = term;
        while (u > sum && count < 200) // beyond 200 nothing is left of a mean below 10
        {
            count++;
            term *= Average / count;
            sum += term;
        }
        return count;
    }

    double Reject(Chance chance)
    {
        var b = 0.931 + 2.53 * Math.Sqrt(Average);
        var a = -0.059 + 0.02483 * b;
        var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        var likely = 0.9277 - 3.6224 / (b - 2);
        var logMean = Elementary.Log(Average);
        while (true)
        {
            var u = chance.Uniform() - 0.5;
            var v = chance.Uniform();
            var us = 0.5 - Math.Abs(u);
            var count = Math.Floor((2 * a / us + b) * u + Average + 0.43);
            if (us >= 0.07 && v <= likely) return count;
            if (count < 0 || (us < 0.013 && v > us)) continue;
            if (Elementary.Log(v) + Elementary.Log(inverseAlpha) - Elementary.Log(a / (us * us) + b)
                <= -Average + count * logMean - Elementary.LogGamma(count + 1)) return count;
        }
    }
}

/// <summary>One of a list of values, each with its weight. Weights need not sum to 1.</summary>
public sealed record Discrete : Distribution
{
    readonly (double Value, double Weight)[] outcomes;
    readonly double[] upTo;

    public Discrete(params (double Value, double Weight)[] outcomes)
    {
        if (outcomes.Length == 0 || outcomes.Sum(o => o.Weight) <= 0) throw new ArgumentException("Something must be able to happen.", nameof(outcomes));
        foreach (var (value, weight) in outcomes)
        {
            Finite(value, nameof(outcomes));
            NotNegative(weight, nameof(outcomes));
        }
        this.outcomes = [.. outcomes.OrderBy(o => o.Value)];
        var total = this.outcomes.Sum(o => o.Weight);
        upTo = new double[outcomes.Length];
        var sum = 0.0;
        for (var i = 0; i < upTo.Length; i++) upTo[i] = (sum += this.outcomes[i].Weight) / total;
        Mean = this.outcomes.Sum(o => o.Value * o.Weight) / total;
        Variance = this.outcomes.Sum(o => (o.Value - Mean) * (o.Value - Mean) * o.Weight) / total;
    }

    public override double Mean { get; }
    public override double Variance { get; }

    public override double Draw(Chance chance) => outcomes[Find(upTo, chance.Uniform())].Value;

    /// <summary>The first place whose running total exceeds <paramref name="u"/>.</summary>
    internal static int Find(double[] upTo, double u)
    {
        var (low, high) = (0, upTo.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (upTo[middle] > u) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    public bool Equals(Discrete? other) => other is not null && outcomes.AsSpan().SequenceEqual(other.outcomes);

    public override int GetHashCode() => outcomes.Aggregate(outcomes.Length, (hash, o) => HashCode.Combine(hash, o));
}

/// <summary>What was observed, drawn again: each observation equally likely.</summary>
public sealed record Empirical : Distribution
{
    readonly double[] observed;

    public Empirical(params IEnumerable<double> observed)
    {
        this.observed = [.. observed.Order()];
        if (this.observed.Length == 0) throw new ArgumentException("Something must have been observed.", nameof(observed));
        foreach (var value in this.observed) Finite(value, nameof(observed));
        Mean = this.observed.Average();
        Variance = this.observed.Sum(x => (x - Mean) * (x - Mean)) / this.observed.Length;
    }

    public override double Mean { get; }
    public override double Variance { get; }

    public override double Draw(Chance chance) => observed[(int)(chance.Uniform() * observed.Length)];

    public bool Equals(Empirical? other) => other is not null && observed.AsSpan().SequenceEqual(other.observed);

    public override int GetHashCode() => observed.Aggregate(observed.Length, (hash, x) => HashCode.Combine(hash, x));
}
