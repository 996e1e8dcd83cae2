using System.Diagnostics;
using System.Threading.Channels;
using DiscreteEvents;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Leads;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

/// <summary>How much of a company is written.</summary>
enum DemoSize
{
    /// <summary>The same people and years with a fifth of the market.</summary>
    Small,

    /// <summary>Three years of one company.</summary>
    Year3,

    /// <summary>A million opportunities in many territories.</summary>
    Large,
}

/// <param name="Seed">The same seed tells the same story.</param>
/// <param name="Until">The last day of the history.</param>
/// <param name="Months">How much of the story is told, counted from its beginning.</param>
/// <param name="Truth">Where the truth file goes; null: beside the data.</param>
sealed record DemoAsk(ulong Seed, DemoSize Size, string Story, DateOnly? Until, int Months, string? Truth);

/// <summary>What was written.</summary>
/// <param name="Digest">Of every happening in order: the same for the same seed, size, story and days.</param>
sealed record DemoTold(string Story, DemoSize Size, ulong Seed, DateOnly FromOn, DateOnly UntilOn, long Accounts, long Opportunities, long Won, long Lost, long Facts, double Seconds, double FactsPerSecond, string Digest, string? Truth);

/// <summary>
/// Writes a company whose truth is known: the simulator lives its years, the scribe writes down through the desk what its
/// people would have written, and what was really so goes into a file beside the data.
/// </summary>
sealed class DemoCompany(TheDesk desk, Store store)
{
    public const ulong UsualSeed = 20260101;

    public Task<Outcome<DemoTold>> Tell(Actor actor, DemoAsk ask, IProgress<long>? progress, CancellationToken cancel) =>
        Tell(actor, ask, Sizes.Of(ask.Size), progress, cancel);

    internal async Task<Outcome<DemoTold>> Tell(Actor actor, DemoAsk ask, Sizes size, IProgress<long>? progress, CancellationToken cancel)
    {
        if (Stories.Named(ask.Story) is not { } story) return new NoSuchStory(ask.Story, string.Join(", ", Stories.All.Select(s => s.Name)));
        if (ask.Months is < 1 or > Stories.Months) return new OutOfRange("months", "1", Stories.Months.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var today = DateOnly.FromDateTime(desk.Now.UtcDateTime);
        var until = ask.Until ?? today.AddDays(-1);
        if (until >= today) return new NotYetHappened("until");
        if (until.Year < 1990) return new OutOfRange("until", "1990-01-01", today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        if (await Holds(cancel) is { } there) return there;

        var clock = Stopwatch.StartNew();
        var chance = new Chance(ask.Seed);
        var first = new DateOnly(until.Year, until.Month, 1).AddMonths(1 - ask.Months);
        var standing = await Standing(actor.Id, chance, first, cancel);
        using var truth = new TruthBook(first, until);
        Func<int, string?> names = _ => null;
        var (facts, made) = (0L, 0u);
        for (var territory = 0; size.Wants(territory, truth.Opportunities); territory++)
        {
            var luck = chance.Split(territory);
            var identity = luck.Split("identity");
            var narration = new Narration(new(first.ToDateTime(new TimeOnly(7, 0)), TimeSpan.Zero), at => Identity(identity, at, made++));
            await using var stroke = desk.Begin(new(actor, "demo.tell") { BatchId = Identity(identity, narration.Now, made++) }, narration);
            var diary = new Diary(stroke, narration, EndOf(until), progress is null ? null : new Sum(progress, facts));
            var scribe = new Scribe(diary, narration, luck, size, new(story, first, territory, truth.Named), standing);
            if (territory == 0) scribe.Frame(first);
            else truth.NextTerritory();
            names = scribe.NameOf;
            await Live(size.Of(story.Organisation) with { Start = first, Months = ask.Months, Holidays = Frame.Holidays(first, until) }, luck.Split("company"), told =>
            {
                truth.Hear(told);
                scribe.Take(told);
            }, diary, cancel);
            scribe.Finish();
            await diary.Close(cancel);
            facts += diary.Facts;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var file = Path.GetFullPath(ask.Truth ?? Path.Combine(store.Place.Directory ?? ".", "demo-truth.yaml"));
        await File.WriteAllTextAsync(file, TruthFile.Write(story, ask, truth, names), cancel);
        return new DemoTold(story.Name, ask.Size, ask.Seed, first, until, truth.Accounts, truth.Opportunities, truth.Won, truth.Lost, facts, seconds, facts / seconds, truth.Digest, file);
    }

    /// <summary>The company lives on one core while what happened to it is written on another; neither runs far ahead.</summary>
    static async Task Live(Scenario scenario, Chance chance, Action<Happening> take, Diary diary, CancellationToken cancel)
    {
        var stream = Channel.CreateBounded<Happening>(new BoundedChannelOptions(8_192) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var life = Task.Run(() =>
        {
            try
            {
                RevenueOrganisation.Run(scenario, chance, told =>
                {
                    if (!stream.Writer.TryWrite(told)) stream.Writer.WriteAsync(told, stop.Token).AsTask().GetAwaiter().GetResult();
                }, stop.Token);
                stream.Writer.Complete();
            }
            catch (Exception e)
            {
                stream.Writer.Complete(e);
                throw;
            }
        }, stop.Token);
        try
        {
            await foreach (var told in stream.Reader.ReadAllAsync(cancel))
            {
                await diary.RunTo(told.At.ToUniversalTime(), cancel);
                take(told);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(life);
        }
    }

    /// <summary>Why nothing can be told here: somebody has begun to work already.</summary>
    async Task<RecordsAreThere?> Holds(CancellationToken cancel)
    {
        await using var db = store.Open();
        if (await db.Set<Account>().AnyAsync(cancel)) return new("account");
        if (await db.Set<Lead>().AnyAsync(cancel)) return new("lead");
        return await db.Set<Opportunity>().AnyAsync(cancel) ? new RecordsAreThere("opportunity") : null;
    }

    public async Task<bool> IsEmpty(CancellationToken cancel) => await Holds(cancel) is null;

    async Task<Scribe.Standing> Standing(Id<Person> operatorId, Chance chance, DateOnly first, CancellationToken cancel)
    {
        await using var db = store.Open();
        var role = await db.Set<RoleAssignment>().Where(r => r.Role == Role.Founder && r.RemovedAt == null).OrderBy(r => r.Id).FirstAsync(cancel);
        var profile = (await store.Known.Profiles())[0];
        var (born, at) = (chance.Split("products"), new DateTimeOffset(first.ToDateTime(new TimeOnly(7, 0)), TimeSpan.Zero));
        var products = NameParts.All.Products.Select((p, i) => (new Id<Product>(Identity(born, at, (uint)i)), p[1])).ToArray();
        var programmes = await db.Set<SurveyProgramme>().Where(p => p.RemovedAt == null).OrderBy(p => p.Id).ToListAsync(cancel);
        return new(operatorId, role.PersonId, role.Id, profile.Id, profile.Currency, await store.Known.Stages(), chance.Split("names"), products, programmes.GroupBy(p => p.Type).ToDictionary(g => g.Key, g => g.First().Id));
    }

    static DateTimeOffset EndOf(DateOnly day) => Frame.At(day.AddDays(1), 0).AddMilliseconds(-1);

    /// <summary>A version 7 identity born at a moment, after those of the same moment that were made before; its random part comes from the seed.</summary>
    static Guid Identity(Chance chance, DateTimeOffset at, uint number)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (number >> 20));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000 | (ulong)(number & 0xF_FFFF) << 42 | chance.Next() >> 22);
        return new(bytes, bigEndian: true);
    }

    /// <summary>Facts of earlier territories count too.</summary>
    sealed class Sum(IProgress<long> whole, long before) : IProgress<long>
    {
        public void Report(long value) => whole.Report(before + value);
    }
}

/// <summary>There are records already; a story is told in an empty company.</summary>
public sealed record RecordsAreThere(string Record) : Refusal;

/// <summary>No story has this name.</summary>
public sealed record NoSuchStory(string Story, string Stories) : Refusal
{
    public override string At => "story";
}
