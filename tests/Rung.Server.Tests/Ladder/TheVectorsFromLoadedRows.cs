using Microsoft.Extensions.DependencyInjection;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Ladder;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Desk;
using Rung.Server.Ladder;
using Rung.Server.Opportunities;
using Record = Rung.Records.Record;

namespace Rung.Server.Tests.Ladder;

/// <summary>V1–V6 and V8 of the dossier by the product's own way: recorded at the desk, loaded from the database, judged. V7 is an SDR's, of S3.</summary>
public sealed class TheVectorsFromLoadedRows
{
    static readonly DateOnly First = new(2025, 1, 1);

    static DateOnly On(int day) => First.AddDays(day);

    static DateTimeOffset At(int day) => new(On(day), new(9, 0), TimeSpan.Zero);

    static void Near(double expected, double? value) => Assert.Equal(expected, value!.Value, 5e-7);

    static Money Usd(long minor) => new(minor, new("USD"));

    static async Task<Id<T>> Enter<T>(House house, int? day, Dictionary<string, object?> values)
        where T : Record<T> => ((T)await Decide(house, day, docket => Entering.Enter(docket, typeof(T), values))).Id;

    static async Task<Record> Decide(House house, int? day, Func<Docket, Task<Record>> decision)
    {
        Record? main = null;
        // Outcomes become known after the profile was said, as they do.
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var answer = await house.Desk.Decide(new Call(house.Founder, "test") { HappenedAt = day is { } d ? At(d) : null }, async docket => main = await decision(docket));
        Assert.True(answer.Accepted(out _, out var refusal), refusal?.ToString());
        return main!;
    }

    static async Task<Assessment> Told(House house, int day) => (await house.Services.GetRequiredService<LadderReport>().History(On(day), null, CancellationToken.None)).Now;

    static async Task<Id<Person>> Person(House house, string name, Role role, int from)
    {
        var person = await Enter<Person>(house, null, new() { ["name"] = name });
        await Enter<RoleAssignment>(house, null, new() { ["personId"] = person, ["role"] = role, ["startsOn"] = On(from), ["rampMonths"] = 1 });
        return person;
    }

    /// <summary>So many sales of somebody's, one begun every day, so many of them won, each closed within 10 to 19 days.</summary>
    static async Task Sold(House house, Id<Account> account, Id<Person> seller, int from, int won, int resolved)
    {
        var stages = await house.Store.Known.Stages();
        var accepted = stages.First(s => s.Kind == StageKind.Open && s.MarksAccepted);
        for (var i = 0; i < resolved; i++)
        {
            var deal = await Enter<Opportunity>(house, from + i, new()
            {
                ["name"] = "Deal", ["accountId"] = account, ["amount"] = Usd(1_000_000), ["accountableId"] = seller, ["idealFit"] = true, ["type"] = OpportunityType.New,
            });
            await Decide(house, from + i, docket => OpportunityVerbs.Move(docket, deal, accepted.Id));
            var (isWon, closes) = ((long)(i + 1) * won / resolved > (long)i * won / resolved, from + i + 10 + i % 10);
            await Decide(house, closes, docket => isWon ? OpportunityVerbs.Win(docket, deal, Usd(1_000_000), null) : OpportunityVerbs.Lose(docket, deal, "no", null));
        }
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task V1_to_V5_two_sellers_against_the_founder(Database database)
    {
        await using var house = await House.Open(database);
        var account = await Enter<Account>(house, 0, new() { ["name"] = "Buyer" });
        var (founder, ines, wei) = (await Person(house, "Maya", Role.Founder, 0), await Person(house, "Ines", Role.Ae, 110), await Person(house, "Wei", Role.Ae, 110));
        await Sold(house, account, founder, 1, 18, 60);
        await Sold(house, account, ines, 150, 9, 32);
        await Sold(house, account, wei, 150, 7, 31);

        var told = await Told(house, 400);

        var own = told.Goals.Single(g => g.Id == "G0.6");
        Near(0.300000, own.Estimate);
        Near(0.188451, own.Interval!.Value.Low);
        Near(0.432083, own.Interval.Value.High);
        var pool = told.Criteria.Single(c => c.Id == "X2.3").Reading.Parts.Single(p => p.Id == "X2.3.win-rate");
        Near(0.253968, pool.Estimate);
        Near(0.152670, pool.Interval!.Value.Low);
        Near(0.379403, pool.Interval.Value.High);
        Near(0.285751, pool.Beside["better"]);
        Near(0.587185, pool.Probability);
        Near(0.059065, pool.Beside["expectedLoss"]);
        var both = told.Criteria.Single(c => c.Id == "X2.4").Reading;
        Near(0.281250, both.Parts[0].Estimate);
        Near(0.225806, both.Parts[1].Estimate);
        Near(0.441951, both.Parts[0].Beside["better"]);
        Near(0.243041, both.Parts[1].Beside["better"]);
        Near(0.698966, both.Parts[0].Probability);
        Near(0.472616, both.Parts[1].Probability);
        Near(0.045098, both.Parts[0].Beside["expectedLoss"]);
        Near(0.078288, both.Parts[1].Beside["expectedLoss"]);
        Near(0.370050, both.Probability);
        Assert.Equal((Verdict.Insufficient, Verdict.Fail, 63), (pool.Verdict, both.Verdict, both.N));
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task V6_twenty_seven_of_thirty_terms_were_renewed(Database database)
    {
        await using var house = await House.Open(database);
        for (var i = 0; i < 30; i++)
        {
            var account = await Enter<Account>(house, 0, new() { ["name"] = "C" + i });
            var from = On(i % 20);
            await Enter<Subscription>(house, i % 20, new() { ["accountId"] = account, ["plan"] = "P", ["startsOn"] = from, ["endsOn"] = from.AddYears(1), ["termMonths"] = 12, ["billing"] = Billing.Year, ["price"] = Usd(120_000) });
            if (i < 27) await Enter<Subscription>(house, i % 20 + 365, new() { ["accountId"] = account, ["plan"] = "P", ["startsOn"] = from.AddYears(1), ["endsOn"] = from.AddYears(2), ["termMonths"] = 12, ["billing"] = Billing.Year, ["price"] = Usd(120_000) });
        }

        var renewed = (await Told(house, 400)).Criteria.Single(c => c.Id == "X0.5").Reading;

        Assert.Equal((27L, 30L, Verdict.Pass), (renewed.Numerator, renewed.Denominator, renewed.Verdict));
        Near(0.892996, renewed.Probability);
        Near(0.734712, renewed.Interval!.Value.Low);
        Near(0.978883, renewed.Interval.Value.High);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task V8_thirty_one_of_forty_two_customers_succeed_and_fourteen_of_thirty_six_are_spray_and_pray(Database database)
    {
        await using var house = await House.Open(database);
        await Customers(house, 42, 31);
        var told = (await Told(house, 100)).Criteria.Single(c => c.Id == "X1.3").Reading;
        Assert.Equal((31L, 42, Verdict.Insufficient), (told.Numerator, told.N, told.Verdict));
        Near(0.738095, told.Estimate);
        Near(0.672689, told.Probability);
        Near(0.579603, told.Interval!.Value.Low);
        Near(0.861390, told.Interval.Value.High);

        await using var other = await House.Open(database);
        await Customers(other, 36, 14);
        var pattern = (await Told(other, 100)).Patterns.Single(p => p.Id == "A1.2");
        Near(0.388889, pattern.Finding.Signs[0].Seen);
        Assert.True(pattern.IsActive);
    }

    /// <summary>Customers since the first day, of whom so many used the product on three days of each of the last four weeks.</summary>
    static async Task Customers(House house, int all, int successful)
    {
        for (var i = 0; i < all; i++)
        {
            var account = await Enter<Account>(house, 0, new() { ["name"] = "C" + i });
            await Enter<Subscription>(house, 0, new() { ["accountId"] = account, ["plan"] = "P", ["startsOn"] = On(0), ["endsOn"] = On(365), ["termMonths"] = 12, ["billing"] = Billing.Year, ["price"] = Usd(120_000) });
            await Enter<Onboarding>(house, 0, new() { ["accountId"] = account, ["targetOn"] = On(30), ["firstValueAt"] = At(20) });
            await Decide(house, 100, async docket =>
            {
                Record? last = null;
                foreach (var ago in i < successful ? new[] { 0, 2, 4, 7, 9, 11, 14, 16, 18, 90 } : [0, 90]) last = await Entering.Enter(docket, typeof(UsageDay), new Dictionary<string, object?> { ["accountId"] = account, ["usedOn"] = On(100 - ago), ["activeUsers"] = 3, ["coreEvents"] = 12L });
                return last!;
            });
        }
    }
}
