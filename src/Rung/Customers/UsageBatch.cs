using Rung.Records;

namespace Rung.Customers;

/// <summary>What becomes of one event of a batch.</summary>
public enum UsageAnswer
{
    Counted,

    /// <summary>An event of this identity was counted before; nothing is counted twice.</summary>
    Duplicate,

    /// <summary>No account of ours has this identity or external id.</summary>
    UnknownCustomer,

    /// <summary>No event of this name is declared.</summary>
    UnknownEvent,

    /// <summary>It is older than what is still taken.</summary>
    TooLate,

    /// <summary>It has not happened yet, as far as our clock can tell.</summary>
    NotYetHappened,

    /// <summary>No identity, or one longer than 200 characters.</summary>
    NoIdentity,

    /// <summary>A field is missing, unknown, or cannot be read.</summary>
    Unreadable,
}

/// <summary>
/// Usage sent in one go: how much of it was counted, and why the rest was not. Its events lie in the roll-ups of their
/// days; the batch is the fact in the journal, not each event.
/// </summary>
public sealed class UsageBatch : Record<UsageBatch>
{
    /// <summary>Days back from today for which events are still taken, and identities remembered a little longer.</summary>
    public const int LateDays = 30;

    /// <summary>Counts the batches of the company, from 1 without a gap.</summary>
    public long Number { get; private set; }

    /// <summary>How many events it held.</summary>
    public int Events { get; private set; }

    public int Counted { get; private set; }
    public int Duplicates { get; private set; }
    public int UnknownCustomers { get; private set; }
    public int UnknownEvents { get; private set; }
    public int TooLate { get; private set; }
    public int NotYetHappened { get; private set; }
    public int Unreadable { get; private set; }

    /// <summary>The first and the last day of what was counted.</summary>
    public DateOnly? FirstOn { get; private set; }

    public DateOnly? LastOn { get; private set; }

    /// <summary>What came of the events, by their answers.</summary>
    [Consequence]
    public Outcome<Fact> Count(long number, IReadOnlyDictionary<UsageAnswer, int> answers, DateOnly? firstOn, DateOnly? lastOn, Act act)
    {
        if (Number != 0) return new NothingToChange();

        int Of(UsageAnswer answer) => answers.GetValueOrDefault(answer);
        (Number, Events, FirstOn, LastOn) = (number, answers.Values.Sum(), firstOn, lastOn);
        (Counted, Duplicates, UnknownCustomers, UnknownEvents) = (Of(UsageAnswer.Counted), Of(UsageAnswer.Duplicate), Of(UsageAnswer.UnknownCustomer), Of(UsageAnswer.UnknownEvent));
        (TooLate, NotYetHappened, Unreadable) = (Of(UsageAnswer.TooLate), Of(UsageAnswer.NotYetHappened), Of(UsageAnswer.Unreadable) + Of(UsageAnswer.NoIdentity));
        return new UsageCounted(Events, Counted, Duplicates, Events - Counted - Duplicates, FirstOn, LastOn);
    }

    public override Outcome<Fact> Remove(Act act) => new UsageStands();
}

public sealed record UsageCounted(int Events, int Counted, int Duplicates, int Refused, DateOnly? FirstOn, DateOnly? LastOn) : Fact;

/// <summary>Usage that was counted is not taken back; a day that is wrong is put right by entering its whole.</summary>
public sealed record UsageStands : Refusal;

/// <summary>Batches come from sending usage, and not from a form.</summary>
public sealed record OnlyBySending : Refusal;
