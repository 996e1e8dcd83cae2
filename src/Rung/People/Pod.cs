using System.Globalization;
using Rung.Records;

namespace Rung.People;

/// <summary>A unit that finds, sells, closes and keeps customers, and is meant to be repeated (R11).</summary>
public sealed class Pod : Record<Pod>
{
    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>Whom a full pod has: <c>sdr:1, ae:2, csm:1</c>.</summary>
    [Entered] public string Template { get; private set; } = "sdr:1, ae:2, csm:1";

    [Entered, Kept] public DateOnly StartsOn { get; private set; }

    /// <summary>The first day it no longer works as a pod.</summary>
    [Entered, Kept] public DateOnly? EndsOn { get; private set; }

    [Entered, Kept] public Id<Person>? ManagerId { get; private set; }

    /// <summary>One who books, two who sell, one who keeps; and one who sells with one who books (T8).</summary>
    public static readonly IReadOnlyList<string> Templates = ["sdr:1, ae:2, csm:1", "ae:1, sdr:1"];

    /// <summary>Heads by role, as the template has them.</summary>
    public IReadOnlyDictionary<Role, int> Seats => Read(Template) ?? new Dictionary<Role, int>();

    /// <summary>Somebody else is accountable for it.</summary>
    [Consequence]
    public Outcome<Fact> HandOver(Id<Person> to, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ManagerId == to) return new NothingToChange();

        ManagerId = to;
        return new PodHandedOver(to);
    }

    public override Refusal? Check()
    {
        if (Read(Template) is null) return new Unreadable("template", "sdr:1, ae:2, csm:1");
        return EndsOn < StartsOn ? new EndsBeforeStart("endsOn", "startsOn") : null;
    }

    static Dictionary<Role, int>? Read(string template)
    {
        var seats = new Dictionary<Role, int>();
        foreach (var part in template.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':', StringSplitOptions.TrimEntries) is not [var name, var count]) return null;
            if (!Enum.GetNames<Role>().Contains(name, StringComparer.OrdinalIgnoreCase)) return null;
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var heads) || heads is < 1 or > 100) return null;
            if (!seats.TryAdd(Enum.Parse<Role>(name, true), heads)) return null;
        }

        return seats.Count > 0 ? seats : null;
    }
}

public sealed record PodHandedOver(Id<Person> To) : Fact;

/// <summary>Somebody else took it over on a later day; hand over from that day on.</summary>
public sealed record PodLedSince(DateOnly Day) : Refusal
{
    public override string At => "on";
}
