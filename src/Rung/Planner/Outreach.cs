using DiscreteEvents;

namespace Rung.Planner;

/// <summary>The accounts that can be worked from cold: each rests for a while after a sequence, and the list gives so much a month and no more.</summary>
sealed class ColdList(int size)
{
    readonly int[] accounts = Numbers(size);
    readonly double[] rested = new double[size];
    readonly int[] found = new int[size]; // the number under which the account is known, 0 before its first sequence
    int first, count = size;

    public int Count => count;

    /// <summary>Meetings booked from the list this month.</summary>
    public double Yielded;

    public bool Has(double now) => count > 0 && rested[accounts[first]] <= now;

    public double NextAt => count > 0 ? rested[accounts[first]] : double.PositiveInfinity;

    public int Take()
    {
        var account = accounts[first];
        first = first + 1 == accounts.Length ? 0 : first + 1;
        count--;
        return account;
    }

    public void Rest(int account, double until)
    {
        rested[account] = until;
        var place = first + count;
        accounts[place >= accounts.Length ? place - accounts.Length : place] = account;
        count++;
    }

    public ref int Found(int account) => ref found[account];

    static int[] Numbers(int size)
    {
        var numbers = new int[size];
        for (var i = 0; i < size; i++) numbers[i] = i;
        return numbers;
    }
}

/// <summary>A step of a sequence that is due.</summary>
/// <param name="Decides">The touch at which it shows whether they meet us.</param>
readonly record struct Step(double Due, int Account, int Lead, int Touch, int Decides, ulong Seed);

/// <summary>The sequences that one person has under way: steps in the order they are due.</summary>
sealed class Outreach
{
    Step[] steps = new Step[64];
    int first;

    public int Count { get; private set; }

    public ref readonly Step First => ref steps[first];

    public void Add(in Step step)
    {
        if (Count == steps.Length) Grow();
        steps[(first + Count++) & (steps.Length - 1)] = step;
    }

    public Step Take()
    {
        var step = steps[first];
        first = (first + 1) & (steps.Length - 1);
        Count--;
        return step;
    }

    void Grow()
    {
        var larger = new Step[steps.Length * 2];
        for (var i = 0; i < Count; i++) larger[i] = steps[(first + i) & (steps.Length - 1)];
        (steps, first) = (larger, 0);
    }
}
