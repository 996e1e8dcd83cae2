using System.Net.Http.Json;
using System.Reflection;
using Rung.Accounts;
using Rung.Company;
using Rung.Customers;
using Rung.Leads;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;
using Rung.Records;
using Rung.Server.Desk;
using Record = Rung.Records.Record;

namespace Rung.Server.Tests.Ladder;

/// <summary>Enters, changes, removes and restores records of given kinds, and does with them whatever their kind can do, from a seed; what is refused has not happened.</summary>
sealed class AnyRecords(House house, int seed)
{
    readonly Random chance = new(seed);
    readonly Dictionary<Type, List<Record>> made = [];
    readonly Dictionary<string, int> came = [];
    int events;

    /// <summary>How often something was accepted, by kind and deed.</summary>
    public IReadOnlyDictionary<string, int> Came => came;

    /// <summary>Of these the one that least was done with.</summary>
    public Type Rarest(IReadOnlyList<Type> kinds) => kinds.MinBy(k => came.Where(c => c.Key.StartsWith(k.Name + " ", StringComparison.Ordinal)).Sum(c => c.Value))!;

    /// <summary>What others name: a few accounts and people.</summary>
    public async Task Begin()
    {
        foreach (var (type, n) in ((Type, int)[])[(typeof(Account), 5), (typeof(Person), 3), (typeof(Contact), 3), (typeof(Product), 2), (typeof(Subscription), 5), (typeof(HealthRule), 1), (typeof(AcceptableUse), 1)])
            for (var i = 0; i < n; i++) await Enter(type);
        var client = house.ClientOf(house.Founder);
        await client.Enter("usage-events", new { name = "shipped" });
    }

    public async Task Happen(Type kind)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 9 * 60)));
        if (made.GetValueOrDefault(kind) is not { Count: > 0 } all || chance.Next(3) == 0)
        {
            await Enter(kind);
            return;
        }

        var id = Any(all);
        switch (chance.Next(5))
        {
            case 0: await Change(kind, "amend", id, (record, act) => record.Amend(Values(kind, false).Where(_ => chance.Next(3) == 0).ToDictionary(), act)); break;
            case 1: await Change(kind, "remove", id, (record, act) => record.RemovedAt is null ? record.Remove(act) : record.Restore(act)); break;
            default: await Deed(kind, id); break;
        }
    }

    /// <summary>Use comes in by events of programs.</summary>
    public async Task Used()
    {
        var at = house.Clock.GetUtcNow().AddHours(-chance.Next(0, 20 * 24));
        var sent = Enumerable.Range(0, 4).Select(_ => new { id = "e" + events++, account = Any(made[typeof(Account)]).Key.ToString(), @event = "shipped", at = at.ToString("O"), user = "u" + chance.Next(3) });
        using var answer = await house.ClientOf(house.Founder).PostAsJsonAsync("/api/v1/usage", new { events = sent });
        if (answer.IsSuccessStatusCode) Count("usage", "sent");
    }

    Task Enter(Type kind) => Decide(kind, "enter", docket => Entering.Enter(docket, kind, Values(kind, true)), record =>
    {
        if (!made.TryGetValue(kind, out var all)) made[kind] = all = [];
        all.Add(record);
    });

    async Task Deed(Type kind, Record of)
    {
        var deeds = kind.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(Outcome<Fact>) && m.Name is not ("Amend" or "Enter") && m.GetParameters().All(p => p.ParameterType.IsValueType || p.ParameterType == typeof(string) || p.ParameterType == typeof(Act))).ToList();
        if (deeds.Count == 0) return;
        var deed = Any(deeds);
        await Change(kind, deed.Name, of, (record, act) => (Outcome<Fact>)deed.Invoke(record, [.. deed.GetParameters().Select(p => p.ParameterType == typeof(Act) ? act : Value(p.ParameterType, null))])!);
    }

    Task Change(Type kind, string deed, Record of, Func<Record, Act, Outcome<Fact>> change) => Decide(kind, deed, async docket =>
    {
        var record = await docket.Need(kind, of.Key);
        docket.Do(record, change(record, docket.Act));
        return record;
    });

    async Task Decide(Type kind, string deed, Func<Docket, Task<Record>> decision, Action<Record>? done = null)
    {
        Record? main = null;
        var answer = await house.Desk.Decide(new Call(house.Founder, "test"), async docket => main = await decision(docket));
        if (!answer.Accepted(out _, out _)) return;
        Count(kind.Name, deed);
        done?.Invoke(main!);
    }

    void Count(string kind, string deed) => came[$"{kind} {deed}"] = came.GetValueOrDefault($"{kind} {deed}") + 1;

    Dictionary<string, object?> Values(Type kind, bool whole) => Form.Of(kind).Fields
        .Where(f => whole ? f.Required || chance.Next(3) > 0 : !f.Once).Where(f => f.Type != typeof(string) || f.Required || f.Name == "approvedAt")
        .Select(f => (f.Name, Value: Word(kind, f) ?? Value(f.Type, f))).Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value);

    /// <summary>Names that must be known.</summary>
    static string? Word(Type kind, FormField field) => field.Name switch { "criterion" => "X0.1", "name" when kind == typeof(Rung.Ladder.Yardstick) => "x0.1.customers", _ => null };

    object? Value(Type type, FormField? field)
    {
        var of = Nullable.GetUnderlyingType(type) ?? type;
        if (of.IsGenericType && of.GetGenericTypeDefinition() == typeof(Id<>)) return made.GetValueOrDefault(of.GetGenericArguments()[0]) is { Count: > 0 } all ? Activator.CreateInstance(of, Any(all).Key) : null;
        if (of.IsEnum) return Any(Enum.GetValues(of).Cast<object>().ToList());
        if (of == typeof(DateOnly)) return DateOnly.FromDateTime(house.Clock.GetUtcNow().Date).AddDays(chance.Next(-90, 40));
        if (of == typeof(DateTimeOffset)) return house.Clock.GetUtcNow().AddMinutes(-chance.Next(0, 90 * 24 * 60));
        if (of == typeof(Money)) return new Money(chance.Next(1, 90_000), new("USD"));
        if (of == typeof(bool)) return chance.Next(2) == 0;
        if (of == typeof(int) || of == typeof(long) || of == typeof(double)) return Convert.ChangeType(chance.Next(0, field?.Name is "degree" or "fte" ? 2 : 11), of, System.Globalization.CultureInfo.InvariantCulture);
        return of == typeof(string) ? "word " + chance.Next(1_000_000) : of.IsValueType ? Activator.CreateInstance(of) : null;
    }

    T Any<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
}
