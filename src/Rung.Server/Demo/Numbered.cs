using Rung.Server.Desk;

namespace Rung.Server.Demo;

/// <summary>Which record stands for each number of the stream, and at which account it lies.</summary>
sealed class Numbered<T>(Narration story)
{
    readonly List<(Guid Id, int Account)> told = [];

    /// <summary>The record of a number that was not told of before.</summary>
    public Id<T> New(int number, DateTimeOffset at, int account = 0)
    {
        while (told.Count <= number) told.Add(default);
        told[number] = (story.NewId(at), account);
        return new(told[number].Id);
    }

    /// <summary>A record that was there before the story.</summary>
    public void Is(int number, Id<T> id)
    {
        while (told.Count <= number) told.Add(default);
        told[number] = (id.Value, 0);
    }

    /// <summary>Null where nobody ever wrote it down.</summary>
    public Id<T>? this[int? number] => number is { } n && n >= 0 && n < told.Count && told[n].Id != default ? new(told[n].Id) : null;

    public int Account(int number) => number >= 0 && number < told.Count ? told[number].Account : 0;
}
