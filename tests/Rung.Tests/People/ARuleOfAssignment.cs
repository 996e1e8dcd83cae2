using Rung.Customers;
using Rung.People;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.People;

/// <summary>Who gets what nobody is named for.</summary>
public sealed class ARuleOfAssignment
{
    static readonly DateOnly Today = Day(2026, 3, 2);
    static readonly Id<Queue> Inbound = Some<Queue>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void In_turn_nobody_ever_gets_two_more_than_another(int people)
    {
        var crew = Crew(people);
        var given = new Dictionary<Id<Person>, int>(crew.ToDictionary(c => c.Id, _ => 0));
        for (var i = 0; i < 40; i++)
        {
            var to = Assignment.Of(Case(), Today, [Rule()], _ => crew).To!.Value;
            given[to]++;
            crew = [.. crew.Select(c => c.Id == to ? c with { LastGivenAt = Noon.AddMinutes(i) } : c)];
            Assert.InRange(given.Values.Max() - given.Values.Min(), 0, 1);
        }
    }

    [Fact]
    public void In_turn_whoever_was_away_does_not_get_all_they_missed()
    {
        var crew = Crew(3).Select((c, i) => c with { LastGivenAt = Noon.AddDays(-i) }).ToList();
        List<Id<Person>> got = [];
        for (var i = 0; i < 6; i++)
        {
            var to = Assignment.Of(Case(), Today, [Rule()], _ => crew).To!.Value;
            got.Add(to);
            crew = [.. crew.Select(c => c.Id == to ? c with { LastGivenAt = Noon.AddMinutes(i + 1) } : c)];
        }

        Assert.Equal([crew[2].Id, crew[1].Id, crew[0].Id, crew[2].Id, crew[1].Id, crew[0].Id], got);
    }

    [Fact]
    public void By_load_half_a_person_with_two_open_has_as_much_as_a_whole_one_with_four()
    {
        var (whole, half) = (Crew(1)[0] with { Open = 3 }, Crew(1)[0] with { Open = 2, Fte = 0.5 });

        Assert.Equal(whole.Id, Assignment.Of(Case(), Today, [Rule(way: AssignmentWay.ByLoad)], _ => [half, whole]).To);
        Assert.Equal(half.Id, Assignment.Of(Case(), Today, [Rule(way: AssignmentWay.ByLoad)], _ => [half with { Open = 1 }, whole]).To);
    }

    [Fact]
    public void Whoever_is_away_full_or_without_time_is_passed_over_and_it_is_said_why()
    {
        Candidate[] crew = [.. Crew(4)];
        (crew[0], crew[1], crew[2]) = (crew[0] with { IsAway = true }, crew[1] with { Open = 5 }, crew[2] with { Fte = 0 });

        var given = Assignment.Of(Case(), Today, [Rule(most: 5)], _ => crew);

        Assert.Equal(crew[3].Id, given.To);
        Assert.Equal([PassedOver.Away, PassedOver.Full, PassedOver.NoTime, null], given.Tried.Single().Candidates.Select(c => c.Why));
    }

    [Fact]
    public void Whoever_is_at_work_comes_before_whoever_would_be_next()
    {
        var (asleep, awake) = (Crew(1)[0] with { WorksAt = Noon.AddHours(9) }, Crew(1)[0] with { LastGivenAt = Noon, WorksAt = Noon });

        Assert.Equal(awake.Id, Assignment.Of(Case(), Today, [Rule(atWork: true)], _ => [asleep, awake]).To);
        Assert.Equal(asleep.Id, Assignment.Of(Case(), Today, [Rule()], _ => [asleep, awake]).To);
    }

    [Fact]
    public void Rows_are_tried_by_number_and_one_in_which_nobody_fits_gives_way_to_the_next()
    {
        var (east, any) = (Rule(rank: 10, region: "East"), Rule(rank: 20));
        var (one, two) = (Crew(1)[0], Crew(1)[0]);
        Assignment Given(string? region, bool isAway) => Assignment.Of(Case(region is null ? [] : [region, "Asia"]), Today, [any, east], r => r == east ? [one with { IsAway = isAway }] : [two]);

        Assert.Equal((east, one.Id), (Given("east", false).Rule, Given("east", false).To));
        Assert.Equal((any, two.Id), (Given("east", true).Rule, Given("east", true).To));
        Assert.Equal((any, two.Id), (Given("West", false).Rule, Given("West", false).To));
        Assert.Equal((any, two.Id), (Given(null, false).Rule, Given(null, false).To));
    }

    [Fact]
    public void Where_nobody_fits_it_waits_in_the_queue_of_the_first_row_for_it()
    {
        var rule = Rule();

        var given = Assignment.Of(Case(), Today, [rule, Rule(rank: 200)], _ => []);

        Assert.Equal((rule, null), (given.Rule, given.To));
    }

    [Fact]
    public void A_row_holds_from_its_day_until_the_day_it_ends()
    {
        var rule = Entered<AssignmentRule>(new { fromOn = Day(2026, 3, 2), endsOn = Day(2026, 3, 5), gives = AssignmentOf.NewLead, role = Role.Sdr, queueId = Inbound });

        Assert.Equal([false, true, true, false], ((DateOnly[])[Day(2026, 3, 1), Day(2026, 3, 2), Day(2026, 3, 4), Day(2026, 3, 5)]).Select(rule.HoldsOn));
    }

    [Fact]
    public void A_row_that_has_held_may_end_today_but_neither_yesterday_nor_be_removed()
    {
        var rule = Rule(from: Day(2026, 2, 1));

        Assert.Equal(new RuleReachesBack(Today) { Field = "endsOn" }, rule.Amend(Values(new { endsOn = Day(2026, 3, 1) }), Act()).Refusal);
        Assert.Equal(new RuleHasHeld(Day(2026, 2, 1)), rule.Remove(Act()).Refusal);
        Assert.True(rule.Amend(Values(new { endsOn = Today }), Act()).Accepted(out _, out _));
    }

    [Fact]
    public void Somebody_who_works_one_segment_gets_nothing_of_another()
    {
        var smb = Crew(1)[0] with { Segment = "SMB" };

        Assert.Equal(PassedOver.OtherSegment, smb.Against(Rule(), Case([], "Enterprise")));
        Assert.Null(smb.Against(Rule(), Case([], "smb")));
        Assert.Null(smb.Against(Rule(), Case()));
    }

    static IReadOnlyList<Candidate> Crew(int people) => [.. Enumerable.Range(0, people).Select(_ => new Candidate(Some<Person>(), 1, false, 0, null, Noon))];

    static AssignmentCase Case(string[]? regions = null, string? segment = null) => new(AssignmentOf.NewLead, "Website", regions ?? [], segment);

    static AssignmentRule Rule(int rank = 100, string? region = null, AssignmentWay way = AssignmentWay.RoundRobin, int? most = null, bool atWork = false, DateOnly? from = null) =>
        Entered<AssignmentRule>(new { fromOn = from ?? Today, gives = AssignmentOf.NewLead, rank, region, way, mostOpen = most, atWork, role = Role.Sdr, queueId = Inbound });
}
