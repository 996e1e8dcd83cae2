using System.Buffers.Binary;
using System.Text;
using Rung.Accounts;
using Rung.Ladder;
using Rung.Opportunities;

namespace Rung.Server.Ladder;

/// <summary>What a stage marks a sale as that enters it.</summary>
readonly record struct StageMarks(bool Accepted, bool Demo, bool Proposal);

/// <summary>Words that a million sales have alike, kept once.</summary>
sealed class AlikeWords
{
    readonly HashSet<string> sources = new(StringComparer.Ordinal);
    readonly Dictionary<int, Currency> currencies = [];

    public string Source(ReadOnlySpan<byte> utf8)
    {
        Span<char> letters = stackalloc char[utf8.Length];
        letters = letters[..Encoding.UTF8.GetChars(utf8, letters)];
        var known = sources.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(letters, out var source)) return source;
        known.Add(letters);
        return known.TryGetValue(letters, out source) ? source : "";
    }

    /// <summary>Null for a code of zeros: no money is known.</summary>
    public Currency? Currency(ReadOnlySpan<byte> code)
    {
        var key = code[0] | code[1] << 8 | code[2] << 16;
        if (key == 0) return null;
        if (!currencies.TryGetValue(key, out var currency)) currencies[key] = currency = new(Encoding.ASCII.GetString(code));
        return currency;
    }
}

/// <summary>Reads a sale as <see cref="SaleLife"/> packs it.</summary>
ref struct PackedSale(ReadOnlySpan<byte> rest)
{
    public const int CodeLength = 3;

    ReadOnlySpan<byte> rest = rest;

    public SaleRow Read(Guid id, IReadOnlyDictionary<Guid, StageMarks> marks, AlikeWords words)
    {
        var relation = (Relation)Byte();
        var (began, closed, account, sourcedBy) = (Day(), Day(), Id(), Id());
        var source = Taken(Length7()) is { Length: > 0 } word ? words.Source(word) : null;
        var (fits, fitOn, afterOutcome) = (Byte(), Day(), Byte() != 0);
        return new(id, account, relation, began)
        {
            ClosedOn = closed, SourcedById = sourcedBy, Source = source, Fit = fits == 0 ? null : new(fitOn!.Value, fits == 1 ? null : fits == 3, afterOutcome),
            Stages = Stages(marks), Owners = Owners(), Amounts = Sums(words), Values = Sums(words),
        };
    }

    StageRow[] Stages(IReadOnlyDictionary<Guid, StageMarks> marks)
    {
        var all = new StageRow[Count()];
        for (var i = 0; i < all.Length; i++)
        {
            var (on, stage, kind) = (Day()!.Value, new Guid(Taken(16)), Byte());
            var marked = marks.GetValueOrDefault(stage);
            all[i] = new(on, stage, (StageKind)(kind / 2), marked.Accepted, marked.Demo, marked.Proposal, kind % 2 == 1);
        }

        return all;
    }

    Dated<Guid?>[] Owners()
    {
        var all = new Dated<Guid?>[Count()];
        for (var i = 0; i < all.Length; i++) all[i] = new(Day()!.Value, Id());
        return all;
    }

    Dated<Money?>[] Sums(AlikeWords words)
    {
        var count = Count();
        if (count == 0) return [];
        var all = new Dated<Money?>[count];
        for (var i = 0; i < all.Length; i++)
        {
            var (on, currency, minor) = (Day()!.Value, words.Currency(Taken(CodeLength)), BinaryPrimitives.ReadInt64LittleEndian(Taken(sizeof(long))));
            all[i] = new(on, currency is { } known ? new Money(minor, known) : null);
        }

        return all;
    }

    byte Byte() => Taken(1)[0];

    int Count() => BinaryPrimitives.ReadUInt16LittleEndian(Taken(sizeof(ushort)));

    DateOnly? Day() => BinaryPrimitives.ReadInt32LittleEndian(Taken(sizeof(int))) is >= 0 and var day ? DateOnly.FromDayNumber(day) : null;

    Guid? Id() => new Guid(Taken(16)) is var id && id == Guid.Empty ? null : id;

    /// <summary>A length in sevens of bits, as a writer puts before a text.</summary>
    int Length7()
    {
        for (var (length, shift) = (0, 0); ; shift += 7)
        {
            var part = Byte();
            length |= (part & 0x7F) << shift;
            if (part < 0x80) return length;
        }
    }

    ReadOnlySpan<byte> Taken(int n)
    {
        var taken = rest[..n];
        rest = rest[n..];
        return taken;
    }
}
