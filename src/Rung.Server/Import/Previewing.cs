using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Import.Reading;
using Rung.Server.Work;

namespace Rung.Server.Import;

/// <summary>One row as it will be understood: each value by its field, or why not.</summary>
sealed record PreviewedRow(long Line, IReadOnlyList<PreviewedValue> Values);

sealed record PreviewedValue(string Field, string? Told, object? Value, Refusal? Refusal);

/// <summary>Shows what a map makes of the first rows, without deciding anything.</summary>
sealed class Previewing(Shelf shelf, Store store)
{
    const int Most = 10;

    public async Task<Outcome<List<PreviewedRow>>> Show(ImportOrder order, Actor actor, CancellationToken cancel)
    {
        if (!ImportMap.Read(order.Map).Accepted(out var map, out var unread)) return unread;
        var file = map.Files[0];
        if (order.Files.FirstOrDefault(f => f.Name == file.File) is not { } ordered || await shelf.Take(ordered.Id, cancel) is not { } local) return new FileGone(file.File);

        await using var held = local;
        if (!(await SourceFile.Open(() => File.OpenRead(local.Path), file.File, file.Read?.Options ?? new(), cancel)).Accepted(out var source, out var refusal)) return refusal;
        if (!FilePlan.For(file, store.Schema, source.Columns, []).Accepted(out var plan, out refusal)) return refusal;

        var zone = TimeZoneInfo.FindSystemTimeZoneById((await store.Known.Profiles())[^1].Zone);
        var run = new ImportRun(map, true, zone, new(actor, "import.run"), store);
        var shown = new List<PreviewedRow>();
        await using var reader = source.Read();
        while (shown.Count < Most && await reader.Next(cancel)) shown.Add(new(reader.Current.Line, await Values(run, plan, new(reader.Current.Cells, null))));
        return shown;
    }

    static async Task<List<PreviewedValue>> Values(ImportRun run, FilePlan plan, SourceRow row)
    {
        var values = new List<PreviewedValue>();
        foreach (var (field, map, text, currency) in plan.Fields)
        {
            if (text.Of(row) is not { } told) values.Add(new(field.Name, null, null, null));
            else if (field.IsReference) values.Add(new(field.Name, told, await run.Identities.Refer(field.Referred!, told) is null ? map.Make ? "+ " + told : null : told, null));
            else values.Add(await run.Value(field, map, told, currency?.Of(row)) is var (value, refusal) ? new(field.Name, told, value, refusal) : null!);
        }

        var story = plan.Map.Story;
        if ((story?.Began ?? plan.Map.Began) is { } began) values.Add(new("createdAt", plan.Of(began).Of(row), plan.Of(began).Of(row) is { } text ? run.AtOf(text, began) : null, null));
        if (story?.Stage is { } stage) values.Add(new("stageId", plan.Of(stage).Of(row), plan.Of(stage).Of(row), null));
        if (story?.Closed is { } closed) values.Add(new("closedOn", plan.Of(closed).Of(row), plan.Of(closed).Of(row) is { } day ? run.DayOf(day, closed) : null, null));
        if (story?.Value is { } agreed) values.Add(new("value", plan.Of(agreed).Of(row), plan.Of(agreed).Of(row) is { } money ? run.MoneyOf(money, agreed) : null, null));
        return values;
    }
}
