using System.Globalization;

namespace Rung.Bench.Verdicts;

/// <summary>How often something that was said with a probability is true.</summary>
sealed class Score
{
    public int N { get; private set; }
    public int True { get; private set; }
    public double Told { get; private set; }

    public void Add(bool isTrue, double told = 0)
    {
        N++;
        Told += told;
        if (isTrue) True++;
    }

    public double Share => N == 0 ? double.NaN : (double)True / N;

    /// <summary>Monte-Carlo error, by Agresti and Coull so that none or all is no certainty.</summary>
    public double Error => N == 0 ? double.NaN : Math.Sqrt((True + 2.0) / (N + 4) * (N - True + 2.0) / (N + 4) / (N + 4));

    /// <summary>Not below what is claimed, within two errors.</summary>
    public bool Reaches(double claimed) => N == 0 || Share >= claimed || Share + 2 * Error >= claimed;

    public string Written => N == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Share:0.000} ± {Error:0.000}");
}
