using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rung.Accounts;
using Rung.People;
using Rung.Records;
using Rung.Search;
using Rung.Server.Database;

namespace Rung.Server.Import;

/// <summary>
/// Which record a text of the source means here: by what the source calls it, else by e-mail, domain or name. Texts are
/// kept as 128 bits of their digest, so that a million of them fit beside the import.
/// </summary>
sealed class Identities(Store store, string source)
{
    static readonly Guid Several = Guid.AllBitsSet;

    readonly Digests<Named> known = new();
    readonly HashSet<(Type, ImportKey)> loaded = [];

    /// <summary>The record, null where there is none; <see cref="MatchesSeveral"/> is told by <paramref name="several"/>.</summary>
    public async ValueTask<Guid?> Find(Type kind, ImportKey key, string text, Action? several = null)
    {
        if (!loaded.Contains((kind, key))) await Load(kind, key);
        if (Normal(key, text) is not { } normal || !known.TryGetValue(Digest(kind, key, normal), out var named)) return null;
        if (named.Id != Several) return named.Id;
        several?.Invoke();
        return null;
    }

    /// <summary>What a reference means: what the source calls it, else what people would call it.</summary>
    public async ValueTask<Guid?> Refer(Type kind, string text)
    {
        if (await Find(kind, ImportKey.ExternalId, text) is { } told) return told;
        if ((kind == typeof(Person) || kind == typeof(Contact)) && text.Contains('@', StringComparison.Ordinal)) return await Find(kind, ImportKey.Email, text);
        return await Find(kind, ImportKey.Name, text) ?? (kind == typeof(Account) && text.Contains('.', StringComparison.Ordinal) ? await Find(kind, ImportKey.Domain, text) : null);
    }

    /// <summary>A record that came in; answers whether the text was new, so that it can be taken back.</summary>
    public bool Add(Type kind, ImportKey key, string? text, Guid id)
    {
        if (text is null || Normal(key, text) is not { } normal) return false;
        if (key != ImportKey.ExternalId && !loaded.Contains((kind, key))) return false;
        return known.TryAdd(new(Digest(kind, key, normal), id));
    }

    public void TakeBack(Type kind, ImportKey key, string text) => known.Remove(Digest(kind, key, Normal(key, text)!));

    async Task Load(Type kind, ImportKey key)
    {
        loaded.Add((kind, key));
        var table = store.Schema[kind];
        if (Columns(table, key) is not { } columns) return;

        var (sql, values) = key == ImportKey.ExternalId
            ? ($"SELECT \"id\", \"external_id\" FROM {table.Quoted} WHERE \"external_id\" LIKE @0", new object?[] { source + ":%" })
            : ($"SELECT \"id\", {columns} FROM {table.Quoted} WHERE \"removed_at\" IS NULL", []);
        await store.Questions.Ask(sql, values, async rows =>
        {
            var row = new Database.Reading(rows, store.Place.IsSqlite);
            while (await row.Next(default))
            {
                var text = key == ImportKey.NameAndCity ? Joined(row.Text(1), row.Text(2)) : row.Text(1);
                if (key == ImportKey.ExternalId) text = text!.StartsWith(source + ":", StringComparison.Ordinal) ? text[(source.Length + 1)..] : null;
                if (text is null || Normal(key, text) is not { } normal) continue;
                var digest = Digest(kind, key, normal);
                if (!known.TryAdd(new(digest, row.Id(0))) && known.TryGetValue(digest, out var other) && other.Id != row.Id(0)) known.Change(new(digest, Several));
            }

            return known.Count;
        });
    }

    readonly record struct Named(UInt128 Digest, Guid Id) : IDigested;

    static string? Columns(Table table, ImportKey key)
    {
        string? Column(string field) => table.BySlot.TryGetValue(field, out var slot) ? slot.Columns[0].Quoted : null;
        return key switch
        {
            ImportKey.ExternalId => "\"external_id\"",
            ImportKey.Email => Column("email"),
            ImportKey.Domain => Column("domain"),
            ImportKey.Name => Form.Of(table.Type).Title is { } title ? Column(title.Name) : null,
            _ => Column("city") is { } city && Form.Of(table.Type).Title is { } title ? $"{Column(title.Name)}, {city}" : null,
        };
    }

    public static string Joined(string? name, string? city) => $"{name}\n{city}";

    static string? Normal(ImportKey key, string text) => key switch
    {
        ImportKey.ExternalId => text,
        ImportKey.Email => ContactPoints.Email(text),
        ImportKey.Domain => ContactPoints.Domain(text),
        _ => Folding.Fold(text.Trim()) is { Length: > 0 } folded ? folded : null,
    };

    static UInt128 Digest(Type kind, ImportKey key, string text)
    {
        Span<byte> bytes = stackalloc byte[512];
        var whole = Encoding.UTF8.GetMaxByteCount(text.Length) + 8 <= 512 ? bytes : new byte[Encoding.UTF8.GetMaxByteCount(text.Length) + 8];
        BinaryPrimitives.WriteInt32LittleEndian(whole, kind.MetadataToken);
        BinaryPrimitives.WriteInt32LittleEndian(whole[4..], (int)key);
        var length = 8 + Encoding.UTF8.GetBytes(text, whole[8..]);
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(whole[..length], digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}

/// <summary>Several records here go by this text, so it names none of them.</summary>
public sealed record MatchesSeveral(string Given) : Refusal;
