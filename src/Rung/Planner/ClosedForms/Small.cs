namespace Rung.Planner.ClosedForms;

/// <summary>Differences that keep their digits near 0 (W. Kahan; Higham, <i>Accuracy and Stability</i>, 1.14.1).</summary>
static class Small
{
    /// <summary>eˣ − 1.</summary>
    internal static double ExpMinusOne(double x)
    {
        var power = Math.Exp(x);
        if (power == 1) return x;
        var less = power - 1;
        return less == -1 || double.IsInfinity(power) ? less : less * x / Math.Log(power);
    }

    /// <summary>ln(1 + x).</summary>
    internal static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
