using Rung.Accounts;
using Rung.Opportunities;
using Rung.Server.Api;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Opportunities;

/// <summary>The verbs of an opportunity that take more than the opportunity.</summary>
static class OpportunityEndpoints
{
    public static void MapOpportunities(this IEndpointRouteBuilder app)
    {
        app.MapVerb<Opportunity>("win", Winning.Win);
        app.MapVerb<Opportunity>("lose", OpportunityVerbs.Lose);
        app.MapVerb<Opportunity>("reopen", OpportunityVerbs.Reopen);
    }
}

/// <summary>What each verb takes from the files beside the opportunity. The rules themselves are the opportunity's.</summary>
static class OpportunityVerbs
{
    public static async Task<Records.Record> Move(Docket docket, Id<Opportunity> id, Id<Stage> to)
    {
        var opportunity = await docket.Need(id);
        docket.Do(opportunity, opportunity.Move(await docket.Need(to), docket.Act));
        return opportunity;
    }

    /// <summary>Winning new business makes the account a customer in the same stroke.</summary>
    public static async Task<Records.Record> Win(Docket docket, Id<Opportunity> id, Money? value, DateOnly? on)
    {
        var opportunity = await docket.Need(id);
        var won = await Placing.Of(docket, opportunity, StageKind.Won);
        docket.Do(opportunity, opportunity.Win(won, value, on ?? await docket.Today(), docket.Act));
        if (opportunity.Type == OpportunityType.New && await docket.Find(opportunity.AccountId) is { } account)
            docket.Do(account, account.BecomeCustomer(docket.Act));
        await Customers.Renewals.Won(docket, opportunity);
        return opportunity;
    }

    public static async Task<Records.Record> Lose(Docket docket, Id<Opportunity> id, string? reason, DateOnly? on)
    {
        var opportunity = await docket.Need(id);
        docket.Do(opportunity, opportunity.Lose(await Placing.Of(docket, opportunity, StageKind.Lost), reason, on ?? await docket.Today(), docket.Act));
        await Customers.Renewals.Lost(docket, opportunity);
        return opportunity;
    }

    public static async Task<Records.Record> Reopen(Docket docket, Id<Opportunity> id, Id<Stage>? stageId)
    {
        var opportunity = await docket.Need(id);
        var stage = await docket.Find(stageId) ?? await Placing.Of(docket, opportunity, StageKind.Open);
        docket.Do(opportunity, opportunity.Reopen(stage, docket.Act));
        return opportunity;
    }

    public static async Task<Records.Record> Plan(Docket docket, Id<Opportunity> id, string step, DateTimeOffset at)
    {
        var opportunity = await docket.Need(id);
        docket.Do(opportunity, opportunity.Plan(step, at, docket.Act));
        return opportunity;
    }
}
