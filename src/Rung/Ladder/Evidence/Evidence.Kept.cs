namespace Rung.Ladder;

/// <summary>Of which of the company's rows something was worked out.</summary>
[Flags]
enum From
{
    Nothing = 0,
    Sales = 1,
    Customers = 1 << 1,
    Meetings = 1 << 2,
    Roles = 1 << 3,
    Approvals = 1 << 4,
    Steps = 1 << 5,
    Time = 1 << 6,
    Coaching = 1 << 7,
    Certifications = 1 << 8,
    Balances = 1 << 9,
    Touches = 1 << 10,
    Leads = 1 << 11,
    UseLevels = 1 << 12,
    Health = 1 << 13,

    /// <summary>The rung, and when earlier ones were left.</summary>
    Rung = 1 << 14,

    /// <summary>What verdicts stood before; nobody compares that, so it is worked out each time.</summary>
    Past = 1 << 15,
}

public sealed partial class Evidence
{
    readonly Dictionary<string, (object? Value, From From)> kept = [];
    From looked;

    /// <summary>
    /// What is worked out once, for whoever asks. Which rows were looked at meanwhile is noted, so that evidence of the same day
    /// after another fact takes over all that the fact did not touch. One thread at a time.
    /// </summary>
    internal T Kept<T>(string what, Func<T> work)
    {
        if (!kept.TryGetValue(what, out var known))
        {
            var outer = looked;
            looked = From.Nothing;
            try
            {
                var value = work();
                kept[what] = known = (value, looked);
            }
            finally
            {
                looked = outer;
            }
        }

        looked |= known.From;
        return (T)known.Value!;
    }

    CompanyRows Look(From at)
    {
        looked |= at;
        return rows;
    }

    /// <summary>What is worked out now hangs on any of the rows.</summary>
    internal void LookAtAll() => Look(~(From.Rung | From.Past));

    void TakeOver(Evidence before)
    {
        if (before.Day != Day || aside || !before.yardsticks.Own.SequenceEqual(yardsticks.Own)) return;
        var moved = From.Past | Moved(before.rows) | (before.past.Stage == past.Stage && before.past.Left.OrderBy(l => l.Key).SequenceEqual(past.Left.OrderBy(l => l.Key)) ? From.Nothing : From.Rung);
        foreach (var (what, known) in before.kept)
            if ((known.From & moved) == From.Nothing) kept.Add(what, known);
        foreach (var (what, known) in before.told)
            if ((known.From & moved) == From.Nothing) told.Add(what, known);
    }

    /// <summary>Lists are told apart by themselves: one that nothing was done to is the same.</summary>
    From Moved(CompanyRows before)
    {
        var moved = From.Nothing;
        void Same(From part, object? one, object? other)
        {
            if (!ReferenceEquals(one, other)) moved |= part;
        }

        Same(From.Sales, before.Sales, rows.Sales);
        Same(From.Customers, before.Customers, rows.Customers);
        Same(From.Meetings, before.Meetings, rows.Meetings);
        Same(From.Roles, before.Roles, rows.Roles);
        Same(From.Approvals, before.Approvals, rows.Approvals);
        Same(From.Steps, before.Steps, rows.Steps);
        Same(From.Time, before.Time, rows.Time);
        Same(From.Coaching, before.Coaching, rows.Coaching);
        Same(From.Certifications, before.Certifications, rows.Certifications);
        Same(From.Balances, before.Balances, rows.Balances);
        Same(From.Touches, before.Touches, rows.Touches);
        Same(From.Leads, before.Leads, rows.Leads);
        Same(From.UseLevels, before.UseLevels, rows.UseLevels);
        Same(From.Health, before.Health, rows.Health);
        return moved;
    }

    /// <summary>The company's rows; what is looked at is noted.</summary>
    public readonly struct LookedAt
    {
        readonly Evidence evidence;

        internal LookedAt(Evidence evidence) => this.evidence = evidence;

        public IReadOnlyList<CustomerRow> Customers => evidence.Look(From.Customers).Customers;
        public IReadOnlyList<RoleRow> Roles => evidence.Look(From.Roles).Roles;
        public IReadOnlyList<ApprovalRow> Approvals => evidence.Look(From.Approvals).Approvals;
        public IReadOnlyList<StepRow> Steps => evidence.Look(From.Steps).Steps;
        public IReadOnlyList<TimeRow> Time => evidence.Look(From.Time).Time;
        public IReadOnlyList<CoachingRow> Coaching => evidence.Look(From.Coaching).Coaching;
        public IReadOnlyList<BalanceRow> Balances => evidence.Look(From.Balances).Balances;
        public IReadOnlyList<TouchRow> Touches => evidence.Look(From.Touches).Touches;
        public IReadOnlyList<LeadRow> Leads => evidence.Look(From.Leads).Leads;
    }
}
