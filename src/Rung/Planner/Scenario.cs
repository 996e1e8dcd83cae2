using DiscreteEvents;
using Rung.People;

namespace Rung.Planner;

/// <summary>Which kinds of work somebody does. One kind is a specialist, all three a generalist.</summary>
[Flags]
public enum Duties
{
    None = 0,
    Prospect = 1,
    Sell = 2,
    Success = 4,
    All = Prospect | Sell | Success,
}

/// <summary>How somebody with several kinds of work chooses what to do next (5.2.10).</summary>
public enum WorkPolicy
{
    /// <summary>What came first.</summary>
    FirstCome,

    /// <summary>Selling before success before prospecting: feast and famine.</summary>
    Priority,

    /// <summary>A block of hours for each kind in turn: few changes, and waiting until the next block.</summary>
    Blocks,
}

/// <summary>How somebody grows into the job (5.2.9).</summary>
public enum RampShape
{
    Linear,
    Logistic,

    /// <summary>Learning by doing: the more repetitions of one kind of work, the faster; generalists repeat less.</summary>
    Experience,
}

/// <summary>What sellers do when their slots are full (5.2.5).</summary>
public enum FullSlots
{
    /// <summary>The sale waits until it loses patience.</summary>
    Wait,

    /// <summary>They take it all the same, and all their sales suffer.</summary>
    Overload,
}

/// <summary>For some months the skill of a seat's holder is another.</summary>
public sealed record Streak(double FromMonth, double UntilMonth, double Skill);

/// <summary>A place in the organisation: the same seat may be held by one person after another.</summary>
/// <param name="FromMonth">When the first one starts; 0 is the first day.</param>
/// <param name="UntilMonth">When the seat is given up; null for never.</param>
/// <param name="Pod">To which pod it belongs; leads and customers stay in the pod where it can serve them.</param>
/// <param name="Time">Part of the week that goes into <see cref="Does"/>.</param>
/// <param name="CoachHours">Hours a week for coaching others; null: a manager's <see cref="Parameter.ManagerHours"/>, nothing for the rest.</param>
/// <param name="Skill">Win rate of whoever holds the seat against the usual: 1.6 is a star, 0.6 truly worse.</param>
/// <param name="Ramped">Whether the first holder knows the job already.</param>
/// <param name="Stays">Whether the holder never leaves: founders do not.</param>
public sealed record Seat(Role Role, Duties Does, double FromMonth = 0, double? UntilMonth = null, int Pod = 0, double Time = 1, double? CoachHours = null, double Skill = 1,
    WorkPolicy Policy = WorkPolicy.Priority, bool Ramped = false, bool Stays = false)
{
    /// <summary>Times in which the holder's skill is another: a star's quarter, somebody's bad year.</summary>
    public IReadOnlyList<Streak> Streaks { get; init; } = [];

    /// <summary>The holder's skill in a month counted from the first day.</summary>
    public double SkillIn(double month)
    {
        foreach (var streak in Streaks)
            if (streak.FromMonth <= month && month < streak.UntilMonth) return streak.Skill;
        return Skill;
    }

    public static Seat Founder(Duties does = Duties.All, double from = 0, double? until = null, double time = 1, double coachHours = 0, double skill = 1, WorkPolicy policy = WorkPolicy.Priority) =>
        new(Role.Founder, does, from, until, 0, time, coachHours, skill, policy, Ramped: true, Stays: true);

    public static Seat Sdr(double from = 0, int pod = 0) => new(Role.Sdr, Duties.Prospect, from, Pod: pod);

    public static Seat Ae(double from = 0, int pod = 0, double skill = 1) => new(Role.Ae, Duties.Sell, from, Pod: pod, Skill: skill);

    public static Seat Csm(double from = 0, int pod = 0) => new(Role.Csm, Duties.Success, from, Pod: pod);

    public static Seat Generalist(double from = 0, int pod = 0, WorkPolicy policy = WorkPolicy.Priority) => new(Role.ClosingSdr, Duties.All, from, Pod: pod, Policy: policy);

    public static Seat Manager(double from = 0, int pod = 0) => new(Role.SalesManager, Duties.None, from, Pod: pod);

    public static Seat Ops(double from = 0) => new(Role.SalesOps, Duties.None, from);
}

/// <summary>A parameter has another value for a while: a planted episode, or a plan (more adverts from month 6 on).</summary>
public sealed record Episode(Parameter Parameter, double FromMonth, double UntilMonth, double Value);

/// <summary>Ways in which a company is not as the model supposes, to see whether verdicts survive it. All nothing by default.</summary>
/// <param name="Drift">Parameters that change by a share a year, compounding: −0.2 loses a fifth.</param>
/// <param name="SharedShock">Deviation of a monthly shock to the logarithm of the win rate that all sales share: correlated sales.</param>
/// <param name="ShockMemory">How much of the shock is left after a month, 0 to 1.</param>
/// <param name="HeavyTails">Factor on the variation of values and times: 3 makes them heavy.</param>
/// <param name="LateShare">Share of happenings written down late.</param>
/// <param name="LateDays">Mean days by which they are late.</param>
/// <param name="UnloggedShare">Share of touches, time, coaching and check-ins that nobody writes down.</param>
public sealed record Truths(IReadOnlyDictionary<Parameter, double>? Drift = null, double SharedShock = 0, double ShockMemory = 0, double HeavyTails = 1,
    double LateShare = 0, double LateDays = 3, double UnloggedShare = 0);

/// <summary>A plan for a company: who is hired when, under which numbers, for how long. The same scenario and seed give the same run anywhere.</summary>
public sealed record Scenario(IReadOnlyList<Seat> Seats)
{
    public const int MostMonths = 240, MostSeats = 500, MostEvents = 20_000_000;

    public string Name { get; init; } = "";

    public DateOnly Start { get; init; } = new(2026, 1, 1);

    public int Months { get; init; } = 36;

    public IReadOnlySet<DateOnly> Holidays { get; init; } = new HashSet<DateOnly>();

    /// <summary>IANA name; times of the stream are told in it.</summary>
    public string Zone { get; init; } = "UTC";

    public string Currency { get; init; } = "USD";

    public RampShape Ramp { get; init; } = RampShape.Linear;

    public FullSlots WhenFull { get; init; } = FullSlots.Wait;

    /// <summary>Values in place of the defaults.</summary>
    public IReadOnlyDictionary<Parameter, double> Overrides { get; init; } = new Dictionary<Parameter, double>();

    /// <summary>Values that are not known for sure: each replication draws one (5.3). They go before overrides.</summary>
    public IReadOnlyDictionary<Parameter, Distribution> Beliefs { get; init; } = new Dictionary<Parameter, Distribution>();

    public IReadOnlyList<Episode> Episodes { get; init; } = [];

    public Truths Truths { get; init; } = new();

    /// <summary>The month from which the founder writes the playbook down, a section every other week; null for never. Told, without effect.</summary>
    public double? PlaybookFrom { get; init; } = 2;

    public Scenario With(Parameter parameter, double value) => this with { Overrides = new Dictionary<Parameter, double>(Overrides) { [parameter] = value } };

    /// <summary>The pod of the English chapter: one SDR, two AEs, one CSM (T8).</summary>
    public static IEnumerable<Seat> PodOf(int pod, double from = 0) => [Seat.Sdr(from, pod), Seat.Ae(from, pod), Seat.Ae(from, pod), Seat.Csm(from, pod)];

    /// <summary>Twelve people: a founder who manages, two full pods with a second SDR each, and a manager.</summary>
    public static Scenario TwelvePeople() => new([Seat.Founder(Duties.None, coachHours: 8), .. PodOf(0), Seat.Sdr(pod: 0), .. PodOf(1), Seat.Sdr(pod: 1), Seat.Manager()]);
}
