using Rung.People;
using Rung.Records;

namespace Rung.Tests;

/// <summary>A few words to build the world of a test with: acts at a fixed time, records from their values.</summary>
static class World
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Id<Person> Ada = new(Guid.Parse("019cb000-0000-7000-8000-00000000ada0"));
    public static readonly Id<Person> Ben = new(Guid.Parse("019cb000-0000-7000-8000-00000000be00"));

    /// <summary>An act of Ada, learned of when it happened unless another time is given.</summary>
    public static Act Act(DateTimeOffset? at = null, DateTimeOffset? now = null, Origin origin = Origin.Entered, Id<Person>? by = null)
    {
        var happened = at ?? Noon;
        return new(by ?? Ada, happened, now ?? (happened > Noon ? happened : Noon), origin, Guid.CreateVersion7);
    }

    public static T Entered<T>(object values, Act? act = null)
        where T : Record<T> => Record<T>.Enter(Values(values), act ?? Act()).Value;

    public static Refusal? EnteringRefused<T>(object values, Act? act = null)
        where T : Record<T> => Record<T>.Enter(Values(values), act ?? Act()).Refusal;

    /// <summary>The properties of an anonymous object, as a form takes them.</summary>
    public static Dictionary<string, object?> Values(object values) =>
        values.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(values));

    public static Id<T> Some<T>() => Id<T>.New(Noon);

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    public static DateTimeOffset Hour(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}
