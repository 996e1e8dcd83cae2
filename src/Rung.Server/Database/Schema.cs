using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore;
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

/// <summary>How one kind lies in the database, read once off the model.</summary>
public sealed class Table
{
    public Table(IEntityType entity)
    {
        Type = entity.ClrType;
        Name = entity.GetTableName()!;
        Slots = [.. entity.GetProperties().Where(p => p.PropertyInfo is not null && p.ValueGenerated == ValueGenerated.Never).Select(Single)
            .Concat(entity.GetComplexProperties().Select(Complex))];
        Columns = [.. Slots.SelectMany(s => s.Columns)];
        Kept = [.. Enumerable.Range(0, Slots.Count).Where(i => Slots[i].IsKept)];
        BySlot = Slots.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        Key = [.. entity.FindPrimaryKey()!.Properties.Select(p => $"\"{p.GetColumnName()}\"")];
        References = [.. entity.GetForeignKeys().Select(f => (f.Properties[0].PropertyInfo!.Name, f.PrincipalEntityType.ClrType))];
    }

    public Type Type { get; }
    public string Name { get; }

    /// <summary>The name as SQL takes it, whatever words SQL keeps for itself.</summary>
    public string Quoted => $"\"{Name}\"";
    public IReadOnlyList<Slot> Slots { get; }
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Places of the slots whose every value is kept.</summary>
    public ImmutableArray<int> Kept { get; }
    public FrozenDictionary<string, Slot> BySlot { get; }

    /// <summary>Columns of the primary key, quoted; of history its record comes first.</summary>
    public ImmutableArray<string> Key { get; }

    /// <summary>Properties that name another record, with the kind they name: what a merge has to move.</summary>
    public IReadOnlyList<(string Property, Type To)> References { get; }

    /// <summary>The kind's one word.</summary>
    public string Kind => Words.Kebab(Type.Name);

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

    Slot Single(IProperty property)
    {
        var read = Reader(property.PropertyInfo!);
        return SlotOf(Type, property.PropertyInfo!, read, [ColumnOf(property, read, property.IsNullable)]);
    }

    Slot Complex(IComplexProperty property)
    {
        var outer = Reader(property.PropertyInfo!);
        return SlotOf(Type, property.PropertyInfo!, outer, [.. property.ComplexType.GetProperties().Select(inner =>
        {
            var part = Reader(inner.PropertyInfo!);
            return ColumnOf(inner, o => outer(o) is { } whole ? part(whole) : null, property.IsNullable);
        })]);
    }

    static Slot SlotOf(Type kind, PropertyInfo property, Func<object, object?> read, Column[] columns)
    {
        // Asked of the class that declares it, a property knows its private setter.
        var p = property.DeclaringType!.GetProperty(property.Name)!;
        var isPrivate = p.IsDefined(typeof(PrivateAttribute)) || (p.Name is nameof(Record.ExternalId) or nameof(Record.Custom) && kind.IsDefined(typeof(PrivateAttribute), false));
        return new(Words.Camel(p.Name), p, read, Writer(p), columns, p.IsDefined(typeof(KeptAttribute)), isPrivate);
    }

    static Column ColumnOf(IProperty property, Func<object, object?> read, bool nullable)
    {
        // The mapping would say the same, once Entity Framework has made one for each column.
        var converter = property.GetValueConverter();
        var plain = Conventions.Plain(property.ClrType);
        var stored = converter?.ProviderClrType ?? plain;
        var (there, back) = Turning(converter);
        // The drivers take identities as they are, and SQLite's takes instants too: converting them back and forth costs as much as writing them.
        var get = Conventions.IsId(plain) ? Identity(property.PropertyInfo!)
            : there is null || plain == typeof(Guid) || (plain == typeof(DateTimeOffset) && stored == typeof(long)) ? read
            : o => read(o) is { } value ? there(value) : null;
        return new(property.GetColumnName(), get, System.Nullable.GetUnderlyingType(stored) ?? stored, nullable, plain == typeof(DateTimeOffset), back ?? (static value => value));
    }

    static readonly ConcurrentDictionary<Type, Turn> Turnings = new();

    sealed record Turn(Func<object, object?> There, Func<object, object> Back);

    /// <summary>From what the business has to what is stored and back. Converters without state turn alike wherever they stand, and each compiles what it does when first asked.</summary>
    static (Func<object, object?>? There, Func<object, object>? Back) Turning(ValueConverter? converter)
    {
        if (converter is null) return (null, null);
        var turn = converter.GetType() is var type && type.Assembly == typeof(Table).Assembly ? Turnings.GetOrAdd(type, _ => Lately()) : Lately();
        return (turn.There, turn.Back);

        Turn Lately() => new(value => converter.ConvertToProvider(value), value => converter.ConvertFromProvider(value)!);
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

/// <summary>Every table of the house.</summary>
sealed class Schema
{
    readonly FrozenDictionary<Type, Table> byType;
    readonly FrozenDictionary<string, Table> byKind;

    public Schema(IModel model)
    {
        var tables = model.GetEntityTypes().Select(e => new Table(e)).ToList();
        byType = tables.ToFrozenDictionary(t => t.Type);
        byKind = tables.Where(t => t.Type.IsSubclassOf(typeof(Record))).ToFrozenDictionary(t => t.Kind, StringComparer.Ordinal);
    }

    public Table this[Type type] => byType[type];

    /// <summary>Tables with a lower rank are written first: those that others name, as far as they do not name each other.</summary>
    public int Rank(Type type) => (ranks ??= Ranked())[type];

    Dictionary<Type, int>? ranks;

    Dictionary<Type, int> Ranked()
    {
        var (ranks, seen) = (new Dictionary<Type, int>(), new HashSet<Type>());
        foreach (var table in byType.Values.OrderBy(t => t.Name, StringComparer.Ordinal)) Visit(table.Type);
        return ranks;

        void Visit(Type type)
        {
            if (!seen.Add(type)) return;
            foreach (var (_, to) in byType[type].References) Visit(to);
            ranks.Add(type, ranks.Count);
        }
    }

    /// <summary>The table of a kind of record, or null where no such kind exists.</summary>
    public Table? OfKind(string kind) => byKind.GetValueOrDefault(kind);

    /// <summary>The tables of history.</summary>
    public IEnumerable<Table> Traces => byType.Values.Where(t => t.Type.IsSubclassOf(typeof(Trace))).OrderBy(t => t.Name, StringComparer.Ordinal);

    public IEnumerable<Table> Records => byKind.Values.OrderBy(t => t.Name, StringComparer.Ordinal);
}
