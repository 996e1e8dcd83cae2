using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>What tries are counted by: an account from one browser or from elsewhere, an address, a token.</summary>
/// <param name="Free">So many may fail before the next one waits.</param>
sealed record Tried(string What, int Free)
{
    public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(What));

    public static Tried Account(string email, string browser) => new($"{email} {browser}", 5);

    /// <summary>An office or a household shares one address, so more may fail there.</summary>
    public static Tried Address(string network) => new($"address {network}", 20);

    public static Tried Token(string network) => new($"token {network}", 20);

    /// <summary>Something asked of somebody who is signed in already, or half.</summary>
    public static Tried Step(string step, Guid person, string browser) => new($"{step} {person} {browser}", 5);
}

/// <summary>
/// Counts tries that fail, in the database, so that all nodes count together. After the free ones each further try waits,
/// twice as long each time: half a minute, one, two, up to a quarter of an hour. After a day without a try it is forgotten.
/// </summary>
sealed class Tries(Store store, TheDesk desk)
{
    /// <summary>So many tries at the same time are sorted out; more than that wait.</summary>
    const int Rounds = 8;

    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>
    /// Counts one try for each, or says how long to wait and counts nothing. A try is counted before it is looked at, and
    /// only on top of the number that was read: of tries sent at the same time no more are looked at than of tries in a row.
    /// </summary>
    public async Task<Refusal?> Count(CancellationToken cancel, params IReadOnlyList<Tried> each)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (writing, now) = (new Writing(), desk.Now);
            foreach (var tried in each)
            {
                var failed = await Of(tried, cancel);
                if (failed?.Until > now) return new TooManyTries(failed.Until);
                var count = (failed is null || failed.LastAt < now - Remembered ? 0 : failed.Count) + 1;
                writing.Guards.Add(failed is null
                    ? ("INSERT INTO failed_tries (hash, count, last_at, until) VALUES (@0, 1, @1, @2) ON CONFLICT (hash) DO NOTHING", [tried.Hash, now, now + Wait(1, tried.Free)])
                    : ("UPDATE failed_tries SET count=@1, last_at=@2, until=@3 WHERE hash=@0 AND count=@4 AND last_at=@5", [tried.Hash, count, now, now + Wait(count, tried.Free), failed.Count, failed.LastAt]));
            }

            try
            {
                await store.Writer.Write(writing, cancel);
                return null;
            }
            catch (LeaseLostException)
            {
                // Another try was counted between reading and writing: count on top of that one.
            }
        }

        return new TooManyTries(desk.Now + FirstWait);
    }

    /// <summary>The try came off: what failed before is forgotten.</summary>
    public static (string Sql, object?[] Values) Forgetting(Tried tried) => ("DELETE FROM failed_tries WHERE hash=@0", [tried.Hash]);

    /// <summary>The try came off: it is taken back, and what others failed at from the same address stays.</summary>
    public async Task TakeBack(Tried tried, CancellationToken cancel)
    {
        var writing = new Writing();
        writing.Statements.Add(("UPDATE failed_tries SET count=count-1, until=@1 WHERE hash=@0 AND count>0", [tried.Hash, desk.Now]));
        writing.Statements.Add(("DELETE FROM failed_tries WHERE last_at<@0", [desk.Now - Remembered]));
        await store.Writer.Write(writing, cancel);
    }

    /// <summary>Until when the next try waits; null where none does.</summary>
    public async Task<DateTimeOffset?> Waiting(Tried tried, CancellationToken cancel) => await Of(tried, cancel) is { } failed && failed.Until > desk.Now ? failed.Until : null;

    async Task<FailedTry?> Of(Tried tried, CancellationToken cancel)
    {
        await using var db = store.Open();
        return await db.Set<FailedTry>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == tried.Hash, cancel);
    }

    static TimeSpan Wait(int failures, int free) => failures < free ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(failures - free, 10)));
}

/// <summary>Tries that failed, for one of <see cref="Tried"/>.</summary>
[Table("failed_tries"), PrimaryKey(nameof(Hash))]
sealed class FailedTry
{
    public byte[] Hash { get; init; } = [];
    public int Count { get; init; }
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Before then nothing more is looked at.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>Wait until then before the next try.</summary>
public sealed record TooManyTries(DateTimeOffset Until) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>Somebody tried to sign in and did not come in; of an address that nobody has, the company notes it.</summary>
/// <param name="Step">What was wrong: <c>password</c> or <c>code</c>.</param>
public sealed record SignInFailed(string Step) : Fact;
