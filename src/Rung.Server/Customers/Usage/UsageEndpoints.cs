using System.Buffers;
using System.Text.Json;
using Rung.Customers;
using Rung.Server.Api;
using Rung.Server.SignIn;

namespace Rung.Server.Customers.Usage;

/// <summary>Usage as programs send it.</summary>
static class UsageEndpoints
{
    const int Largest = 8 * 1024 * 1024;

    static readonly Dictionary<UsageAnswer, JsonEncodedText> Words = Enum.GetValues<UsageAnswer>().ToDictionary(a => a, a => JsonEncodedText.Encode(Rung.Words.Camel(a.ToString())));

    public static IServiceCollection AddUsage(this IServiceCollection services) => services.AddSingleton<UseReader>().AddSingleton<UsageIntake>().AddSingleton<UsageReading>().AddSingleton<CustomersOn>();

    public static void MapUsage(this IEndpointRouteBuilder app)
    {
        UsageReading.Map(app);
        app.MapPost("/api/v1/usage", Send).Needs(UsageIntake.Permission).WithTags("usage").Accepts<UsageSent>("application/json").Produces<UsageAnswered>().Harmless("Every event has an identity of its own: what came before is answered `duplicate` and counted once.")
            .WithSummary("Send usage: what customers did, event by event")
            .WithDescription("At most 20,000 events. Each has an `id` of the sender's; an event sent again is answered `duplicate` and counted once. Events may come late (30 days), in any order, and are answered one by one in `answers`. The whole batch is written or nothing of it.");
    }

    static async Task<IResult> Send(HttpContext http, UsageIntake intake, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType()) return Reply.Problem(new NotJson(), http);
        if (http.Request.ContentLength > Largest) return Reply.Problem(new BodyTooLarge(Largest), http);
        if (!(await Read(http.Request, cancel)).Accepted(out var lines, out var refusal)) return Reply.Problem(refusal, http);
        return (await intake.Take(http.Actor(), lines, cancel)).Accepted(out var told, out refusal) ? Results.Stream(stream => Write(stream, told, cancel), "application/json") : Reply.Problem(refusal, http);
    }

    /// <summary>The body goes into a borrowed array: a megabyte a batch would be collected late.</summary>
    static async Task<Outcome<UsageLines>> Read(HttpRequest request, CancellationToken cancel)
    {
        var room = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? 65_536) + 1);
        try
        {
            var length = 0;
            for (int read; (read = await request.Body.ReadAsync(room.AsMemory(length), cancel)) > 0;)
            {
                if ((length += read) > Largest) return new BodyTooLarge(Largest);
                if (length < room.Length) continue;

                var larger = ArrayPool<byte>.Shared.Rent(room.Length * 2);
                room.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(room);
                room = larger;
            }

            return UsageLines.Read(room.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    static async Task Write(Stream stream, UsageTold told, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        if (told.Batch is { } batch) json.WriteString("batch"u8, batch.Key);
        else json.WriteNull("batch"u8);
        json.WriteNumber("clockAheadSeconds"u8, told.ClockAheadSeconds);
        json.WriteStartObject("counts"u8);
        foreach (var (answer, n) in told.Counts.OrderBy(c => c.Key)) json.WriteNumber(Words[answer], n);
        json.WriteEndObject();
        json.WriteStartArray("answers"u8);
        foreach (var answer in told.Answers) json.WriteStringValue(Words[answer]);
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    /// <summary>A batch, as the description of the API tells it.</summary>
    /// <param name="SentAt">What the sender's clock says: where it runs ahead of ours, the events are set back by as much.</param>
    sealed record UsageSent(IReadOnlyList<EventSent> Events, DateTimeOffset? SentAt);

    /// <param name="Id">The sender's own identity of the event, up to 200 characters.</param>
    /// <param name="Account">The account's identity here, or its external id.</param>
    /// <param name="Event">The name of a declared usage event.</param>
    /// <param name="At">When it happened, with an offset.</param>
    /// <param name="User">Who did it, in whatever word the sender has; only how many there were is kept.</param>
    /// <param name="Times">How often, where several are sent as one.</param>
    sealed record EventSent(string Id, string Account, string Event, DateTimeOffset At, string? User, int? Times);

    sealed record UsageAnswered(Guid? Batch, double ClockAheadSeconds, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<UsageAnswer> Answers);
}
