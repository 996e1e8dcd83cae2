using System.Text;

namespace Rung.Server.Customers.Usage;

/// <summary>One roll-up and by how much a batch moved it.</summary>
/// <param name="NewUsers">Keys of people not counted on that day before.</param>
readonly record struct UsageMove(Guid AccountId, DateOnly On, Guid EventId, long Events, uint[] NewUsers);

/// <summary>How a batch moved the roll-ups, in a few bytes each: so that what was known at a past time can be told again.</summary>
static class UsageMoves
{
    public static byte[] Write(IReadOnlyCollection<UsageMove> moves)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        var (accounts, events) = (Names(writer, moves.Select(m => m.AccountId)), Names(writer, moves.Select(m => m.EventId)));
        writer.Write7BitEncodedInt(moves.Count);
        foreach (var move in moves)
        {
            writer.Write7BitEncodedInt(accounts[move.AccountId]);
            writer.Write7BitEncodedInt(move.On.DayNumber);
            writer.Write7BitEncodedInt(events[move.EventId]);
            writer.Write7BitEncodedInt64(move.Events);
            writer.Write7BitEncodedInt(move.NewUsers.Length);
            foreach (var user in move.NewUsers) writer.Write(user);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    public static IEnumerable<UsageMove> Read(byte[] written)
    {
        using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
        var (accounts, events) = (Names(reader), Names(reader));
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (account, on, named, count) = (accounts[reader.Read7BitEncodedInt()], DateOnly.FromDayNumber(reader.Read7BitEncodedInt()), events[reader.Read7BitEncodedInt()], reader.Read7BitEncodedInt64());
            var users = new uint[reader.Read7BitEncodedInt()];
            for (var i = 0; i < users.Length; i++) users[i] = reader.ReadUInt32();
            yield return new(account, on, named, count, users);
        }
    }

    static Dictionary<Guid, int> Names(BinaryWriter writer, IEnumerable<Guid> ids)
    {
        var places = new Dictionary<Guid, int>();
        foreach (var id in ids) places.TryAdd(id, places.Count);
        writer.Write7BitEncodedInt(places.Count);
        foreach (var id in places.Keys) writer.Write(id.ToByteArray(true));
        return places;
    }

    static Guid[] Names(BinaryReader reader)
    {
        var ids = new Guid[reader.Read7BitEncodedInt()];
        for (var i = 0; i < ids.Length; i++) ids[i] = new Guid(reader.ReadBytes(16), true);
        return ids;
    }
}
