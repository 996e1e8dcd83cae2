using System.Runtime.InteropServices;
using Rung.Customers;
using Rung.Ladder;
using Rung.Meetings;
using Rung.People;
using Rung.Playbook;
using Rung.Server.Company;
using Rung.Server.Customers.Usage;

namespace Rung.Server.Ladder;

sealed partial class LadderReader
{
    static async Task<IReadOnlyList<MeetingRow>> Meetings(Once once)
    {
        var attendees = new Dictionary<Guid, List<AttendeeRow>>();
        await once.Records("SELECT id, recorded_at, removed_at, meeting_id, person_id, role, came_along FROM meeting_attendees WHERE person_id IS NOT NULL", (id, row) =>
        {
            if (once.Was(id, "cameAlong", row.FlagOrNull(6)) != false) Add(attendees, row.Id(3), new AttendeeRow(row.Id(4), row.Text(5) is { } word ? Enum.Parse<Role>(word, true) : null));
        });
        var all = new List<MeetingRow>();
        await once.Records("SELECT id, recorded_at, removed_at, type, status, scheduled_for, held_at, minutes, account_id, opportunity_id, lead_id, accountable_id FROM meetings ORDER BY scheduled_for, id", (id, row) =>
        {
            var status = once.Was(id, "status", row.Choice<MeetingStatus>(4));
            var there = Of(attendees, id);
            // Nobody wrote down who came: whoever ran it did.
            if (there.Count == 0 && row.IdOrNull(11) is { } ran) there = [new(ran, null)];
            all.Add(new(id, once.Was(id, "type", row.Choice<MeetingType>(3)), status, once.Day(once.Was(id, "scheduledFor", row.At(5))), status == MeetingStatus.Held ? once.Day(once.Was(id, "heldAt", row.AtOrNull(6))) : null)
            {
                Minutes = (int)row.Number(7), AccountId = once.Was(id, "accountId", row.IdOrNull(8)), SaleId = once.Was(id, "opportunityId", row.IdOrNull(9)), LeadId = row.IdOrNull(10), Attendees = there,
            });
        });
        return all;
    }

    static async Task<IReadOnlyList<RoleRow>> Roles(Once once)
    {
        var all = new List<RoleRow>();
        await once.Records("SELECT id, recorded_at, removed_at, person_id, role, starts_on, ends_on, ramp_starts_on, ramp_months, fte, manager_id, created_at FROM role_assignments ORDER BY starts_on, id", (id, row) =>
        {
            var starts = once.Was(id, "startsOn", row.Day(5)!.Value);
            all.Add(new(row.Id(3), once.Was(id, "role", row.Choice<Role>(4)), starts, once.Was(id, "endsOn", row.Day(6)))
            {
                UndatedOn = starts <= Founding.Always ? once.Day(row.At(11)) : null, RampStartsOn = once.Was(id, "rampStartsOn", row.Day(7)), RampMonths = once.Was(id, "rampMonths", (int?)row.NumberOrNull(8)), Fte = row.Real(9), ManagerId = once.Was(id, "managerId", row.IdOrNull(10)),
            });
        });
        return all;
    }

    static async Task<IReadOnlyList<ApprovalRow>> Approvals(Once once)
    {
        var topics = new Dictionary<Guid, Topic>();
        await once.Records("SELECT id, recorded_at, removed_at, topic FROM sections", (id, row) => topics.Add(id, row.Choice<Topic>(3)));
        var all = new List<ApprovalRow>();
        await once.Kept("section", "'approvedAt'", (id, row) =>
        {
            if (topics.TryGetValue(id, out var topic) && Json<DateTimeOffset?>(row.Text(2)) is { } at) all.Add(new(topic, once.Day(at)));
        });
        return all;
    }

    static async Task<IReadOnlyList<StepRow>> Steps(Once once)
    {
        var all = new List<StepRow>();
        await once.Records("SELECT a.id, a.recorded_at, a.removed_at, a.opportunity_id, s.topic, a.person_id, a.created_at, a.degree FROM adherences a JOIN sections s ON s.id = a.section_id ORDER BY a.created_at, a.id", (id, row) =>
            all.Add(new(row.Id(3), row.Choice<Topic>(4), row.IdOrNull(5), once.Day(row.At(6)), once.Was(id, "degree", row.Real(7)))));
        return all;
    }

    static async Task<IReadOnlyList<TimeRow>> Time(Once once)
    {
        var all = new List<TimeRow>();
        await once.Records("SELECT id, recorded_at, removed_at, person_id, class, starts_at, minutes FROM time_blocks ORDER BY starts_at, id", (id, row) =>
            all.Add(new(row.Id(3), once.Was(id, "class", row.Choice<WorkClass>(4)), once.Day(row.At(5)), once.Was(id, "minutes", (int)row.Number(6)))));
        return all;
    }

    static async Task<IReadOnlyList<CoachingRow>> Coaching(Once once)
    {
        var all = new List<CoachingRow>();
        await once.Records("SELECT id, recorded_at, removed_at, coach_id, person_id, held_at, minutes FROM coaching_sessions ORDER BY held_at, id", (id, row) =>
            all.Add(new(row.Id(3), row.Id(4), once.Day(row.At(5)), once.Was(id, "minutes", (int)row.Number(6)))));
        return all;
    }

    static async Task<IReadOnlyList<CertificationRow>> Certifications(Once once)
    {
        var all = new List<CertificationRow>();
        await once.Records("SELECT id, recorded_at, removed_at, person_id, taken_on, passed FROM certifications ORDER BY taken_on, id", (id, row) =>
            all.Add(new(row.Id(3), once.Was(id, "takenOn", row.Day(4)!.Value), once.Was(id, "passed", row.Flag(5)))));
        return all;
    }

    /// <summary>Balances of one day and currency are one: money in several bank accounts.</summary>
    static async Task<IReadOnlyList<BalanceRow>> Balances(Once once)
    {
        var all = new List<BalanceRow>();
        await once.Records("SELECT id, recorded_at, removed_at, balance_on, amount_minor, amount_currency FROM bank_balances", (id, row) =>
            all.Add(new(once.Was(id, "balanceOn", row.Day(3)!.Value), once.Was(id, "amount", row.Money(4)!.Value))));
        return [.. all.GroupBy(b => (b.On, b.Amount.Currency)).Select(g => new BalanceRow(g.Key.On, new(g.Sum(b => b.Amount.Minor), g.Key.Currency))).OrderBy(b => b.On)];
    }

    /// <summary>Where nothing was corrected since they are counted in the database by quarters of an hour, of which every zone's days are made.</summary>
    static async Task<IReadOnlyList<TouchRow>> Touches(Once once)
    {
        const string which = "direction = 'outbound' AND type NOT IN ('task', 'note')";
        var days = new SortedDictionary<DateOnly, (int N, int Nobody)>();
        void Count(DateTimeOffset at, int all, int nobody)
        {
            var sum = days.GetValueOrDefault(once.Day(at));
            days[once.Day(at)] = (sum.N + all, sum.Nobody + nobody);
        }

        if (once.StandsAsKnown)
        {
            await once.Each($"SELECT {once.Quarter("coalesce(done_at, created_at)")} AS quarter, count(*), count(*) - count(actor_id) FROM activities WHERE {which} AND recorded_at <= @0 AND removed_at IS NULL GROUP BY 1", [once.Known],
                row => Count(once.Began(row.Number(0)), (int)row.Number(1), (int)row.Number(2)));
        }
        else
        {
            await once.Records($"SELECT id, recorded_at, removed_at, done_at, created_at, actor_id IS NULL FROM activities WHERE {which}", (id, row) => Count(once.Was(id, "doneAt", row.AtOrNull(3)) ?? row.At(4), 1, row.Flag(5) ? 1 : 0));
        }

        return [.. days.Select(d => new TouchRow(d.Key, d.Value.N, d.Value.Nobody))];
    }

    static async Task<IReadOnlyList<LeadRow>> Leads(Once once)
    {
        var leads = new Dictionary<(DateOnly On, DateOnly? Qualified), int>();
        void Count(DateTimeOffset on, DateTimeOffset? qualified, int n) => CollectionsMarshal.GetValueRefOrAddDefault(leads, (once.Day(on), once.Day(qualified)), out _) += n;

        if (once.StandsAsKnown)
        {
            const string which = "l.undated = @1 AND l.recorded_at <= @0 AND l.removed_at IS NULL";
            await once.Each($"SELECT {once.Quarter("l.created_at")} AS quarter, count(*) FROM leads l WHERE {which} AND l.opportunity_id IS NULL GROUP BY 1", [once.Known, false], row => Count(once.Began(row.Number(0)), null, (int)row.Number(1)));
            await once.Each($"SELECT l.created_at, o.created_at FROM leads l LEFT JOIN opportunities o ON o.id = l.opportunity_id AND o.recorded_at <= @0 WHERE {which} AND l.opportunity_id IS NOT NULL", [once.Known, false], row => Count(row.At(0), row.AtOrNull(1), 1));
        }
        else
        {
            await once.Records("SELECT l.id, l.recorded_at, l.removed_at, l.created_at, l.undated, o.created_at, o.recorded_at FROM leads l LEFT JOIN opportunities o ON o.id = l.opportunity_id", (_, row) =>
            {
                if (!row.Flag(4)) Count(row.At(3), row.AtOrNull(6) <= once.Known ? row.AtOrNull(5) : null, 1);
            });
        }

        return [.. leads.Select(l => new LeadRow(l.Key.On, l.Key.Qualified, l.Value)).OrderBy(l => l.On).ThenBy(l => l.QualifiedOn)];
    }

    static async Task<IReadOnlyList<UseLevel>> UseLevels(Once once) =>
    [
        .. UseReader.Ways(await new UseReader(once.Store).Rules<AcceptableUse>(once.KnownAt, once.Cancel)).Select(u => new UseLevel(u.Rule.FromOn, u.Rule.EventsADay, u.Rule.DaysAPeriod, u.Rule.PeriodDays, u.Rule.Periods, u.Rule.PeriodsNeeded)
        {
            Users = u.Rule.UsersADay, SeatShare = u.Rule.SeatShare, Way = u.Way,
        }),
    ];

    static async Task<IReadOnlyList<YardstickValue>> Yardsticks(Once once)
    {
        var all = new List<YardstickValue>();
        await once.Records("SELECT id, recorded_at, removed_at, name, from_on, value FROM yardsticks ORDER BY from_on, recorded_at, id", (_, row) => all.Add(new(row.Text(3)!, row.Day(4)!.Value, row.Real(5))));
        return all;
    }

    static async Task<IReadOnlyList<WaiverRow>> Waivers(Once once)
    {
        var all = new List<WaiverRow>();
        await once.Records("SELECT id, recorded_at, removed_at, criterion, created_at, ends_on, revoked_at FROM waivers ORDER BY created_at, id", (id, row) =>
        {
            var (ends, revoked) = (once.Was(id, "endsOn", row.Day(5)), once.Day(once.Was(id, "revokedAt", row.AtOrNull(6))));
            all.Add(new(id, row.Text(3)!, once.Day(row.At(4)), revoked is { } r && !(ends < r) ? r : ends));
        });
        return all;
    }

    static async Task<IReadOnlyList<ConfirmedRow>> Confirmed(Once once)
    {
        var all = new List<ConfirmedRow>();
        await once.Records("SELECT id, recorded_at, removed_at, stage, from_on FROM stage_confirmations ORDER BY from_on, recorded_at, id", (id, row) => all.Add(new(id, row.Choice<MaturityStage>(3), row.Day(4)!.Value)));
        return all;
    }
}
