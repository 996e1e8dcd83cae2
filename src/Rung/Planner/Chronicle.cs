using DiscreteEvents;
using Rung.Meetings;

namespace Rung.Planner;

/// <summary>
/// Tells a run as happenings, and adds what the figures do not need: who sat where, what was said next, what a day of use looked like. Its
/// luck is its own and it decides nothing, so a run with a listener has the same figures as one without.
/// </summary>
sealed partial class Chronicle
{
    readonly Scenario scenario;
    readonly WorkCalendar calendar;
    readonly RevenueOrganisation house;
    readonly World world;
    readonly Action<Happening> tell;
    readonly Chance luck, logging;
    readonly Chance peek = new(0);
    readonly Currency currency;
    readonly PriorityQueue<Happening, (double Hour, long Order)> ahead = new();
    readonly List<int> primary = [0]; // the first contact of each account
    long told;
    int accounts, contacts, leads, meetings, handoffs, sales;

    internal Chronicle(Scenario scenario, WorkCalendar calendar, Chance chance, RevenueOrganisation house, Action<Happening> tell)
    {
        (this.scenario, this.calendar, this.house, this.tell) = (scenario, calendar, house, tell);
        (world, currency) = (house.World, new(scenario.Currency));
        (luck, logging) = (chance.Split("told"), chance.Split("logged"));
    }

    /// <summary>Some things are known before they happen (a spell of touches); they wait here until it is their time.</summary>
    void Tell(double hour, Happening happening)
    {
        while (ahead.TryPeek(out _, out var first) && first.Hour < world.Now) Write(ahead.Dequeue());
        ahead.Enqueue(happening, (hour, told++));
    }

    void Tell(Happening happening) => Tell(world.Now, happening);

    /// <summary>Companies that log late, or not at all (truths).</summary>
    void Write(Happening happening)
    {
        var truths = scenario.Truths;
        if (truths.UnloggedShare > 0 && IsSoft(happening) && logging.Happens(truths.UnloggedShare)) tell(happening with { IsUnlogged = true });
        else if (truths.LateShare > 0 && logging.Happens(truths.LateShare))
            tell(happening with { LoggedAt = happening.At + TimeSpan.FromDays(truths.LateDays * logging.Exponential()) });
        else tell(happening);
    }

    /// <summary>What can be missing without anything else losing its footing.</summary>
    static bool IsSoft(Happening happening) => happening is Happening.Touched { IsFirst: false } or Happening.TimeSpent or Happening.Coached or Happening.CheckInDone
        or Happening.NextStepSet or Happening.PlaybookFollowed or Happening.CloseDateChanged or Happening.SectionWorkedBy;

    DateTimeOffset Now => calendar.At(world.Now);

    Money Money(long cents) => new(cents, currency);

    Money Money(double amount) => new((long)Math.Round(amount * currency.MinorPerMajor), currency);

    T Pick<T>(params ReadOnlySpan<T> of) => of[luck.Below(of.Length)];

    /// <summary>How large the sale would be, against the mean: the luck of the sale is read before its time, and left as it was.</summary>
    double SizeOf(ulong seed)
    {
        peek.Begin(Case.SeedOf(seed, 2));
        peek.Uniform();
        return house.SizeOf(peek);
    }

    int Account(double hour, LeadSource source, bool ideal, bool fitKnown, ulong seed, int? by)
    {
        var size = SizeOf(seed);
        var account = ++accounts;
        Tell(hour, new Happening.AccountFound(calendar.At(hour), account, source, ideal, fitKnown, SegmentOf(size), (int)Math.Clamp(60 * size * Math.Sqrt(size) * (.6 + .8 * luck.Uniform()), 4, 60_000), by));
        primary.Add(Contact(hour, account, true, by));
        return account;
    }

    static MarketSegment SegmentOf(double size) => size < .75 ? MarketSegment.Small : size < 1.8 ? MarketSegment.Middle : MarketSegment.Enterprise;

    int Contact(double hour, int account, bool isPrimary, int? by)
    {
        Tell(hour, new Happening.ContactFound(calendar.At(hour), ++contacts, account, isPrimary ? 1 + luck.Below(3) : luck.Below(4), isPrimary, by));
        return contacts;
    }

    internal void LeadCame(Case lead)
    {
        lead.Account = Account(world.Now, lead.Source, lead.Ideal, false, lead.Seed, null);
        (lead.Contact, lead.Lead) = (primary[lead.Account], ++leads);
        Tell(new Happening.LeadOpened(Now, lead.Lead, lead.Account, lead.Contact, lead.Source, null));
    }

    internal void Answered(Case lead)
    {
        var by = lead.FoundBy!.Number;
        Tell(new Happening.LeadAssigned(Now, lead.Lead, by));
        Tell(new Happening.Touched(Now, by, lead.Account, lead.Contact, lead.Lead, null, Pick(ActivityType.Call, ActivityType.Email), Direction.Outbound, Pick(TouchResult.Reached, TouchResult.Replied), 10 + luck.Below(15), true));
        Tell(new Happening.FitDecided(Now, lead.Account, lead.Ideal, by));
    }

    internal void LeadOver(Case lead, DisqualifiedReason? reason, Worker? by)
    {
        var why = reason ?? (lead.Ideal ? Pick(DisqualifiedReason.NoReply, DisqualifiedReason.NoNeed, DisqualifiedReason.NotNow, DisqualifiedReason.NoAuthority) : Pick(DisqualifiedReason.TooSmall, DisqualifiedReason.NoNeed));
        Tell(new Happening.LeadGivenUp(Now, lead.Lead, why, (by is { IsGone: false } ? by : Somebody(Duties.Prospect))?.Number ?? 1));
    }

    Worker? Somebody(Duties kind) => house.Staff.FirstOrDefault(worker => worker.Does(kind)) ?? (house.Staff.Count > 0 ? house.Staff[0] : null);

    internal int OpenedCold(Worker worker, ref int found, bool ideal, ulong seed, double hour)
    {
        if (found == 0) found = Account(hour, LeadSource.Outbound, ideal, true, seed, worker.Number);
        Tell(hour, new Happening.LeadOpened(calendar.At(hour), ++leads, found, primary[found], LeadSource.Outbound, worker.Number));
        return leads;
    }

    internal void TouchedCold(Worker worker, in Step step, int account, double hour, bool agrees)
    {
        var type = (step.Touch % 3) switch { 0 => ActivityType.Call, 1 => ActivityType.Email, _ => step.Touch % 2 == 0 ? ActivityType.LinkedIn : ActivityType.Call };
        var result = agrees ? TouchResult.AgreedToMeet : type == ActivityType.Call ? Pick(TouchResult.NoAnswer, TouchResult.Voicemail, TouchResult.Voicemail, TouchResult.Reached) : luck.Happens(.04) ? TouchResult.Replied : TouchResult.NoAnswer;
        Tell(hour, new Happening.Touched(calendar.At(hour), worker.Number, account, primary[account], step.Lead, null, type, Direction.Outbound, result, Math.Max(1, (int)house[Parameter.TouchMinutes]), step.Touch == 1));
    }

    internal void ColdOver(Worker worker, in Step step, double hour) => Tell(hour, new Happening.LeadGivenUp(calendar.At(hour), step.Lead, DisqualifiedReason.NoReply, worker.Number));

    internal void Knows(Case lead, int account) => (lead.Account, lead.Contact) = (account, primary[account]);

    internal void ListDry(Worker worker, int resting) => Tell(new Happening.ListExhausted(Now, worker.Number, resting));
}
