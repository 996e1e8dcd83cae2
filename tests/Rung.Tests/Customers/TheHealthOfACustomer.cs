using Rung.Customers;
using Rung.People;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class TheHealthOfACustomer
{
    static readonly DateOnly Today = Day(2026, 3, 29);
    static readonly Guid Someone = new(7, 0, 0, new byte[8]);
    static readonly HealthRule Rule = Entered<HealthRule>(new { fromOn = Day(2020, 1, 1) });

    [Fact]
    public void Is_unknown_where_nothing_is_known_and_nothing_counts_as_zero()
    {
        var health = CustomerHealth.Of(Rule, new(Someone), Today);

        Assert.Equal((null, HealthBand.Unknown, 0.0), (health.Points, health.Band, health.Known));
        Assert.All(health.Parts, p => Assert.Null(p.Points));
        Assert.Equal([HealthBecause.NoRuleOfUse, HealthBecause.NothingPromised, HealthBecause.NoAnswers, HealthBecause.NoContact, HealthBecause.NoTicketsKept, HealthBecause.NoInvoices], health.Parts.Select(p => p.Because));
    }

    [Fact]
    public void Scales_the_weights_of_what_is_known()
    {
        // Sentiment 15 with 60 points, tickets 10 with 90: (15·60 + 10·90) ÷ 25 = 72, of a quarter of all weight.
        var health = CustomerHealth.Of(Rule, Signs() with { Answers = [Answer(6)], KeepsTickets = true, Tickets = [new(Someone, Severity.Normal, Today)] }, Today);

        Assert.Equal(72, health.Points!.Value, 12);
        Assert.Equal(0.25, health.Known, 12);
        Assert.Equal(HealthBand.Unknown, health.Band);
        Assert.Equal([0, 0, 0.6, 0, 0.4, 0], health.Parts.Select(p => Math.Round(p.Share, 12)));
        Assert.Equal(HealthPart.Sentiment, health.Worst!.Part);
    }

    [Theory]
    [InlineData(3, HealthBand.Red), InlineData(4, HealthBand.Amber), InlineData(6, HealthBand.Amber), InlineData(7, HealthBand.Green)]
    public void Is_red_below_forty_and_green_from_seventy(int score, HealthBand band) =>
        Assert.Equal(band, CustomerHealth.Of(Entered<HealthRule>(new { fromOn = Today, leastKnown = 0 }), Signs() with { Answers = [Answer(score)] }, Today).Band);

    [Fact]
    public void Takes_no_use_for_unknown_when_the_feed_has_stopped()
    {
        var use = Entered<AcceptableUse>(new { fromOn = Day(2020, 1, 1) }).Judge(new([new(Today.AddDays(-60), 4)]), null, Today);

        Assert.Equal((0.0, HealthBecause.DaysOfUse), Part(HealthPart.Usage, Signs() with { Use = use, FeedLastOn = Today.AddDays(-6) }));
        Assert.Equal((null, HealthBecause.NoUseComesIn), Part(HealthPart.Usage, Signs() with { Use = use, FeedLastOn = Today.AddDays(-7) }));
    }

    [Fact]
    public void Counts_no_period_of_use_more_than_whole()
    {
        // Six days in the last week and one in the week before, of three needed in each of four: (1 + ⅓) ÷ 4.
        var use = Entered<AcceptableUse>(new { fromOn = Day(2020, 1, 1) }).Judge(new([.. new[] { 8, 5, 4, 3, 2, 1, 0 }.Select(d => new UseDay(Today.AddDays(-d), 1))]), null, Today);

        var part = CustomerHealth.Of(Rule, Signs() with { Use = use, FeedLastOn = Today }, Today).Parts[0];
        Assert.Equal(100.0 / 3, part.Points!.Value, 12);
        Assert.Equal((4, 12, 4.0), (part.N, part.Of, part.Value));
    }

    [Fact]
    public void Shows_a_promise_that_is_not_measured_and_does_not_count_it()
    {
        PromiseSign[] promises = [Promise(10, 4, 4), Promise(10, 4, 7), Promise(0, 8, 2), Promise(10, 4, 12), Promise(null, 5, 4), Promise(10, 4, null)];
        var health = CustomerHealth.Of(Rule, Signs() with { Promises = promises }, Today).Parts[1];

        // Kept; half of the way down; a quarter of the way up; worse than before; no way known; not measured.
        Assert.Equal([100, 50, 25, 0, 0, null], health.Rows.Select(r => r.Points));
        Assert.Equal((35.0, 1, 5, 1.0), (health.Points, health.N, health.Of, health.Value));
        Assert.Equal(HealthBecause.NothingMeasured, CustomerHealth.Of(Rule, Signs() with { Promises = [promises[^1]] }, Today).Parts[1].Because);
    }

    [Fact]
    public void Hears_the_last_answer_of_each_person_to_each_question_and_none_that_is_old()
    {
        var other = new Guid(8, 0, 0, new byte[8]);
        AnswerSign[] answers =
        [
            Answer(0, 200), Answer(2, 90), Answer(9, 10), Answer(10, 5, SurveyType.WorthIt), Answer(4, 20, who: other), Answer(1, 5, SurveyType.ReferenceConsent), Answer(3, -1, who: other),
        ];

        var part = CustomerHealth.Of(Rule, Signs() with { Answers = answers }, Today).Parts[2];

        Assert.Equal([4.0, 9, 10], part.Rows.Select(r => r.Value));
        Assert.Equal(230.0 / 3, part.Points!.Value, 12);
    }

    [Theory]
    [InlineData(179, 20.0), InlineData(180, null)]
    public void Hears_an_answer_for_as_many_days_as_the_rule_says(int daysAgo, double? points) => Assert.Equal(points, Part(HealthPart.Sentiment, Signs() with { Answers = [Answer(2, daysAgo)] }).Points);

    [Theory]
    [InlineData(25, HealthBand.Green), InlineData(26, HealthBand.Unknown)]
    public void Has_a_colour_from_the_share_on_that_the_rule_wants_to_be_known(int leastKnown, HealthBand band) =>
        Assert.Equal(band, CustomerHealth.Of(Entered<HealthRule>(new { fromOn = Today, leastKnown }), Signs() with { Answers = [Answer(9)], KeepsTickets = true }, Today).Band);

    [Theory]
    [InlineData(0, 100), InlineData(30, 100), InlineData(60, 50), InlineData(90, 0), InlineData(400, 0)]
    public void Fades_with_the_time_since_the_last_contact(int days, double points) =>
        Assert.Equal(points, Part(HealthPart.Relationship, Signs() with { Contact = new("meeting", Someone, Today.AddDays(-days)) }).Points!.Value, 12);

    [Fact]
    public void Counts_check_ins_in_time_whole_late_ones_half_and_none_that_is_not_due_yet()
    {
        CheckInSign[] checks = [Check(20, 20), Check(20, 10), Check(20, null), Check(0, null), Check(500, 500)];

        Assert.Equal((50.0, HealthBecause.CheckInsOnly), Part(HealthPart.Relationship, Signs() with { CheckIns = checks }));
        Assert.Equal((75.0, HealthBecause.ContactAndCheckIns), Part(HealthPart.Relationship, Signs() with { CheckIns = checks, Contact = new("meeting", Someone, Today) }));
    }

    [Fact]
    public void Falls_with_open_tickets_and_never_below_nothing()
    {
        TicketSign Of(Severity severity) => new(Someone, severity, Today);

        Assert.Equal(60, Part(HealthPart.Tickets, Signs() with { KeepsTickets = true, Tickets = [Of(Severity.Low), Of(Severity.Normal), Of(Severity.High)] }).Points);
        Assert.Equal(0, Part(HealthPart.Tickets, Signs() with { KeepsTickets = true, Tickets = [Of(Severity.Critical), Of(Severity.Critical), Of(Severity.Low)] }).Points);
        Assert.Equal(100, Part(HealthPart.Tickets, Signs() with { KeepsTickets = true }).Points);
    }

    [Fact]
    public void Goes_by_the_invoice_that_is_overdue_the_longest()
    {
        InvoiceSign Of(int days, long open) => new(Someone, "1", Today.AddDays(-days), new(open, new("USD")));

        Assert.Equal((100.0, HealthBecause.NothingOverdue), Part(HealthPart.Billing, Signs() with { Invoices = [Of(0, 500), Of(40, 0)] }));
        Assert.Equal((50.0, HealthBecause.Overdue), Part(HealthPart.Billing, Signs() with { Invoices = [Of(30, 1), Of(15, 900)] }));
        var overdue = CustomerHealth.Of(Rule, Signs() with { Invoices = [Of(15, 900), Of(30, 1), Of(0, 500)] }, Today).Parts[^1];
        Assert.Equal((2, 3, 30.0), (overdue.N, overdue.Of, overdue.Value));
        Assert.Equal((0.0, HealthBecause.Overdue), Part(HealthPart.Billing, Signs() with { Invoices = [Of(61, 1)] }));
    }

    [Fact]
    public void Needs_something_that_weighs_and_green_above_red()
    {
        Assert.Equal(new NothingWeighs(), EnteringRefused<HealthRule>(new { fromOn = Today, usage = 0, outcomes = 0, sentiment = 0, relationship = 0, tickets = 0, billing = 0 }));
        Assert.Equal(new OutOfRange("greenFrom", "40", "100"), EnteringRefused<HealthRule>(new { fromOn = Today, greenFrom = 39 }));
    }

    /// <summary>Random signs: the whole is Σ wᵢpᵢ ÷ Σ wᵢ over what is known, and what each part brings and costs sums to it and to the rest of 100.</summary>
    [Fact]
    public void Is_the_weighted_mean_of_what_is_known()
    {
        var chance = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var rule = Entered<HealthRule>(new { fromOn = Today, usage = chance.Next(1, 50), outcomes = chance.Next(50), sentiment = chance.Next(50), relationship = chance.Next(50), tickets = chance.Next(50), billing = chance.Next(50) });
            var signs = Signs() with
            {
                Promises = [.. Enumerable.Range(0, chance.Next(3)).Select(_ => Promise(0, 10, chance.Next(12)))],
                Answers = [.. Enumerable.Range(0, chance.Next(3)).Select(_ => Answer(chance.Next(11), chance.Next(200)))],
                Contact = chance.Next(2) == 0 ? null : new("meeting", Someone, Today.AddDays(-chance.Next(200))),
                KeepsTickets = chance.Next(2) == 0,
                Invoices = chance.Next(2) == 0 ? [] : [new(Someone, "1", Today.AddDays(-chance.Next(90)), new(1, new("USD")))],
            };

            var health = CustomerHealth.Of(rule, signs, Today);

            var (sum, weight) = (0.0, 0);
            foreach (var part in health.Parts)
                if (part.Points is { } points) (sum, weight) = (sum + rule.Weight(part.Part) * points, weight + rule.Weight(part.Part));
            if (weight == 0)
            {
                Assert.Null(health.Points);
                continue;
            }

            Assert.Equal(sum / weight, health.Points!.Value, 9);
            Assert.Equal(100, health.Points!.Value + health.Parts.Sum(p => p.Costs), 9);
            Assert.InRange(health.Points!.Value, 0, 100);
        }
    }

    static HealthSigns Signs() => new(Someone);

    static (double? Points, HealthBecause Because) Part(HealthPart part, HealthSigns signs) =>
        CustomerHealth.Of(Rule, signs, Today).Parts.Single(p => p.Part == part) is var found ? (found.Points, found.Because) : default;

    static AnswerSign Answer(int score, int daysAgo = 0, SurveyType type = SurveyType.RelationshipNps, Guid? who = null) => new(Guid.NewGuid(), who ?? Someone, type, score, Today.AddDays(-daysAgo));

    static CheckInSign Check(int dueAgo, int? doneAgo) => new(Someone, CheckInType.Cadence, Today.AddDays(-dueAgo), doneAgo is { } d ? Today.AddDays(-d) : null);

    static PromiseSign Promise(double? baseline, double target, double? measured) => new(Someone, "Hours to answer", baseline, target, null, measured, null);
}
