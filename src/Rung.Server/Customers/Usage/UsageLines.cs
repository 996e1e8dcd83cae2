using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rung.Customers;

namespace Rung.Server.Customers.Usage;

/// <summary>One event as it was sent: names are places in <see cref="UsageLines"/>.</summary>
/// <param name="Answer">Set where the line itself cannot be read.</param>
/// <param name="At">UTC ticks.</param>
/// <param name="User">Four bytes of who did it; null where nobody is named.</param>
readonly record struct UsageLine(ulong Identity, int Account, int Event, long At, int Times, uint? User, UsageAnswer? Answer);

/// <summary>
/// The events of a request, read in one pass without a text for each: <c>{"sentAt": …, "events": [{"id", "account",
/// "event", "at", "user"?, "times"?}, …]}</c>. A line that cannot be read is answered by itself; a body that is no JSON is refused whole.
/// </summary>
sealed class UsageLines
{
    /// <summary>Events in one batch at most.</summary>
    public const int Most = 20_000;

    const int LongestIdentity = 200;
    const int MostTimes = 1_000_000;

    readonly Names accounts = new(), events = new();

    public List<UsageLine> Lines { get; } = [];

    /// <summary>What the clock of the sender said when it sent.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public IReadOnlyList<string> Accounts => accounts.All;

    public IReadOnlyList<string> Events => events.All;

    public static Outcome<UsageLines> Read(ReadOnlySpan<byte> body)
    {
        var lines = new UsageLines();
        try
        {
            var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 8 });
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return new Unreadable("", """{"events": [...]}""");
            if (lines.Batch(ref json) is { } refusal) return refusal;
            return json.Read() ? new Unreadable("", "JSON") : lines;
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return new Unreadable("", "JSON");
        }
    }

    Refusal? Batch(ref Utf8JsonReader json)
    {
        var hasEvents = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("events"u8) && !hasEvents)
            {
                hasEvents = true;
                if (!json.Read() || json.TokenType != JsonTokenType.StartArray) return new Unreadable("events", "[...]");
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (Lines.Count == Most) return new TooManyEvents(Most);
                    Lines.Add(Line(ref json));
                }
            }
            else if (json.ValueTextEquals("sentAt"u8))
            {
                json.Read();
                if (Instant(ref json) is not { } sent) return new Unreadable("sentAt", "2026-11-26T09:30:00Z");
                SentAt = new(sent, TimeSpan.Zero);
            }
            else
            {
                return new UnknownField(json.GetString() ?? "");
            }
        }

        return hasEvents ? null : new Missing("events");
    }

    UsageLine Line(ref Utf8JsonReader json)
    {
        var unreadable = new UsageLine(0, 0, 0, 0, 0, null, UsageAnswer.Unreadable);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return unreadable;
        }

        var (identity, account, named, times, user, isWhole) = (0ul, -1, -1, 1, (uint?)null, true);
        var (hasIdentity, at) = (false, (long?)null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) hasIdentity = json.Read() && Identity(ref json, out identity);
            else if (json.ValueTextEquals("account"u8)) account = json.Read() ? accounts.PlaceOf(ref json) : -1;
            else if (json.ValueTextEquals("event"u8)) named = json.Read() ? events.PlaceOf(ref json) : -1;
            else if (json.ValueTextEquals("at"u8)) at = json.Read() ? Instant(ref json) : null;
            else if (json.ValueTextEquals("user"u8)) isWhole &= json.Read() && User(ref json, out user);
            else if (json.ValueTextEquals("times"u8)) isWhole &= json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out times) && times is >= 1 and <= MostTimes;
            else isWhole = json.Read() && Skipped(ref json);
            // What is no plain value would leave the reader inside of it.
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        }

        return !hasIdentity ? unreadable with { Answer = UsageAnswer.NoIdentity } : !isWhole || account < 0 || named < 0 || at is not { } ticks ? unreadable : new(identity, account, named, ticks, times, user, null);
    }

    /// <summary>A field we do not know makes its line unreadable.</summary>
    static bool Skipped(ref Utf8JsonReader json)
    {
        json.Skip();
        return false;
    }

    static bool Identity(ref Utf8JsonReader json, out ulong identity)
    {
        var hash = Hash(ref json);
        identity = hash ?? 0;
        return hash is not null;
    }

    static bool User(ref Utf8JsonReader json, out uint? user)
    {
        user = json.TokenType == JsonTokenType.Null ? null : Hash(ref json) is { } hash ? (uint)(hash >> 32) : null;
        return user is not null || json.TokenType == JsonTokenType.Null;
    }

    /// <summary>The first eight bytes of SHA-256: of ten million identities two are taken for one with a chance of three in a million. Null for what is no text, an empty or too long one.</summary>
    static ulong? Hash(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.Length is 0 or > LongestIdentity * 4) return null;

        Span<byte> text = stackalloc byte[LongestIdentity * 4], digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json.ValueIsEscaped ? text[..json.CopyString(text)] : json.ValueSpan, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <summary>An instant with its offset: a time without one is of nowhere.</summary>
    static long? Instant(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String || json.ValueSpan.Length is < 17 or > 64) return null;
        Span<byte> text = stackalloc byte[64];
        return text[..json.CopyString(text)].LastIndexOfAny("Z+-"u8) >= 10 && json.TryGetDateTimeOffset(out var at) && at.UtcDateTime.Year is >= 1900 and <= 2200 ? at.UtcTicks : null;
    }

    /// <summary>Names that come again and again, each kept once.</summary>
    sealed class Names
    {
        const int Longest = 200;
        readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> looked;

        public Names() => looked = places.GetAlternateLookup<ReadOnlySpan<char>>();

        public List<string> All { get; } = [];

        public int PlaceOf(ref Utf8JsonReader json)
        {
            if (json.TokenType != JsonTokenType.String || json.ValueSpan.Length is 0 or > 4 * Longest) return -1;
            Span<char> room = stackalloc char[4 * Longest];
            var name = room[..json.CopyString(room)];
            if (name.Length is 0 or > Longest) return -1;
            if (looked.TryGetValue(name, out var place)) return place;

            All.Add(name.ToString());
            return places[All[^1]] = All.Count - 1;
        }
    }
}

/// <summary>More events than one batch takes.</summary>
sealed record TooManyEvents(int Most) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
    public override string At => "events";
}
