using Rung.Opportunities;
using Rung.People;
using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class AStory
{
    /// <summary>A company that climbs: a founder alone, an SDR, two AEs, a CSM, a second pod with a manager.</summary>
    static readonly Scenario climbing = new([
        Seat.Founder(Duties.All, 0, 8), Seat.Founder(Duties.Sell | Duties.Success, 8, 14), Seat.Founder(Duties.Success, 14, 20, .5, coachHours: 10), Seat.Founder(Duties.None, 20, coachHours: 8),
        Seat.Sdr(8), Seat.Ae(12), Seat.Ae(12), Seat.Csm(20), .. Scenario.PodOf(1, 26), Seat.Manager(25)]) { Zone = "Europe/Berlin" };

    static readonly List<Happening> story = [];
    static readonly RunResult run = Simulation.Tell(climbing, 5, story.Add).Value;

    [Fact]
    public void Changes_nothing_by_being_told() => Assert.Equal(Simulation.Run(climbing, 5, 1).Value.Runs[0].Cells, run.Cells);

    [Fact]
    public void Is_told_in_order() => Assert.Equal(story.OrderBy(h => h.At).Select(h => h.At), story.Select(h => h.At));

    [Fact]
    public void Is_the_same_again() => Assert.Equal(story.Select(h => h.ToString()), Again().Select(h => h.ToString()));

    [Fact]
    public void Quotes_prices_that_are_whole_in_every_month()
    {
        var prices = story.OfType<Happening.SaleWon>().Select(won => won.Value).Concat(story.OfType<Happening.SubscriptionStarted>().Select(started => started.Price)).ToList();
        Assert.NotEmpty(prices);
        Assert.All(prices, price => Assert.Equal(0, price.Minor % 1000));
    }

    [Fact]
    public void Plans_for_days_on_which_people_work()
    {
        var days = story.SelectMany(happening => happening switch
        {
            Happening.SaleBegan { Type: OpportunityType.New } began => [began.CloseOn],
            Happening.CloseDateChanged changed => [changed.CloseOn],
            Happening.OnboardingPlanned planned => [planned.TargetOn, .. planned.MilestonesDueOn],
            Happening.SaleWon won => won.Promises.Select(promise => promise.DueOn),
            _ => Enumerable.Empty<DateOnly>(),
        }).ToList();
        Assert.NotEmpty(days);
        Assert.DoesNotContain(days, day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    [Fact]
    public void Has_every_kind_of_happening_sooner_or_later()
    {
        var hard = (climbing with { Seats = [.. climbing.Seats, .. Enumerable.Repeat(Seat.Sdr(20) with { UntilMonth = 40 }, 6)] }).With((Parameter.AttritionSdr, 1.5), (Parameter.SaleHandoffLoss, .1), (Parameter.ListSize, 100), (Parameter.RefundedShare, 1), (Parameter.Churn, .5)) with { Months = 48 };
        var seen = new HashSet<Type>();
        for (var n = 0; n < 3; n++) Simulation.Tell(hard, 9, h => seen.Add(h.GetType()), n);
        var known = typeof(Happening).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Happening)));
        Assert.Empty(known.Except(seen).Select(type => type.Name));
    }

    [Fact]
    public void Speaks_of_nothing_before_it_is_there()
    {
        var known = new HashSet<(string, int)>();
        foreach (var happening in story)
        {
            foreach (var (kind, number) in Named(happening))
                Assert.True(known.Contains((kind, number)) || Makes(happening) == kind, $"{kind} {number} is not known yet in {happening}");
            if (Makes(happening) is { } made) Assert.True(known.Add((made, Number(happening, made))), $"told twice: {happening}");
        }
    }

    [Fact]
    public void Has_nobody_act_who_is_not_there()
    {
        var (here, gone) = (new HashSet<int>(), new List<string>());
        foreach (var happening in story)
        {
            if (happening is Happening.PersonJoined joined) here.Add(joined.Person);
            foreach (var by in Actors(happening)) if (!here.Contains(by)) gone.Add($"{by} in {happening}");
            if (happening is Happening.PersonLeft left) here.Remove(left.Person);
        }
        Assert.Empty(gone);
    }

    [Fact]
    public void Tells_of_the_money_that_the_books_have()
    {
        Assert.Equal(run.Books.Invoiced, story.OfType<Happening.InvoiceIssued>().Sum(h => h.Amount.Minor));
        Assert.Equal(run.Books.Received, story.OfType<Happening.PaymentReceived>().Sum(h => h.Amount.Minor));
        Assert.Equal(run.Books.Spent, story.OfType<Happening.CostBooked>().Sum(h => h.Amount.Minor));
        Assert.Equal(run.Books.Bank, story.OfType<Happening.BankStood>().Last().Amount.Minor);
    }

    [Fact]
    public void Has_as_many_wins_and_losses_as_the_figures()
    {
        var expansions = story.OfType<Happening.SaleBegan>().Count(h => h.Type == OpportunityType.Expansion);
        Assert.Equal(run.Total(Figure.Won), story.OfType<Happening.SaleWon>().Count() - expansions);
        Assert.Equal(run.Total(Figure.Lost), story.OfType<Happening.SaleLost>().Count());
        Assert.Equal(run.Total(Figure.Churned), story.OfType<Happening.SubscriptionEnded>().Count());
    }

    [Fact]
    public void Takes_place_when_people_work() => Assert.DoesNotContain(story, h => h.At.Hour is < 9 or > 18 || h.At.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    [Fact]
    public void Begins_with_the_founder_who_is_one_person_in_four_roles()
    {
        Assert.Equal(1, story.OfType<Happening.PersonJoined>().First().Person);
        Assert.Equal(4, story.OfType<Happening.RoleBegan>().Count(h => h.Role == Role.Founder));
        Assert.DoesNotContain(story.OfType<Happening.PersonLeft>(), h => h.Person == 1);
    }

    [Fact]
    public void Forms_two_pods() => Assert.Equal([1, 2], story.OfType<Happening.PodFormed>().Select(h => h.Pod));

    [Fact]
    public void Is_logged_late_and_badly_only_where_the_company_is_sloppy()
    {
        Assert.DoesNotContain(story, h => h.IsUnlogged || h.LoggedAt is not null);
        var sloppy = new List<Happening>();
        Simulation.Tell(climbing with { Truths = new(LateShare: .3, LateDays: 4, UnloggedShare: .25) }, 5, sloppy.Add);
        var touches = sloppy.OfType<Happening.Touched>().Where(h => !h.IsFirst).ToList();
        Assert.Equal(.25, touches.Count(h => h.IsUnlogged) / (double)touches.Count, .02);
        Assert.DoesNotContain(sloppy, h => h is Happening.SaleWon or Happening.AccountFound && h.IsUnlogged);
        Assert.Equal(4, sloppy.Where(h => h.LoggedAt is not null).Average(h => (h.LoggedAt!.Value - h.At).TotalDays), .3);
    }

    static List<Happening> Again()
    {
        var again = new List<Happening>();
        Simulation.Tell(climbing, 5, again.Add);
        return again;
    }

    static string? Makes(Happening happening) => happening switch
    {
        Happening.AccountFound => "Account",
        Happening.ContactFound => "Contact",
        Happening.LeadOpened => "Lead",
        Happening.MeetingBooked => "Meeting",
        Happening.HandedOver => "Handoff",
        Happening.SaleBegan => "Opportunity",
        Happening.SubscriptionStarted => "Subscription",
        Happening.InvoiceIssued => "Invoice",
        Happening.PaymentReceived or Happening.PaymentRefunded => "Payment",
        Happening.OnboardingPlanned => "Onboarding",
        Happening.SurveySent => "Survey",
        Happening.CheckInSet => "CheckIn",
        Happening.TicketOpened => "Ticket",
        Happening.SeatOpened => "Opening",
        Happening.PersonJoined => "Person",
        Happening.RoleBegan => "Assignment",
        Happening.PodFormed => "Pod",
        Happening.ImprovementOpened => "Improvement",
        _ => null,
    };

    static readonly string[] kinds = ["Account", "Contact", "Lead", "Meeting", "Handoff", "Opportunity", "Subscription", "Invoice", "Payment", "Onboarding", "Survey", "CheckIn", "Ticket", "Opening", "Person", "Assignment", "Pod", "Improvement"];

    static IEnumerable<(string Kind, int Number)> Named(Happening happening) => kinds.Where(kind => happening.GetType().GetProperty(kind)?.GetValue(happening) is int)
        .Where(kind => !(happening is Happening.LeadBecameSale && kind == "Opportunity")) // its own happening follows
        .Select(kind => (kind, Number(happening, kind)));

    static int Number(Happening happening, string kind) => (int)happening.GetType().GetProperty(kind)!.GetValue(happening)!;

    static IEnumerable<int> Actors(Happening happening)
    {
        foreach (var name in new[] { "By", "Accountable", "FromPerson", "Coach", "Examiner", "BookedBy", "SourcedBy" })
            if (name != "SourcedBy" && happening.GetType().GetProperty(name)?.GetValue(happening) is int person) yield return person;
    }
}
