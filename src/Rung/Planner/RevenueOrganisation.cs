using DiscreteEvents;

namespace Rung.Planner;

/// <summary>
/// A revenue organisation under way (5.2): people answer leads, reach out, sell, bring customers to value and keep them; they are hired,
/// learn, are coached, are away and leave; all of it costs money and earns some. Time is in working hours of a <see cref="WorkCalendar"/>.
/// Each cause of chance has its own stream and each prospect luck of their own, so that two scenarios with one seed stay in step.
/// </summary>
/// <remarks>
/// Where it is told: leads in <c>.Leads</c>, the way from a meeting to a sale in <c>.Meetings</c>, sales in <c>.Sales</c>, customers in
/// <c>.Customers</c>, people in <c>.People</c> and <c>.Work</c>, the passing months in <c>.Months</c>. A <see cref="Chronicle"/> listens where somebody
/// wants the whole story; it changes nothing.
/// </remarks>
public sealed partial class RevenueOrganisation
{
    const double DaysAYear = 365.25;

    readonly World world = new(new(Scenario.MostEvents, 1_000_000));
    readonly Scenario scenario;
    readonly WorkCalendar calendar;
    readonly double[] values;
    readonly SaleChain chain;
    readonly Chronicle? chronicle;
    readonly Ledger books;
    readonly double[] cells;
    readonly int cents;
    int row;

    readonly Chance inbound, warmSeeds, referredSeeds, listed, referrals, hiring, times;
    readonly Station answering = new(), meetings = new(), sales = new(), onboarding = new(), customers = new();
    readonly Stack<Case> spareCases = [];
    readonly Stack<Job> spareJobs = [];

    RevenueOrganisation(Scenario scenario, WorkCalendar calendar, Chance chance, Action<Happening>? tell)
    {
        (this.scenario, this.calendar) = (scenario, calendar);
        (inbound, warmSeeds, referredSeeds, listed) = (chance.Split("inbound"), chance.Split("warm"), chance.Split("referred"), chance.Split("list"));
        (referrals, hiring, times) = (chance.Split("referrals"), chance.Split("people"), chance.Split("times"));
        values = Usual(scenario, chance.Split("beliefs"));
        (usual, cells) = ([.. values], new double[calendar.Months * Figures.Count]);
        cents = (int)new Currency(scenario.Currency).MinorPerMajor;
        books = new(Cents(this[Parameter.OpeningBalance]));
        chain = new(parameter => this[parameter]);
        list = new((int)this[Parameter.ListSize]);
        changes = [.. Changes(scenario, calendar)];
        slots = [.. Enumerable.Range(0, scenario.Seats.Max(seat => seat.Pod) + 1).Select(_ => new Resource(world, 0))];
        bench = new(world, 0);
        MakeShapes();
        chronicle = tell is null ? null : new(scenario, calendar, chance.Split("chronicle"), this, tell);
    }

    /// <summary>One run of a scenario.</summary>
    /// <param name="tell">Hears everything that happens, in order; null for figures only. Listening changes nothing.</param>
    /// <exception cref="ArgumentException">The scenario is impossible; ask <see cref="ScenarioCheck.Check"/> first.</exception>
    public static RunResult Run(Scenario scenario, Chance chance, Action<Happening>? tell = null, CancellationToken cancel = default)
    {
        if (scenario.Check() is { } refusal) throw new ArgumentException($"The scenario is impossible: {refusal}", nameof(scenario));
        return Run(scenario, CalendarOf(scenario), chance, tell, cancel);
    }

    internal static WorkCalendar CalendarOf(Scenario scenario) =>
        new(scenario.Start, scenario.Months, scenario.Holidays, TimeZoneInfo.FindSystemTimeZoneById(scenario.Zone));

    internal static RunResult Run(Scenario scenario, WorkCalendar calendar, Chance chance, Action<Happening>? tell, CancellationToken cancel) =>
        new RevenueOrganisation(scenario, calendar, chance, tell).Live(cancel);

    RunResult Live(CancellationToken cancel)
    {
        world.Start(Change());
        world.Start(Months());
        for (var seat = 0; seat < scenario.Seats.Count; seat++) world.Start(Hold(scenario.Seats[seat], seat, hiring.Split(seat)));
        world.Start(Inbound());
        chronicle?.Begin();
        var stop = world.Run(calendar.End, cancel);
        cancel.ThrowIfCancellationRequested();
        chronicle?.End();
        return new(calendar.Months, cells, stop, world.Events, books, answering, meetings, sales, onboarding, customers);
    }

    internal double this[Parameter parameter] => values[(int)parameter];

    internal World World => world;

    internal long Bank => books.Bank;

    /// <summary>The values of the first day: what is believed, unless the scenario says.</summary>
    static double[] Usual(Scenario scenario, Chance beliefs)
    {
        var values = Parameters.Defaults();
        foreach (var (parameter, belief) in scenario.Beliefs)
        {
            var possible = Parameters.Row(parameter);
            values[(int)parameter] = Math.Clamp(belief.Draw(beliefs.Split((long)parameter)), possible.Least, possible.Most);
        }
        foreach (var (parameter, value) in scenario.Overrides) values[(int)parameter] = value;
        return values;
    }

    void Count(Figure figure, double much = 1) => cells[row + (int)figure] += much;

    long Cents(double amount) => (long)Math.Round(amount * cents);

    Case NewCase(ulong seed, LeadSource source)
    {
        var one = spareCases.Count > 0 ? spareCases.Pop() : new();
        one.Begin(seed, source, world.Now);
        return one;
    }

    void Forget(Case one)
    {
        one.Owner?.GivesUp(one);
        spareCases.Push(one);
    }
}
