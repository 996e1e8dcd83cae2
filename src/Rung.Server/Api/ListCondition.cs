using System.Globalization;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.Api;

/// <summary>Reads one comparison of a list query: a field, how it is compared, with what.</summary>
static class ListCondition
{
    const string Further = "custom.";

    public static Refusal? Read(string field, string op, string[] texts, Table table, Standpoint from, List<Condition> conditions)
    {
        var isFurther = field.StartsWith(Further, StringComparison.Ordinal) && field.Length > Further.Length;
        if (!table.BySlot.TryGetValue(field, out var slot) && !isFurther) return new UnknownField(field);
        if (!Enum.TryParse<Op>(op, true, out var operation) || !Enum.IsDefined(operation)) return new Unreadable(field + "." + op, string.Join(", ", Enum.GetNames<Op>().Select(Words.Camel)));
        if (SignIn.Pay.Refuse(table, field) is { } hidden) return hidden;
        if (isFurther) return ReadFurther(field[Further.Length..], operation, texts, conditions);
        if (operation is Op.Empty or Op.Filled)
        {
            conditions.Add(new Condition.Compare(field, operation));
            return null;
        }

        var type = Conventions.Plain(slot!.Property.PropertyType);
        if (operation is Op.Has or Op.Starts && type != typeof(string)) return new Unreadable(field + "." + op, "text");
        if ((type == typeof(DateOnly) || type == typeof(DateTimeOffset)) && operation != Op.In && texts is [var text] && from.Days(text) is { } days)
        {
            conditions.Add(Within(field, operation, type == typeof(DateOnly) ? days.From : from.Begin(days.From), type == typeof(DateOnly) ? days.Until : from.Begin(days.Until)));
            return null;
        }

        var values = new object?[texts.Length];
        for (var i = 0; i < texts.Length; i++)
            if ((values[i] = type == typeof(Id<Person>) && texts[i] == "me" ? from.Me : ListValues.Read(type, texts[i])) is null) return new Unreadable(field, type.Name);
        conditions.Add(new Condition.Compare(field, operation, values));
        return null;
    }

    static Refusal? ReadFurther(string key, Op op, string[] texts, List<Condition> conditions)
    {
        var bySize = op is Op.Lt or Op.Lte or Op.Gt or Op.Gte && texts is [var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        conditions.Add(new Condition.Further(key, bySize, op, [.. texts.Select(t => bySize ? (object)double.Parse(t, CultureInfo.InvariantCulture) : t)]));
        return null;
    }

    /// <summary>A period is compared by its edges: until it is until its end, after it is from its end on.</summary>
    static Condition Within(string field, Op op, object first, object after) => op switch
    {
        Op.Lt => new Condition.Compare(field, Op.Lt, first),
        Op.Lte => new Condition.Compare(field, Op.Lt, after),
        Op.Gt => new Condition.Compare(field, Op.Gte, after),
        Op.Gte => new Condition.Compare(field, Op.Gte, first),
        Op.Ne => new Condition.Not(In(field, first, after)),
        _ => In(field, first, after),
    };

    static Condition In(string field, object first, object after) =>
        Condition.All(new Condition.Compare(field, Op.Gte, first), new Condition.Compare(field, Op.Lt, after));
}
