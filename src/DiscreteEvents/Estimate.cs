namespace DiscreteEvents;

/// <summary>A mean and how sure it is.</summary>
/// <param name="StandardError">Infinite where too little was seen to say.</param>
/// <param name="Freedom">Degrees of freedom behind the standard error.</param>
public readonly record struct Estimate(double Mean, double StandardError, double Freedom)
{
    /// <summary>Half the width of the confidence interval: Student's t times the standard error.</summary>
    public double HalfWidth(double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(confidence is > 0 and < 1, true, nameof(confidence));
        return Freedom < 1 ? double.PositiveInfinity : StudentT.Quantile(0.5 + confidence / 2, Freedom) * StandardError;
    }

    /// <summary>How many standard errors the mean lies above <paramref name="expected"/>.</summary>
    public double Z(double expected) => StandardError > 0 ? (Mean - expected) / StandardError : Mean == expected ? 0 : double.PositiveInfinity;

    /// <summary>Whether the standard error is at most this share of the mean.</summary>
    public bool IsWithin(double share) => StandardError <= share * Math.Abs(Mean);
}
