using Rung.Customers;

namespace Rung.Server.Customers.Usage;

/// <summary>How a batch moves one roll-up, while it is read.</summary>
sealed class Moving
{
    public long Events;
    public HashSet<uint>? Users;
}

/// <summary>
/// Decides line by line what becomes of the events of a batch; nothing is kept until the whole of it is written. The order
/// in which events come does not matter.
/// </summary>
sealed class UsageTaking(UsageLines sent, DateTimeOffset now, Func<long, DateOnly> dayOf, SeenIdentities seen)
{
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    readonly long latest = (now + ClockSlack).UtcTicks;
    readonly DateOnly oldest = dayOf(now.UtcTicks).AddDays(-UsageBatch.LateDays);

    public UsageAnswer[] Answers { get; } = new UsageAnswer[sent.Lines.Count];

    /// <summary>Identities counted now.</summary>
    public HashSet<ulong> Identities { get; } = [];

    public Dictionary<(Guid Account, DateOnly On, Guid Event), Moving> Moves { get; } = [];

    /// <summary>A clock that runs ahead of ours is set back by what it is ahead; one that runs behind cannot be told from a letter that was long on its way.</summary>
    public TimeSpan ClockAhead { get; } = sent.SentAt is { } at && at > now + ClockSlack ? at - now : TimeSpan.Zero;

    /// <param name="accounts">The account of each name that was sent.</param>
    /// <param name="events">The event of each name that was sent.</param>
    public void Take(Guid?[] accounts, Guid?[] events)
    {
        for (var i = 0; i < Answers.Length; i++) Answers[i] = Take(sent.Lines[i], accounts, events);
    }

    public IReadOnlyDictionary<UsageAnswer, int> Counts => Answers.CountBy(a => a).ToDictionary();

    UsageAnswer Take(UsageLine line, Guid?[] accounts, Guid?[] events)
    {
        if (line.Answer is { } unreadable) return unreadable;
        if (seen.Contains(line.Identity) || Identities.Contains(line.Identity)) return UsageAnswer.Duplicate;
        var at = line.At - ClockAhead.Ticks;
        if (at > latest) return UsageAnswer.NotYetHappened;
        var day = dayOf(at);
        if (day < oldest) return UsageAnswer.TooLate;
        if (accounts[line.Account] is not { } account) return UsageAnswer.UnknownCustomer;
        if (events[line.Event] is not { } named) return UsageAnswer.UnknownEvent;

        Identities.Add(line.Identity);
        Move((account, day, named)).Events += line.Times;
        var any = Move((account, day, UsageTally.Any));
        any.Events += line.Times;
        if (line.User is { } user) (any.Users ??= []).Add(user);
        return UsageAnswer.Counted;
    }

    Moving Move((Guid, DateOnly, Guid) key)
    {
        ref var moving = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Moves, key, out _);
        return moving ??= new();
    }
}
