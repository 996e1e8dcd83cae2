namespace Rung.Planner.ClosedForms;

/// <summary>Volumes down a row of conversions, the first included; V52.</summary>
public sealed record Funnel(IReadOnlyList<double> Volumes)
{
    public double Last => Volumes[^1];

    /// <param name="conversions">Share that goes on from each step, up to a hundred.</param>
    public static Outcome<Funnel> Of(double volume, IReadOnlyList<double> conversions)
    {
        if ((Given.NotNegative(volume) ?? Given.Each(conversions, 0, 100, share => Given.Share(share, nameof(conversions)))) is { } no) return no;
        var volumes = new double[conversions.Count + 1];
        volumes[0] = volume;
        for (var i = 0; i < conversions.Count; i++) volumes[i + 1] = volumes[i] * conversions[i];
        return new Funnel(volumes);
    }
}
