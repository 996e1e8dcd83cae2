using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rung.Metrics;
using Rung.Server.Import;
using Rung.Server.Metrics;
using Rung.Server.Tests.Import.Reading;

namespace Rung.Server.Tests.Metrics;

/// <summary>Published subscriptions come in by the maps we ship; who stayed and what does not agree is what the files themselves say, counted the long way.</summary>
public sealed class RealRetention
{
    static readonly DateOnly Day = new(2024, 12, 31);
    static readonly DateOnly Since = new(2023, 12, 31);

    sealed record Line(string Id, string Account, DateOnly From, DateOnly? Until, long Minor, bool IsTrial)
    {
        public bool IsActive(DateOnly day) => From <= day && !(Until <= day);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Ravenstack_keeps_and_loses_what_its_file_says(Database database)
    {
        await using var house = await Imported(database, "ravenstack-saas", "ravenstack");
        var lines = Read("ravenstack-saas/ravenstack_subscriptions.csv").Select(c => new Line(c[0], c[1], On(c[2])!.Value, On(c[3]), long.Parse(c[6], CultureInfo.InvariantCulture) * 100, c[8] == "TRUE")).ToList();
        var accounts = lines.GroupBy(l => l.Account).Select(g => g.ToList()).ToList();

        var retention = await house.Services.GetRequiredService<RetentionReport>().Read(Asked("2023-12-31", "2024-12-31"));
        var revenue = await house.Services.GetRequiredService<RevenueReport>().Read(Asked("2023-12-31", "2024-12-31"));

        // Logos and money, by the definition.
        static long Value(List<Line> of, DateOnly day) => of.Where(l => l.IsActive(day)).Sum(l => l.IsTrial ? 0 : l.Minor);
        var then = accounts.Where(a => a.Any(l => l.IsActive(Since))).ToList();
        Assert.Equal((then.Count, then.Count(a => !a.Any(l => l.IsActive(Day)))), ((int)retention.Logos.AtStart, (int)retention.Logos.Left));
        var kept = Assert.Single(retention.Revenue);
        Assert.Equal((accounts.Sum(a => Value(a, Since)), accounts.Sum(a => Math.Min(Value(a, Since), Value(a, Day))), accounts.Where(a => Value(a, Since) > 0).Sum(a => Value(a, Day))), (kept.Before, kept.Kept, kept.After));

        // Movements month by month, from the two ends of each.
        foreach (var period in revenue.Periods)
        {
            var row = Assert.Single(period.Movements);
            long Sum(Func<List<Line>, bool> which) => accounts.Where(which).Sum(a => Value(a, period.To) - Value(a, period.From));
            bool EverPaid(List<Line> a) => a.Any(l => l is { IsTrial: false, Minor: > 0 } && l.From <= period.From && !(l.Until <= l.From));
            bool Pays(List<Line> a, DateOnly day) => Value(a, day) > 0;
            Assert.Equal(
                (Sum(a => !Pays(a, period.From) && Pays(a, period.To) && !EverPaid(a)), Sum(a => !Pays(a, period.From) && Pays(a, period.To) && EverPaid(a)), Sum(a => Pays(a, period.From) && !Pays(a, period.To)),
                    Sum(a => Pays(a, period.From) && Pays(a, period.To) && Value(a, period.To) > Value(a, period.From)), Sum(a => Pays(a, period.From) && Pays(a, period.To) && Value(a, period.To) < Value(a, period.From))),
                (row.New.Minor, row.Reactivation.Minor, row.Churn.Minor, row.Expansion.Minor, row.Contraction.Minor));
            Assert.Equal((accounts.Sum(a => Value(a, period.From)), accounts.Sum(a => Value(a, period.To))), (row.Before, row.After));
        }

        Survives(accounts, retention.Survival);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Ravenstack_contradicts_itself_as_often_as_its_files_do_and_every_case_is_listed(Database database)
    {
        await using var house = await Imported(database, "ravenstack-saas", "ravenstack");
        var lines = Read("ravenstack-saas/ravenstack_subscriptions.csv").Select(c => new Line(c[0], c[1], On(c[2])!.Value, On(c[3]), long.Parse(c[6], CultureInfo.InvariantCulture), c[8] == "TRUE")).ToLookup(l => l.Account);
        var events = Read("ravenstack-saas/ravenstack_churn_events.csv").Select(c => (Account: c[1], On: On(c[2])!.Value)).ToList();

        var terms = lines.SelectMany(g => g).ToDictionary(l => l.Id);
        var outside = Read("ravenstack-saas/ravenstack_feature_usage.csv").Select(c => (Subscription: c[1], On: On(c[2])!.Value)).Where(u => !terms[u.Subscription].IsActive(u.On)).ToList();

        var found = await house.Services.GetRequiredService<ContradictionReport>().Read(Asked(null, "2024-12-31"), null, int.MaxValue);

        bool Active(string account, DateOnly day) => lines[account].Any(l => l.IsActive(day));
        bool CameBack(string account, DateOnly from, DateOnly to)
        {
            for (var (day, away) = (from, false); day <= to; day = day.AddDays(1))
            {
                if (away && Active(account, day)) return true;
                away = !Active(account, day);
            }

            return false;
        }

        var expected = new Dictionary<ContradictionKind, int>
        {
            [ContradictionKind.ChurnedYetActive] = events.Count(e => Active(e.Account, e.On)),
            [ContradictionKind.ChurnedTwice] = events.GroupBy(e => e.Account).Sum(g => g.OrderBy(e => e.On).ToList() is var own ? own.Skip(1).Where((e, i) => !CameBack(e.Account, own[i].On, e.On)).Count() : 0),
            [ContradictionKind.EndedWithoutChurn] = lines.SelectMany(g => g).Count(l => !l.IsTrial && l.Until is { } end && l.Until > l.From && !events.Any(e => e.Account == l.Account && (e.On == end || e.On == end.AddDays(-1)))
                && !lines[l.Account].Any(next => next.Id != l.Id && !next.IsTrial && next.From == end && next.IsActive(end) && next.From > l.From)),
            [ContradictionKind.Overlapping] = lines.Count(g => g.Any(l => g.Count(o => o.IsActive(l.From)) > 1)),
            [ContradictionKind.PaidBeyondInvoiced] = 0, [ContradictionKind.RefundedBeyondPaid] = 0, [ContradictionKind.CurrenciesDiffer] = 0, [ContradictionKind.UsedOutsideTerm] = outside.Select(u => u.Subscription).Distinct().Count(),
        };
        Assert.Equal(expected, found.Counts.ToDictionary(c => c.Kind, c => c.N));
        Assert.Equal(expected.Values.Sum(), found.Items.Count);
        // The file's own answer counts the day of the end as used within; ours is the first day without. Two rows are of that day.
        Assert.Equal((19_434, 19_432), (outside.Count, outside.Count(u => terms[u.Subscription].Until != u.On)));
        Assert.Equal(outside.Count, found.Items.Where(i => i.Kind == ContradictionKind.UsedOutsideTerm).Sum(i => i.N!.Value));
        Assert.True(expected[ContradictionKind.ChurnedYetActive] > 100 && expected[ContradictionKind.EndedWithoutChurn] > 100 && expected[ContradictionKind.Overlapping] > 100);
    }

    [Theory, ClassData(typeof(OnBothDatabases))]
    public async Task Telco_loses_as_many_customers_as_known_and_they_survive_as_its_file_says(Database database)
    {
        await using var house = await Imported(database, "telco-churn", "telco");
        var lives = Read("telco-churn/Telco-Customer-Churn.csv").Select(c => (Months: int.Parse(c[5], CultureInfo.InvariantCulture), Left: c[^1] == "Yes")).ToList();

        var retention = await house.Services.GetRequiredService<RetentionReport>().Read(Asked("2017-12-31", "2018-01-01"));

        Assert.Equal((7043, 1869), ((int)retention.Logos.AtStart, (int)retention.Logos.Left));
        Assert.Equal((7043, 1869), (retention.Survival.Customers, retention.Survival.Left));
        var share = 1.0;
        // The file is the picture at the end of December 2017, its first month counted whole: who left had the months that stand there, and one.
        foreach (var step in retention.Survival.Steps)
        {
            var (atRisk, left) = (lives.Count(l => l.Months + 1 >= step.Months), lives.Count(l => l.Left && l.Months + 1 == (int)step.Months));
            share *= 1 - (double)left / atRisk;
            Assert.Equal((atRisk, left), (step.AtRisk, step.Left));
            Assert.Equal(share, step.Share, 9);
        }

        Assert.Equal(1869, retention.Survival.Steps.Sum(s => s.Left));
    }

    /// <summary>Kaplan and Meier by the definition: at each time a risk set counted anew.</summary>
    static void Survives(List<List<Line>> accounts, CustomerSurvival told)
    {
        var lives = accounts.Select(a => a.Where(l => l.Until is not { } end || end > l.From).ToList()).Where(a => a.Count > 0).Select(own =>
        {
            var from = own.Min(l => l.From);
            for (var day = from; day <= Day; day = day.AddDays(1))
                if (!own.Any(l => l.IsActive(day))) return (Months: Months(from, day), Left: true);
            return (Months: Months(from, Day.AddDays(1)), Left: false);
        }).ToList();
        Assert.Equal((lives.Count, lives.Count(l => l.Left)), (told.Customers, told.Left));
        var share = 1.0;
        foreach (var step in told.Steps)
        {
            share *= 1 - (double)lives.Count(l => l.Left && l.Months == step.Months) / lives.Count(l => l.Months >= step.Months);
            Assert.Equal(share, step.Share, 9);
        }

        Assert.Equal(lives.Count(l => l.Left), told.Steps.Sum(s => s.Left));
    }

    static double Months(DateOnly from, DateOnly to)
    {
        var whole = 0;
        while (from.AddMonths(whole + 1) <= to) whole++;
        return whole + (double)(to.DayNumber - from.AddMonths(whole).DayNumber) / (from.AddMonths(whole + 1).DayNumber - from.AddMonths(whole).DayNumber);
    }

    static Asked Asked(string? from, string asOf) => Rung.Server.Metrics.Asked.OfCustomers(new QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["from"] = from, ["asOf"] = asOf })).Value;

    static IEnumerable<string[]> Read(string file) => File.ReadLines(Path.Combine(Given.Published(Path.GetDirectoryName(file)!), Path.GetFileName(file))).Skip(1).Select(l => l.Split(','));

    static DateOnly? On(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static async Task<House> Imported(Database database, string set, string map)
    {
        var house = await House.Open(database);
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(at.FullName, "docs", "examples"))) at = at.Parent!;
        var yaml = await File.ReadAllTextAsync(Path.Combine(at.FullName, "docs", "examples", map + ".yaml"));
        Assert.Empty((await house.Services.GetRequiredService<Importer>().Run(house.Founder, new(Given.Published(set), yaml, false), default)).Value.Rejected);
        return house;
    }
}
