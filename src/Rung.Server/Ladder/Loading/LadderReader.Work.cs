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
        await once.Records($"SELECT id, recorded_at, removed_at, meeting_id, person_id, role, came_along FROM {once.Of("meeting_attendees", "meeting_id")} WHERE person_id IS NOT NULL", (id, row) =>
        {
            if (once.Was(id, "cameAlong", row.FlagOrNull(6)) != false) Add(attendees, row.Id(3), new AttendeeRow(row.Id(4), row.Text(5) is { } word ? Enum.Parse<Role>(word, true) : null));
        });
        var all = new List<MeetingRow>();
        await once.Records($"SELECT id, recorded_at, removed_at, type, status, scheduled_for, held_at, minutes, account_id, opportunity_id, lead_id, accountable_id FROM {once.Of("meetings", "id")} ORDER BY scheduled_for, id", (id, row) =>
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
        await once.Kept<Section>("'approvedAt'", (id, row) =>
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
