using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>One column: how its value is taken from the object and how the driver wants it.</summary>
/// <param name="Name">The column.</param>
/// <param name="Get">The value as the driver stores it.</param>
/// <param name="Stored">The type the driver stores.</param>
/// <param name="Nullable">May be empty.</param>
/// <param name="Instant">Holds an instant, whatever it is stored as.</param>
/// <param name="Back">From what is stored to what the business has.</param>
public sealed record Column(string Name, Func<object, object?> Get, Type Stored, bool Nullable, bool Instant, Func<object, object> Back)
{
    public string Quoted { get; } = $"\"{Name}\"";
}

/// <summary>One property as the business sees it: one column, or two for money.</summary>
public sealed record Slot(string Name, PropertyInfo Property, Func<object, object?> Read, Action<object, object?> Write, Column[] Columns, bool IsKept, bool IsPrivate)
{
    /// <summary>The journal tells its before and after; of the others every line tells already.</summary>
    public bool IsTold { get; } = Name is not ("id" or "version" or "recordedAt" or "createdAt" or "origin");

    /// <summary>Its name as JSON writes it.</summary>
    internal JsonEncodedText Label { get; } = JsonEncodedText.Encode(Name, Api.Json.Options.Encoder);

    /// <summary>How JSON writes its values.</summary>
    internal JsonTypeInfo Json => field ??= Api.Json.Options.GetTypeInfo(Property.PropertyType);
}

/// <summary>How one kind lies in the database, by the <see cref="Conventions"/> of which the model is made too; it is told in full when first asked.</summary>
public sealed class Table
{
    readonly Lazy<Layout> layout;
    readonly bool sqlite;

    public Table(Type type, bool sqlite)
    {
        (Type, this.sqlite, Name, Kind) = (type, sqlite, Conventions.TableName(type), Words.Kebab(type.Name));
        layout = new(Told);
    }

    sealed record Layout(IReadOnlyList<Slot> Slots, IReadOnlyList<Column> Columns, ImmutableArray<int> Kept, FrozenDictionary<string, Slot> BySlot, ImmutableArray<string> Key, IReadOnlyList<(string Property, Type To)> References);

    public Type Type { get; }
    public string Name { get; }

    /// <summary>The name as SQL takes it, whatever words SQL keeps for itself.</summary>
    public string Quoted => $"\"{Name}\"";

    /// <summary>The key first, then single columns by name, then money.</summary>
    public IReadOnlyList<Slot> Slots => layout.Value.Slots;
    public IReadOnlyList<Column> Columns => layout.Value.Columns;

    /// <summary>Places of the slots whose every value is kept.</summary>
    public ImmutableArray<int> Kept => layout.Value.Kept;
    public FrozenDictionary<string, Slot> BySlot => layout.Value.BySlot;

    /// <summary>Columns of the primary key, quoted; of history its record comes first.</summary>
    public ImmutableArray<string> Key => layout.Value.Key;

    /// <summary>Properties that name another record, with the kind they name: what a merge has to move.</summary>
    public IReadOnlyList<(string Property, Type To)> References => layout.Value.References;

    /// <summary>The kind's one word.</summary>
    public string Kind { get; }

    /// <summary>Runs the house and is not about the business.</summary>
    public bool IsUpkeep => Type.IsDefined(typeof(UpkeepAttribute), false);

    /// <summary>Every column as lists read them: identity and version first.</summary>
    public IReadOnlyList<Column> Whole => field ??= [.. BySlot["id"].Columns.Concat(BySlot["version"].Columns).Concat(Columns).Distinct()];

    /// <summary>Where each field begins in <see cref="Whole"/>.</summary>
    public FrozenDictionary<string, int> WholePlaces => field ??= Slots.ToFrozenDictionary(s => s.Name, s => Whole.TakeWhile(c => c != s.Columns[0]).Count(), StringComparer.Ordinal);

    /// <summary>Rows that one insert takes at most.</summary>
    public const int RowsTogether = 8;

    readonly string?[] inserts = new string?[RowsTogether + 1];

    /// <summary>An insert of some rows as PostgreSQL numbers its places.</summary>
    public string NumberedInsertSql(int rows) => inserts[rows] ??= $"INSERT INTO {Quoted} ({ColumnList}) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(row =>
        $"({string.Join(", ", Columns.Select((_, i) => "$" + (row * Columns.Count + i + 1)))})"))}";

    /// <summary>The row of one record, every column in order.</summary>
    public string ByIdSql => field ??= $"SELECT {ColumnList} FROM {Quoted} WHERE \"id\" = @0";

    /// <summary>The row of one record, in the order of <see cref="Whole"/>.</summary>
    public string WholeByIdSql => field ??= $"SELECT {string.Join(", ", Whole.Select(c => c.Quoted))} FROM {Quoted} WHERE \"id\" = @0";

    /// <summary>Column names as an insert lists them.</summary>
    public string ColumnList => field ??= string.Join(", ", Columns.Select(c => c.Quoted));

    /// <summary>The record of a row whose columns come in the order of <see cref="ColumnList"/>.</summary>
    internal Record Materialise(Reading row)
    {
        var record = Form.Of(Type).Blank();
        Fill(record, Read(row));
        return record;
    }

    /// <summary>A new object with the values of its slots, in their order.</summary>
    internal object Made(IReadOnlyList<object?> values)
    {
        var made = Activator.CreateInstance(Type, nonPublic: true)!;
        Fill(made, values);
        return made;
    }

    /// <summary>The value of each slot of a row whose columns come in the order of <see cref="ColumnList"/>.</summary>
    internal object?[] Read(Reading row)
    {
        var (values, place) = (new object?[Slots.Count], 0);
        for (var i = 0; i < values.Length; i++)
        {
            var columns = Slots[i].Columns;
            if (columns.Length == 1) values[i] = row.Stored(place, columns[0]) is { } stored ? columns[0].Back(stored) : null;
            else if (row.Stored(place, columns[0]) is { } a && row.Stored(place + 1, columns[1]) is { } b)
                values[i] = a is string code ? new Money((long)b, new(code)) : new Money((long)a, new((string)b));
            place += columns.Length;
        }

        return values;
    }

    void Fill(object made, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
            if (values[i] is not null || Slots[i].Columns[0].Nullable) Slots[i].Write(made, values[i]);
    }

    Layout Told()
    {
        string[] key = [.. Conventions.KeyOf(Type)];
        var mapped = Conventions.Mapped(Type).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        List<Slot> slots =
        [
            .. mapped.Where(p => Conventions.Plain(p.PropertyType) != typeof(Money) && p.GetCustomAttribute<DatabaseGeneratedAttribute>() is null).OrderBy(p => key.Contains(p.Name) ? Array.IndexOf(key, p.Name) : key.Length).Select(Single),
            .. mapped.Where(p => Conventions.Plain(p.PropertyType) == typeof(Money)).Select(Sum),
        ];
        return new(slots, [.. slots.SelectMany(s => s.Columns)], [.. Enumerable.Range(0, slots.Count).Where(i => slots[i].IsKept)], slots.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal),
            [.. key.Select(k => $"\"{Words.Snake(k)}\"")], [.. mapped.Select(p => (p.Name, To: Conventions.Named(p)!)).Where(r => r.To is not null)]);
    }

    Slot Single(PropertyInfo property)
    {
        var read = Reader(property);
        return SlotOf(Type, property, read, [ColumnOf(Words.Snake(property.Name), property, read, CanBeEmpty(property))]);
    }

    Slot Sum(PropertyInfo property)
    {
        var outer = Reader(property);
        return SlotOf(Type, property, outer, [.. ((string[])[nameof(Money.Currency), nameof(Money.Minor)]).Select(name =>
        {
            var inner = typeof(Money).GetProperty(name)!;
            var part = Reader(inner);
            return ColumnOf($"{Words.Snake(property.Name)}_{Words.Snake(name)}", inner, o => outer(o) is { } whole ? part(whole) : null, CanBeEmpty(property));
        })]);
    }

    static readonly NullabilityInfoContext Nullability = new();

    static bool CanBeEmpty(PropertyInfo property)
    {
        if (property.PropertyType.IsValueType) return System.Nullable.GetUnderlyingType(property.PropertyType) is not null;
        lock (Nullability) return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }

    static Slot SlotOf(Type kind, PropertyInfo property, Func<object, object?> read, Column[] columns)
    {
        // Asked of the class that declares it, a property knows its private setter.
        var p = property.DeclaringType!.GetProperty(property.Name)!;
        var isPrivate = p.IsDefined(typeof(PrivateAttribute)) || (p.Name is nameof(Record.ExternalId) or nameof(Record.Custom) && kind.IsDefined(typeof(PrivateAttribute), false));
        return new(Words.Camel(p.Name), p, read, Writer(p), columns, p.IsDefined(typeof(KeptAttribute)), isPrivate);
    }

    Column ColumnOf(string name, PropertyInfo property, Func<object, object?> read, bool nullable)
    {
        var plain = Conventions.Plain(property.PropertyType);
        var turn = Conventions.ConverterOf(plain, sqlite) is { } converter ? Turns.GetOrAdd(converter, Turning) : null;
        // The drivers take identities as they are, and SQLite's takes instants too: converting them back and forth costs as much as writing them.
        var get = Conventions.IsId(plain) ? Identity(property)
            : turn is null || plain == typeof(Guid) || (plain == typeof(DateTimeOffset) && turn.Stored == typeof(long)) ? read
            : o => read(o) is { } value ? turn.There(value) : null;
        return new(name, get, turn?.Stored ?? plain, nullable, plain == typeof(DateTimeOffset), turn?.Back ?? (static value => value));
    }

    static readonly ConcurrentDictionary<Type, Turn> Turns = new();

    /// <summary>From what the business has to what is stored and back.</summary>
    sealed record Turn(Type Stored, Func<object, object?> There, Func<object, object> Back);

    /// <summary>A converter is made, and compiles what it does, when the first value is to be turned.</summary>
    static Turn Turning(Type converter)
    {
        Lazy<ValueConverter> made = new(() => (ValueConverter)Activator.CreateInstance(converter)!);
        return new(converter.BaseType!.GetGenericArguments()[1], value => made.Value.ConvertToProvider(value), value => made.Value.ConvertFromProvider(value)!);
    }

    // Compiled when first needed: most columns are not, between one start and the next.
    static Action<object, object?> Writer(PropertyInfo property)
    {
        if (property.SetMethod is null) return (_, _) => throw new InvalidOperationException($"{property.Name} cannot be written.");
        Action<object, object?>? write = null;
        return (made, given) => (write ??= Compiled())(made, given);

        Action<object, object?> Compiled()
        {
            var (o, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
            var set = Expression.Assign(Expression.Property(Expression.Convert(o, property.DeclaringType!), property), Expression.Convert(value, property.PropertyType));
            return Expression.Lambda<Action<object, object?>>(set, o, value).Compile();
        }
    }

    static Func<object, object?> Reader(PropertyInfo property) => Lazily(property, get => get);

    /// <summary>The GUID of an identity, or null where none is named.</summary>
    static Func<object, object?> Identity(PropertyInfo property) => Lazily(property, get => get.Type.GetProperty(nameof(System.Nullable<int>.HasValue)) is { } has
        ? Expression.Condition(Expression.Property(get, has), Expression.Convert(Expression.Property(Expression.Property(get, "Value"), "Value"), typeof(object)), Expression.Constant(null))
        : Expression.Property(get, "Value"));

    static Func<object, object?> Lazily(PropertyInfo property, Func<Expression, Expression> of)
    {
        Func<object, object?>? read = null;
        return o => (read ??= Compiled())(o);

        Func<object, object?> Compiled()
        {
            var o = Expression.Parameter(typeof(object));
            var get = of(Expression.Property(Expression.Convert(o, property.DeclaringType!), property));
            return Expression.Lambda<Func<object, object?>>(Expression.Convert(get, typeof(object)), o).Compile();
        }
    }
}
