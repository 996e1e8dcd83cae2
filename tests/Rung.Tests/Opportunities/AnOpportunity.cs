using Rung.Accounts;
using Rung.Opportunities;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Opportunities;

public sealed class AnOpportunity
{
    static readonly Pipeline Sales = Entered<Pipeline>(new { name = "Sales" });
    static readonly Stage Discovery = StageOf("Discovery", StageKind.Open);
    static readonly Stage Proposal = StageOf("Proposal", StageKind.Open, accepted: true);
    static readonly Stage Agreement = StageOf("Agreement", StageKind.Open, requires: "amount, closeOn");
    static readonly Stage Won = StageOf("Won", StageKind.Won);
    static readonly Stage Lost = StageOf("Lost", StageKind.Lost);

    [Fact]
    public void Moves_and_leaves_a_visit_for_every_stage()
    {
        var (deal, act) = (New(), Act(Hour(2, 9)));

        deal.Move(Discovery, act);
        Assert.Equal(new OpportunityMoved(Discovery.Id, Proposal.Id), deal.Move(Proposal, act).Value);

        Assert.Equal([Discovery.Id, Proposal.Id], act.Traces.Cast<StageVisit>().Select(v => v.StageId));
        Assert.Equal(Hour(2, 9), deal.StageEnteredAt);
    }

    [Fact]
    public void Sent_again_to_the_stage_where_it_stands_it_has_been_there_for_as_long_as_before()
    {
        var (deal, again) = (New(), Act(Hour(3, 9)));
        deal.Move(Agreement, Act(Hour(2, 9), origin: Origin.Imported));

        Assert.Equal(new NothingToChange(), deal.Move(Agreement, again).Refusal);
        Assert.Empty(again.Traces);
        Assert.Equal(Hour(2, 9), deal.StageEnteredAt);
        Assert.Equal(new BeforeTheLastMove(Hour(2, 9)), deal.Move(Agreement, Act(Hour(1, 9))).Refusal);
    }

    [Fact]
    public void Begins_on_an_open_stage_as_part_of_being_recorded()
    {
        var (deal, removed) = (New(), New());
        removed.Remove(Act());

        Assert.Null(deal.Begin(Discovery, Act()));
        Assert.Equal(Discovery.Id, deal.StageId);
        Assert.Equal(new CloseByWinningOrLosing(), New().Begin(Won, Act()));
        Assert.Equal(new Removed("opportunity"), removed.Begin(Discovery, Act()));
    }

    [Fact]
    public void Is_accepted_from_the_first_stage_that_says_so_and_stays_accepted()
    {
        var deal = New();
        deal.Move(Proposal, Act(Hour(2, 9)));
        deal.Move(Discovery, Act(Hour(3, 9)));
        deal.Move(Proposal, Act(Hour(4, 9)));
        Assert.Equal(Hour(2, 9), deal.AcceptedAt);
    }

    [Fact]
    public void Closes_only_by_winning_or_losing() => Assert.Equal(new CloseByWinningOrLosing(), Open().Move(Won, Act()).Refusal);

    [Fact]
    public void Enters_no_stage_that_asks_for_what_is_empty()
    {
        var deal = Open();
        Assert.Equal(new StageNeeds("Agreement", "closeOn"), deal.Move(Agreement, Act()).Refusal);
        Assert.IsType<OpportunityMoved>(deal.Move(Agreement, Act(origin: Origin.Imported)).Value);
    }

    [Fact]
    public void Is_won_for_what_was_agreed()
    {
        var deal = Open();
        var agreed = Money.Of(90, "USD");

        Assert.Equal(new OpportunityWon(agreed, Day(2026, 3, 1)), deal.Win(Won, agreed, Day(2026, 3, 1), Act()).Value);

        Assert.Equal((agreed, Day(2026, 3, 1), StageKind.Won), (deal.Value, deal.ClosedOn, deal.StageKind));
        Assert.Equal(Money.Of(100, "USD"), deal.Amount);
    }

    [Fact]
    public void Is_won_for_its_amount_when_nothing_else_is_said()
    {
        var deal = Open();
        deal.Win(Won, null, Day(2026, 3, 1), Act());
        Assert.Equal(deal.Amount, deal.Value);
    }

    [Fact]
    public void Is_not_won_without_a_value_or_an_account_unless_history_says_so()
    {
        var bare = Entered<Opportunity>(new { name = "Bare" });
        bare.Move(Discovery, Act());

        Assert.Equal(new Missing("value"), bare.Win(Won, null, Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new Missing("accountId"), bare.Win(Won, Money.Of(1, "USD"), Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new NothingToWin(), bare.Win(Won, Money.Of(-1, "USD"), Day(2026, 3, 1), Act()).Refusal);
        Assert.IsType<OpportunityWon>(bare.Win(Won, null, Day(2026, 3, 1), Act(origin: Origin.Imported)).Value);
    }

    [Fact]
    public void Is_lost_with_a_reason_and_no_value()
    {
        var deal = Open();

        Assert.Equal(new Missing("reason"), deal.Lose(Lost, " ", Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new OpportunityLost("price", Day(2026, 3, 1)), deal.Lose(Lost, "price", Day(2026, 3, 1), Act()).Value);
        Assert.Null(deal.Value);
    }

    [Fact]
    public void A_closed_opportunity_cannot_be_moved_won_lost_or_planned()
    {
        var deal = Open();
        deal.Lose(Lost, "price", Day(2026, 3, 1), Act());

        Outcome<Fact>[] tries =
        [
            deal.Move(Discovery, Act()), deal.Win(Won, null, Day(2026, 3, 1), Act()), deal.Lose(Lost, "again", Day(2026, 3, 1), Act()), deal.Plan("call", Hour(3, 9), Act()),
        ];
        Assert.All(tries, t => Assert.Equal(new AlreadyClosed(), t.Refusal));
    }

    [Fact]
    public void Forgets_how_it_closed_when_it_is_reopened()
    {
        var deal = Open();
        deal.Win(Won, null, Day(2026, 3, 1), Act());

        Assert.Equal(new NotThatStage("Won"), deal.Reopen(Won, Act()).Refusal);
        Assert.Equal(new OpportunityReopened(Discovery.Id), deal.Reopen(Discovery, Act()).Value);
        Assert.Equal((null, null, null), (deal.Value, deal.ClosedAt, deal.ClosedOn));
    }

    [Fact]
    public void Tells_its_history_in_order()
    {
        var deal = New();
        deal.Move(Discovery, Act(Hour(3, 9)));
        Assert.Equal(new BeforeTheLastMove(Hour(3, 9)), deal.Move(Proposal, Act(Hour(2, 9))).Refusal);
    }

    [Fact]
    public void Stays_in_its_pipeline_whatever_becomes_of_it()
    {
        var closed = Open();
        closed.Lose(Lost, "price", Day(2026, 3, 1), Act());

        Assert.Equal(new OtherPipeline("Else"), Open().Move(Elsewhere(StageKind.Open), Act()).Refusal);
        Assert.Equal(new OtherPipeline("Else"), Open().Win(Elsewhere(StageKind.Won), null, Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new OtherPipeline("Else"), Open().Lose(Elsewhere(StageKind.Lost), "price", Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new OtherPipeline("Else"), closed.Reopen(Elsewhere(StageKind.Open), Act()).Refusal);

        static Stage Elsewhere(StageKind kind) => Entered<Stage>(new { pipelineId = Some<Pipeline>(), name = "Else", rank = 1, kind });
    }

    [Fact]
    public void Is_won_in_a_stage_for_winning_and_lost_in_one_for_losing()
    {
        Assert.Equal(new NotThatStage("Lost"), Open().Win(Lost, null, Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new NotThatStage("Won"), Open().Lose(Won, "price", Day(2026, 3, 1), Act()).Refusal);
    }

    [Fact]
    public void That_is_open_needs_no_reopening() => Assert.Equal(new NothingToChange(), Open().Reopen(Discovery, Act()).Refusal);

    [Fact]
    public void That_was_removed_is_neither_won_nor_lost()
    {
        var deal = Open();
        deal.Remove(Act());
        Assert.Equal(new Removed("opportunity"), deal.Win(Won, null, Day(2026, 3, 1), Act()).Refusal);
        Assert.Equal(new Removed("opportunity"), deal.Lose(Lost, "price", Day(2026, 3, 1), Act()).Refusal);
    }

    [Fact]
    public void Has_its_next_step_until_it_closes()
    {
        var deal = Open();

        Assert.Equal(new Missing("nextStep"), deal.Plan("", Hour(3, 9), Act()).Refusal);
        Assert.Equal(new NextStepPlanned(Hour(3, 9)), deal.Plan("send contract", Hour(3, 9), Act()).Value);
        deal.Win(Won, null, Day(2026, 3, 1), Act());
        Assert.Null(deal.NextStep);
    }

    [Fact]
    public void A_stage_asks_only_for_fields_there_are() => Assert.Equal(new UnknownField("wealth"),
        EnteringRefused<Stage>(new { pipelineId = Sales.Id, name = "Rich", rank = 1, requires = "amount, wealth" }));

    [Fact]
    public void A_list_price_is_not_negative() => Assert.Equal(new OutOfRange("amount", "0", "∞"),
        EnteringRefused<Price>(new { productId = Some<Product>(), amount = Money.Of(-1, "USD"), fromOn = Day(2026, 1, 1) }));

    static Opportunity New() => Entered<Opportunity>(new { name = "Northwind", accountId = Some<Account>(), amount = Money.Of(100, "USD") });

    static Opportunity Open()
    {
        var deal = New();
        deal.Move(Discovery, Act(Hour(1, 9)));
        return deal;
    }

    static Stage StageOf(string name, StageKind kind, bool accepted = false, string? requires = null) => Entered<Stage>(new
    {
        pipelineId = Sales.Id, name, rank = 1, kind, marksAccepted = accepted, requires,
    });
}
