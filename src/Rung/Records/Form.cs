using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Rung.Records;

/// <summary>
/// What may be entered about a kind of record, read off its <see cref="EnteredAttribute"/> properties. Pages, the API,
/// imports and exports all fill in the same form, so none of them can enter what another could not.
/// </summary>
public sealed class Form
{
    static readonly ConcurrentDictionary<Type, Form> Forms = new();

    readonly Func<Record> blank;
    Func<Record>? compiled;
    readonly FrozenDictionary<string, FormField> byName;
    readonly FormField[] required;

    Form(Type type)
    {
        Type = type;
        Kind = Words.Kebab(type.Name);
        blank = () => (Record)RuntimeHelpers.GetUninitializedObject(type);
        if (type.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, []) is { } made)
            blank = () => (compiled ??= Expression.Lambda<Func<Record>>(Expression.New(made)).Compile())();

        // Most derived first, then in the order the class tells its story.
        Fields = [.. Lineage(type).SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(p => p.IsDefined(typeof(EnteredAttribute))).Select(p => new FormField(p))];
        byName = Fields.ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        required = [.. Fields.Where(f => f.Required)];
        Title = Fields.FirstOrDefault(f => f.IsTitle);
    }

    public Type Type { get; }

    /// <summary>The kind's one word, as in <see cref="Record.RecordKind"/>.</summary>
    public string Kind { get; }

    public IReadOnlyList<FormField> Fields { get; }

    public FormField? Title { get; }

    public static Form Of(Type type) => Forms.GetOrAdd(type, t => new Form(t));

    public static Form Of<T>() where T : Record => Of(typeof(T));

    public FormField? Field(string name) => byName.GetValueOrDefault(name);

    public Record Blank() => blank();

    /// <summary>
    /// Writes the values into the record after checking each; nothing is written when one is refused.
    /// With <paramref name="whole"/> the record is new: required fields must be there.
    /// </summary>
    public Refusal? Fill(Record record, IReadOnlyDictionary<string, object?> values, bool whole = false)
    {
        var accepted = new List<(FormField Field, object? Value)>(values.Count);
        foreach (var (name, given) in values)
        {
            if (Field(name) is not { } field) return new UnknownField(name);
            if (field.Refuse(given, out var value) is { } refusal) return refusal;
            if (field.Once && !whole && !Equals(field.Read(record), value)) return new CannotChange(field.Name);
            accepted.Add((field, value));
        }

        if (whole && Lacking(record, accepted) is { } missing) return new Missing(missing.Name);

        foreach (var (field, value) in accepted) field.Write(record, value);
        return null;
    }

    FormField? Lacking(Record record, List<(FormField Field, object? Value)> given)
    {
        foreach (var field in required)
            if (!given.Exists(g => g.Field == field) && field.IsBlank(record)) return field;
        return null;
    }

    static IEnumerable<Type> Lineage(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType) yield return type;
    }
}

/// <summary>The field is given once, when the record is entered.</summary>
public sealed record CannotChange(string Field) : Refusal
{
    public override string At => Field;
}

/// <summary>One line of a form.</summary>
public sealed class FormField
{
    static readonly NullabilityInfoContext Nullability = new();

    readonly EnteredAttribute entered;
    object? zero;
    readonly Func<Record, object?> read;
    readonly Action<Record, object?> write;

    internal FormField(PropertyInfo property)
    {
        Property = property;
        entered = property.GetCustomAttribute<EnteredAttribute>()!;
        Name = Words.Camel(property.Name);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Referred = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Id<>) ? Type.GetGenericArguments()[0] : null;
        (IsTitle, IsKept, IsPrivate) = (property.IsDefined(typeof(TitleAttribute)), property.IsDefined(typeof(KeptAttribute)), property.IsDefined(typeof(PrivateAttribute)));
        bool optional;
        lock (Nullability) optional = Nullability.Create(property).WriteState == NullabilityState.Nullable;
        Required = !optional && (!property.PropertyType.IsValueType || IsReference || Type == typeof(Money) || Type == typeof(DateOnly) || Type == typeof(DateTimeOffset));
        Optional = optional;
        (read, write) = (Reader(property), Writer(property));
    }

    public PropertyInfo Property { get; }
    public string Name { get; }

    /// <summary>The type without its nullable wrapper.</summary>
    public Type Type { get; }

    /// <summary>Must be given for a new record. Numbers, flags and choices start with their zero instead.</summary>
    public bool Required { get; }

    /// <summary>May be empty.</summary>
    public bool Optional { get; }

    public bool Once => entered.Once;
    public bool Lines => entered.Lines;
    public bool Json => entered.Json;
    public int Max => entered.Max;
    public double Least => entered.Least;
    public double Most => entered.Most;
    public bool IsTitle { get; }
    public bool IsKept { get; }
    public bool IsPrivate { get; }

    /// <summary>Names another record.</summary>
    public bool IsReference => Referred is not null;

    /// <summary>The kind of record it names.</summary>
    public Type? Referred { get; }

    public object? Read(Record record) => read(record);

    internal bool IsBlank(Record record) => read(record) switch
    {
        null or "" => true,
        ValueType value => value.Equals(zero ??= RuntimeHelpers.GetUninitializedObject(Type)),
        _ => false,
    };

    /// <summary>Why a value cannot stand here, or null.</summary>
    public Refusal? Refuses(object? given) => Refuse(given, out _);

    internal void Write(Record record, object? value) => write(record, value);

    /// <summary>Why a value cannot stand here, or null with the value as it will stand.</summary>
    internal Refusal? Refuse(object? given, out object? value)
    {
        value = given switch { string text => Plausible.Tidy(text, Lines), DateTimeOffset at => Instants.Kept(at), _ => given };
        if (value is null or "")
        {
            value = null;
            return Optional ? null : new Missing(Name);
        }

        if (!Type.IsInstanceOfType(value)) throw new ArgumentException($"{Name} takes {Type.Name}, not {value.GetType().Name}.");
        return value switch
        {
            string s => Plausible.Refuse(Name, s, Max, Lines) ?? (Json && !IsJsonObject(s) ? new Unreadable(Name, "JSON object") : null),
            int n => RefuseNumber(n),
            long n => RefuseNumber(n),
            double n when double.IsFinite(n) => RefuseNumber(n),
            _ => Plausible.Refuse(Name, value),
        };
    }

    Refusal? RefuseNumber(double number) => number < Least || number > Most
        ? new OutOfRange(Name, Shown(Least), Shown(Most))
        : null;

    static string Shown(double limit) => double.IsInfinity(limit) ? "∞" : limit.ToString("R", CultureInfo.InvariantCulture);

    static bool IsJsonObject(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Both are compiled on first use: a start that maps every form reads and writes few of their fields.
    static Func<Record, object?> Reader(PropertyInfo property)
    {
        Func<Record, object?>? compiled = null;
        return record => (compiled ??= Compiled())(record);

        Func<Record, object?> Compiled()
        {
            var record = Expression.Parameter(typeof(Record));
            var get = Expression.Property(Expression.Convert(record, property.DeclaringType!), property);
            return Expression.Lambda<Func<Record, object?>>(Expression.Convert(get, typeof(object)), record).Compile();
        }
    }

    static Action<Record, object?> Writer(PropertyInfo property)
    {
        Action<Record, object?>? compiled = null;
        return (record, value) => (compiled ??= Compiled())(record, value);

        Action<Record, object?> Compiled()
        {
            var (record, value) = (Expression.Parameter(typeof(Record)), Expression.Parameter(typeof(object)));
            var declared = property.DeclaringType!.GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
            var set = Expression.Assign(
                Expression.Property(Expression.Convert(record, property.DeclaringType!), declared),
                Expression.Convert(value, property.PropertyType));
            return Expression.Lambda<Action<Record, object?>>(set, record, value).Compile();
        }
    }
}
