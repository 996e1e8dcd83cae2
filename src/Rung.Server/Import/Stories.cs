using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.Metrics;

namespace Rung.Server.Import;

/// <summary>An opportunity came to a stage, as a source tells it.</summary>
sealed record Visit(string Stage, DateTimeOffset At, Guid? By);

/// <summary>Tells where opportunities went, at the dates of the source: from a history where there is one, else from where they stand now.</summary>
sealed class Stories(ImportRun run)
{
    /// <summary>The open stage an opportunity began on, when its history begins with it.</summary>
    public Stage? Beginning(IReadOnlyList<Stage> stages, IReadOnlyList<Visit> visits, DateTimeOffset began) =>
        Named(stages, visits[0].Stage) is { Kind: StageKind.Open } first && (visits[0].At - began).Duration() < TimeSpan.FromDays(1) ? first : null;

    public async Task Tell(Docket docket, Opportunity opportunity, StoryMap story, FilePlan plan, SourceRow row, IReadOnlyList<Visit> visits, Tally tally)
    {
        var stages = await docket.Stages();
        var author = docket.Act.By;
        var closed = Closed(story, plan, row);
        for (var i = 0; i < visits.Count; i++)
        {
            var visit = visits[i];
            var stage = Named(stages, visit.Stage) ?? throw new RefusedException(new NamesNothing("stageId", visit.Stage));
            if (stage.Id == opportunity.StageId) continue;
            docket.Tell(visit.At < opportunity.StageEnteredAt ? opportunity.StageEnteredAt : visit.At, Origin.Imported);
            docket.TellAs(visit.By is { } by ? new Id<Person>(by) : author);
            // The day that the seller gives speaks of the close that stands.
            await Go(docket, opportunity, stage, story, plan, row, visits.Skip(i + 1).All(v => v.Stage == visit.Stage) ? closed ?? Day(docket.Act.At) : Day(docket.Act.At));
        }

        docket.TellAs(author);
        if (story.Stage is null || plan.Of(story.Stage).Of(row) is not { } named) return;
        var end = Named(stages, named) ?? throw new RefusedException(new NamesNothing("stageId", named));
        if (end.Id == opportunity.StageId) return;

        // Where it stands now was reached some day between; only the close has a date of its own.
        if (end.Kind == StageKind.Open)
        {
            docket.Tell(visits.Count > 0 ? opportunity.StageEnteredAt : docket.Act.At, Origin.Derived);
            await Go(docket, opportunity, end, story, plan, row, null);
            return;
        }

        if (closed is { } on) docket.Tell(AsOf.StartOf(on, run.Zone) is var at && at < opportunity.StageEnteredAt ? opportunity.StageEnteredAt : at, story.Closed!.IsDerived ? Origin.Derived : Origin.Imported);
        else docket.TellUndated();
        await Go(docket, opportunity, end, story, plan, row, closed ?? await docket.Today());
    }

    async Task Go(Docket docket, Opportunity opportunity, Stage stage, StoryMap story, FilePlan plan, SourceRow row, DateOnly? on)
    {
        if (stage.Kind == StageKind.Open)
        {
            docket.Do(opportunity, opportunity.IsClosed ? opportunity.Reopen(stage, docket.Act) : opportunity.Move(stage, docket.Act));
            return;
        }

        // From one end to the other there is no way but back through the open.
        if (opportunity.IsClosed) docket.Do(opportunity, opportunity.Reopen((await docket.Stages()).First(s => s.PipelineId == stage.PipelineId && s.Kind == StageKind.Open), docket.Act));
        if (stage.Kind == StageKind.Lost)
        {
            docket.Do(opportunity, opportunity.Lose(stage, story.Reason is { } reason ? plan.Of(reason).Of(row) : null, on!.Value, docket.Act));
            return;
        }

        var value = story.Value is { } asked && plan.Of(asked).Of(row) is { } money ? run.MoneyOf(money, asked) : null;
        docket.Do(opportunity, opportunity.Win(stage, value, on!.Value, docket.Act));
        if (opportunity.Type == OpportunityType.New && opportunity.AccountId is { } account && !run.WouldBe.Contains(account.Value))
        {
            var customer = await docket.Need(account);
            docket.Do(customer, customer.BecomeCustomer(docket.Act));
        }
    }

    DateOnly? Closed(StoryMap story, FilePlan plan, SourceRow row) =>
        story.Closed is { } closed && plan.Of(closed).Of(row) is { } text ? run.DayOf(text, closed) : null;

    DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, run.Zone).DateTime);

    static Stage? Named(IReadOnlyList<Stage> stages, string name) => stages.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));
}
