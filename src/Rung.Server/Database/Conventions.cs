using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>
/// How records lie in tables, said once: every record and trace of the business gets a table of its own; names are
/// snake_case; references are real foreign keys that restrict; money is two columns; choices are text.
/// </summary>
static class Conventions
{
    public static readonly IReadOnlyList<Type> Records = [.. typeof(Record).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsClass: true } && t.IsSubclassOf(typeof(Record))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static readonly IReadOnlyList<Type> Traces = [.. typeof(Trace).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsClass: true } && t.IsSubclassOf(typeof(Trace))).OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static void Apply(ModelConfigurationBuilder model, bool sqlite)
    {
        var told = Records.Concat(Traces).SelectMany(Mapped).Select(p => Plain(p.PropertyType)).Concat(Records.Select(r => typeof(Id<>).MakeGenericType(r)));
        foreach (var type in told.Concat([typeof(Origin), typeof(Currency), typeof(DateTimeOffset), typeof(Guid)]).Distinct())
            if (ConverterOf(type, sqlite) is { } converter) model.Properties(type).HaveConversion(converter);
    }

    /// <summary>What turns values of a type into what the driver stores; null where they are stored as they are.</summary>
    public static Type? ConverterOf(Type type, bool sqlite) =>
        IsId(type) ? (sqlite ? typeof(IdBytes<>) : typeof(IdGuid<>)).MakeGenericType(type.GetGenericArguments())
        : type.IsEnum ? typeof(ChoiceText<>).MakeGenericType(type)
        : type == typeof(Currency) ? typeof(CurrencyText)
        : type == typeof(DateTimeOffset) ? sqlite ? typeof(InstantTicks) : typeof(InstantUtc)
        : type == typeof(Guid) && sqlite ? typeof(GuidBytes) : null;

    /// <summary>The properties that lie in a table.</summary>
    public static IEnumerable<PropertyInfo> Mapped(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.SetMethod is not null || p.DeclaringType!.GetProperty(p.Name)!.SetMethod is not null);

    public static void Apply(ModelBuilder model)
    {
        foreach (var type in Records) Map(model.Entity(type), type);
        foreach (var type in Traces)
        {
            var table = model.Entity(type);
            Map(table, type);
            table.HasKey([.. KeyOf(type)]);
        }

        foreach (var type in Records)
            model.Entity(type).HasIndex(nameof(Record.ExternalId)).IsUnique();
    }

    /// <summary>
    /// Tables whose rows lie in the order of their key. History is read record by record and written by the million: lying
    /// so, it needs no other order, and each row is written once.
    /// </summary>
    public static bool LiesByKey(string table) => Traces.Any(t => TableName(t) == table) || table is "person_keys" or "deal_states" or "sale_lives" or "deal_tallies" or "close_tallies";

    /// <summary>The properties that tell a row from all others.</summary>
    public static IReadOnlyList<string> KeyOf(Type type) => type.GetCustomAttribute<PrimaryKeyAttribute>()?.PropertyNames
        ?? (type.IsSubclassOf(typeof(Trace)) ? [TracedBy(type), nameof(Trace.HappenedAt), nameof(Trace.Id)] : ["Id"]);

    /// <summary>The property that names the record whose history a row is: the first identity the class tells of.</summary>
    static string TracedBy(Type trace) => trace.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).First(p => p.PropertyType == typeof(Guid) || IsId(p.PropertyType)).Name;

    /// <summary>An index over a reference that is often empty holds only the filled ones: empty ones cost nothing to write.</summary>
    public static void Thin(ModelBuilder model)
    {
        foreach (var index in model.Model.GetEntityTypes().SelectMany(t => t.GetIndexes()))
            if (index.Properties is [{ IsNullable: true } only]) index.SetFilter($"\"{only.GetColumnName()}\" IS NOT NULL");
    }

    static void Map(EntityTypeBuilder table, Type type)
    {
        table.ToTable(TableName(type));
        table.HasKey("Id");
        table.Property("Id").ValueGeneratedNever();
        foreach (var property in Mapped(type))
        {
            var (name, plain) = (property.Name, Plain(property.PropertyType));
            if (plain == typeof(Money))
            {
                table.ComplexProperty(property.PropertyType, name, money =>
                {
                    money.Property(nameof(Money.Minor)).HasColumnName(Words.Snake(name) + "_minor");
                    money.Property(nameof(Money.Currency)).HasColumnName(Words.Snake(name) + "_currency");
                });
                continue;
            }

            table.Property(name).HasColumnName(Words.Snake(name));
            if (Named(property) is { } to)
                table.HasOne(to).WithMany().HasForeignKey(name).OnDelete(DeleteBehavior.Restrict);
        }
    }

    /// <summary>The kind of record that a property names.</summary>
    public static Type? Named(PropertyInfo property) => Plain(property.PropertyType) is var plain && IsId(plain) && property.Name != "Id" && Records.Contains(plain.GetGenericArguments()[0]) ? plain.GetGenericArguments()[0] : null;

    /// <summary>The table of a kind: the word it is given, or its own in the plural a table name can bear.</summary>
    public static string TableName(Type type)
    {
        if (type.GetCustomAttribute<TableAttribute>() is { } given) return given.Name;
        var word = Words.Snake(type.Name);
        if (word == "person") return "people";
        if (word.EndsWith("sis", StringComparison.Ordinal)) return word[..^2] + "es";
        return word.EndsWith('y') && !"aeiou".Contains(word[^2]) ? word[..^1] + "ies" : word.EndsWith('s') || word.EndsWith("ch", StringComparison.Ordinal) ? word + "es" : word + "s";
    }

    public static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static bool IsId(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>);
}

// There is a converter for every column, and each start makes them all: those that turn alike share what they say.

sealed class IdGuid<T>() : ValueConverter<Id<T>, Guid>(There, Back)
{
    static readonly Expression<Func<Id<T>, Guid>> There = id => id.Value;
    static readonly Expression<Func<Guid, Id<T>>> Back = value => new Id<T>(value);
}

/// <summary>Sixteen bytes, most significant first: ordering by identity stays ordering by age.</summary>
sealed class IdBytes<T>() : ValueConverter<Id<T>, byte[]>(There, Back)
{
    static readonly Expression<Func<Id<T>, byte[]>> There = id => id.Value.ToByteArray(true);
    static readonly Expression<Func<byte[], Id<T>>> Back = bytes => new Id<T>(new Guid(bytes, true));
}

sealed class GuidBytes() : ValueConverter<Guid, byte[]>(There, Back)
{
    static readonly Expression<Func<Guid, byte[]>> There = id => id.ToByteArray(true);
    static readonly Expression<Func<byte[], Guid>> Back = bytes => new Guid(bytes, true);
}

sealed class CurrencyText() : ValueConverter<Currency, string>(There, Back)
{
    static readonly Expression<Func<Currency, string>> There = currency => currency.Code;
    static readonly Expression<Func<string, Currency>> Back = text => new Currency(text);
}

/// <summary>SQLite can neither order nor compare offsets; ticks of UTC do both.</summary>
sealed class InstantTicks() : ValueConverter<DateTimeOffset, long>(There, Back)
{
    static readonly Expression<Func<DateTimeOffset, long>> There = at => at.UtcTicks;
    static readonly Expression<Func<long, DateTimeOffset>> Back = ticks => new DateTimeOffset(ticks, TimeSpan.Zero);
}

sealed class InstantUtc() : ValueConverter<DateTimeOffset, DateTime>(There, Back)
{
    static readonly Expression<Func<DateTimeOffset, DateTime>> There = at => at.UtcDateTime;
    static readonly Expression<Func<DateTime, DateTimeOffset>> Back = utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

/// <summary>Choices are stored as the API writes them.</summary>
sealed class ChoiceText<T>() : ValueConverter<T, string>(There, Back)
    where T : struct, Enum
{
    static readonly Expression<Func<T, string>> There = value => Choice.Text(value);
    static readonly Expression<Func<string, T>> Back = text => Enum.Parse<T>(text, true);
}

static class Choice
{
    public static string Text<T>(T choice)
        where T : struct, Enum => Of<T>.Words.TryGetValue(choice, out var word) ? word : Words.Camel(choice.ToString());

    static class Of<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().Distinct().ToFrozenDictionary(v => v, v => Rung.Words.Camel(v.ToString()));
    }
}
