namespace Rung.Planner.ClosedForms;

/// <summary>
/// An approximation for several servers and any law of arrivals and service (Allen, <i>Probability, Statistics and Queueing
/// Theory</i>, 1990): the wait of M/M/c times (c²_arrivals + c²_service)/2. Exact for M/M/c and for one server with Poisson
/// arrivals; V51: 1.133686 where <see cref="PhasedQueue"/> says 1.143943.
/// </summary>
public static class AllenCunneen
{
    /// <param name="serviceVariation">Variance of service over the square of its mean.</param>
    /// <param name="arrivalVariation">The same of the time between arrivals; 1 for Poisson.</param>
    public static Outcome<Queue> Of(double arrivals, double service, int servers, double serviceVariation, double arrivalVariation = 1)
    {
        if ((Given.Between(serviceVariation, 0, 1e6) ?? Given.Between(arrivalVariation, 0, 1e6)) is { } no) return no;
        return Erlang.C(arrivals, service, servers).Accepted(out var queue, out var refusal)
            ? Queue.From(arrivals, service, queue.Load, queue.MustWait, queue.Wait * (arrivalVariation + serviceVariation) / 2)
            : refusal;
    }
}
