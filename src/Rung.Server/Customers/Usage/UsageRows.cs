using System.Globalization;
using System.Runtime.InteropServices;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.Customers.Usage;

/// <summary>Writes moves into the roll-ups, a hundred rows a statement.</summary>
static class UsageRows
{
    static readonly int[] Together = [100, 10, 1];

    static readonly Dictionary<int, string> Sql = Together.ToDictionary(n => n, n => $"""
        INSERT INTO usage_tallies (account_id, used_on, event_id, events, users, user_keys) VALUES {string.Join(", ", Enumerable.Range(0, n).Select(i => $"({string.Join(", ", Enumerable.Range(6 * i, 6).Select(p => "@" + p.ToString(CultureInfo.InvariantCulture)))})"))}
        ON CONFLICT (account_id, used_on, event_id) DO UPDATE SET events = usage_tallies.events + excluded.events,
          users = CASE WHEN excluded.users > 0 THEN excluded.users ELSE usage_tallies.users END, user_keys = CASE WHEN excluded.users > 0 THEN excluded.user_keys ELSE usage_tallies.user_keys END
        """);

    /// <summary>Puts the moves on the docket, in the order of their rows; says them with the people who are new on their day.</summary>
    public static async Task<List<UsageMove>> Put(Docket docket, Store store, Dictionary<(Guid Account, DateOnly On, Guid Event), Moving> moves, CancellationToken cancel)
    {
        var before = await Before(store, moves, cancel);
        var (told, rows) = (new List<UsageMove>(moves.Count), new List<object?[]>(moves.Count));
        foreach (var (key, moving) in moves.OrderBy(m => m.Key.Account).ThenBy(m => m.Key.On).ThenBy(m => m.Key.Event))
        {
            var (all, added) = (Array.Empty<uint>(), Array.Empty<uint>());
            if (moving.Users is { } users)
            {
                var there = before.GetValueOrDefault((key.Account, key.On), []);
                added = [.. users.Except(there).Order()];
                all = added.Length == 0 ? [] : [.. there, .. added];
            }

            told.Add(new(key.Account, key.On, key.Event, moving.Events, added));
            rows.Add([key.Account, key.On, key.Event, moving.Events, all.Length, MemoryMarshal.AsBytes<uint>(all).ToArray()]);
        }

        for (var at = 0; at < rows.Count;)
        {
            var n = Together.First(n => n <= rows.Count - at);
            docket.Statements.Add((Sql[n], [.. rows.GetRange(at, n).SelectMany(r => r)]));
            at += n;
        }

        return told;
    }

    /// <summary>The people who were counted already, of the customers and days in which somebody is named now.</summary>
    static async Task<Dictionary<(Guid, DateOnly), uint[]>> Before(Store store, Dictionary<(Guid Account, DateOnly On, Guid Event), Moving> moves, CancellationToken cancel)
    {
        var before = new Dictionary<(Guid, DateOnly), uint[]>();
        var named = moves.Where(m => m.Value.Users is not null).Select(m => m.Key).ToList();
        if (named.Count == 0) return before;

        var (first, last) = (named.Min(k => k.On), named.Max(k => k.On));
        foreach (var some in named.Select(k => k.Account).Distinct().Chunk(Names.Together))
        {
            object?[] ids = [.. Names.Filled(some)];
            await store.Questions.All($"SELECT account_id, used_on, user_keys FROM usage_tallies WHERE account_id IN ({Names.Places(some.Length)}) AND used_on >= @{ids.Length} AND used_on <= @{ids.Length + 1} AND event_id = @{ids.Length + 2} AND users > 0",
                [.. ids, first, last, UsageTally.Any], row => before.TryAdd((row.Id(0), row.Day(1)!.Value), MemoryMarshal.Cast<byte, uint>(row.Bytes(2)).ToArray()), cancel);
        }

        return before;
    }
}
