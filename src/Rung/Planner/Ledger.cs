namespace Rung.Planner;

/// <summary>
/// The books of one simulated company, in minor units (cents), double entry. Contracts are invoiced ahead and recognised as they are
/// served, so cash and recognised revenue are two views of the same contracts (5.2.12).
/// </summary>
public sealed class Ledger(long opening)
{
    public long Opening { get; } = opening;

    public long Invoiced { get; private set; }

    public long Received { get; private set; }

    public long Refunded { get; private set; }

    /// <summary>Served, less what was given back.</summary>
    public long Recognised { get; private set; }

    public long Spent { get; private set; }

    /// <summary>Invoiced and not yet received.</summary>
    public long Receivable { get; private set; }

    /// <summary>Invoiced and not yet served.</summary>
    public long Deferred { get; private set; }

    public long Bank { get; private set; } = opening;

    /// <summary>Both sides of every entry add up.</summary>
    public bool Balances => Bank == Opening + Received - Refunded - Spent && Receivable == Invoiced - Received && Deferred == Invoiced - Refunded - Recognised;

    internal void Invoice(long amount) => (Invoiced, Receivable, Deferred) = (Invoiced + amount, Receivable + amount, Deferred + amount);

    internal void Receive(long amount) => (Received, Receivable, Bank) = (Received + amount, Receivable - amount, Bank + amount);

    internal void Serve(long amount) => (Recognised, Deferred) = (Recognised + amount, Deferred - amount);

    internal void Refund(long amount) => (Refunded, Recognised, Bank) = (Refunded + amount, Recognised - amount, Bank - amount);

    internal void Spend(long amount) => (Spent, Bank) = (Spent + amount, Bank - amount);
}
