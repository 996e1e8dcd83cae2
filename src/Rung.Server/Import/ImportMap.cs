using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Rung.Server.Import;

/// <summary>How the files of one source become records: readable YAML, one map for all files of a folder.</summary>
sealed class ImportMap
{
    /// <summary>The name of the source; identities become <c>source:id</c>.</summary>
    public string Source { get; set; } = "";

    /// <summary>Reporting currency of a company that is created by this import.</summary>
    public string? Currency { get; set; }

    /// <summary>Its time zone, IANA.</summary>
    public string? Zone { get; set; }

    /// <summary>Which comes first in days written like 03/04/2024; without it such days are refused where they could be either.</summary>
    public DayOrder? Days { get; set; }

    /// <summary>What parts a number from its fraction: a point, unless the source writes commas.</summary>
    public DecimalMark Decimals { get; set; }

    /// <summary>The files in the order they are read: what is named must come before what names it.</summary>
    public List<FileMap> Files { get; set; } = [];

    public static Outcome<ImportMap> Read(string yaml)
    {
        try
        {
            var map = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance)
                .WithTypeConverter(new ValueMapYaml()).WithDuplicateKeyChecking().Build().Deserialize<ImportMap>(yaml);
            return map is null || map.Source.Length == 0 || map.Files.Count == 0 ? new UnreadableMap(1, "source and files are needed") : map;
        }
        catch (Exception bad) when (bad is FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            return new UnreadableMap(1, bad.Message);
        }
        catch (YamlException bad)
        {
            return new UnreadableMap((int)bad.Start.Line, bad.InnerException?.Message ?? bad.Message);
        }
    }
}

public enum DayOrder
{
    DayFirst,
    MonthFirst,
}

public enum DecimalMark
{
    Point,
    Comma,
}

/// <summary>What may happen to a row.</summary>
public enum ImportMode
{
    /// <summary>New ones are entered, those that are here amended.</summary>
    Upsert,

    /// <summary>Only new ones; those that are here are rejected.</summary>
    Create,

    /// <summary>Only those that are here.</summary>
    Update,

    /// <summary>New ones are entered; of those that are here only empty fields are filled.</summary>
    FillEmpty,
}

/// <summary>By what a row is found again.</summary>
public enum ImportKey
{
    ExternalId,
    Email,
    Domain,
    Name,
    NameAndCity,
}

/// <summary>One file: which records its rows are, and where each field comes from.</summary>
sealed class FileMap
{
    public string File { get; set; } = "";

    /// <summary>The kind of record: <c>opportunity</c>.</summary>
    public string Record { get; set; } = "";

    /// <summary>The column that names the row in its source; rows without one are entered and never found again.</summary>
    public string? Id { get; set; }

    public ImportMode Mode { get; set; }
    public ImportKey Key { get; set; }

    /// <summary>How the file is read, where that cannot be found out.</summary>
    public ReadMap? Read { get; set; }

    /// <summary>Who did it in the source: stands in history rows.</summary>
    public ValueMap? Author { get; set; }

    /// <summary>Columns that are neither fields nor kept.</summary>
    public List<string> Ignore { get; set; } = [];

    /// <summary>Columns of another file, joined by a column both have.</summary>
    public JoinMap? Join { get; set; }

    /// <summary>Rows to take, by what stands in a column; others are passed over. Without it every row is taken.</summary>
    public Dictionary<string, string> Where { get; set; } = [];

    public Dictionary<string, ValueMap> Fields { get; set; } = [];

    /// <summary>For opportunities: when it began, where it stands, when and how it ended.</summary>
    public StoryMap? Story { get; set; }

    /// <summary>The column with the day the record came to be, for other kinds.</summary>
    public ValueMap? Began { get; set; }
}

public sealed class ReadMap
{
    public string? Encoding { get; set; }
    public string? Delimiter { get; set; }
    public int? HeaderRow { get; set; }
    public string? Sheet { get; set; }

    public Reading.ReadingOptions Options => new() { Encoding = Encoding, Delimiter = Delimiter is [var only] ? only : Delimiter is "tab" ? '\t' : null, HeaderRow = HeaderRow, Sheet = Sheet };
}

sealed class JoinMap
{
    public string File { get; set; } = "";
    public string On { get; set; } = "";
}

sealed class StoryMap
{
    public ValueMap? Began { get; set; }
    public ValueMap? Stage { get; set; }
    public ValueMap? Closed { get; set; }
    public ValueMap? Value { get; set; }
    public ValueMap? Reason { get; set; }

    /// <summary>A file with a row for each time an opportunity came to a stage.</summary>
    public HistoryMap? History { get; set; }

    public IEnumerable<ValueMap?> Values => [Began, Stage, Closed, Value, Reason];
}

/// <summary>The stage history of a source. Rows that only repeat the stage tell nothing here.</summary>
sealed class HistoryMap
{
    public string File { get; set; } = "";

    /// <summary>The column that names the opportunity, as its own file does.</summary>
    public string Of { get; set; } = "";

    public ValueMap? Stage { get; set; }
    public ValueMap? At { get; set; }

    /// <summary>Who moved it.</summary>
    public ValueMap? By { get; set; }
}

/// <summary>Where a value comes from: a column, a text with columns in braces, or always the same.</summary>
sealed class ValueMap
{
    public string? Column { get; set; }

    /// <summary>A text with columns in braces: <c>{product} for {account}</c>.</summary>
    public string? Text { get; set; }

    /// <summary>The same for every row.</summary>
    public string? Always { get; set; }

    /// <summary>What the source says and what it means here; others stay as they are.</summary>
    public Dictionary<string, string> Values { get; set; } = [];

    /// <summary>Of money: its currency.</summary>
    public string? Currency { get; set; }

    /// <summary>Of money: the column with its currency.</summary>
    public string? CurrencyFrom { get; set; }

    /// <summary>Of an account that is named and not here: enter it by its name.</summary>
    public bool Make { get; set; }

    /// <summary>Of numbers and money: how many units one stands for.</summary>
    public decimal Scale { get; set; } = 1;

    /// <summary>Of days and instants: how they are written, as .NET writes it.</summary>
    public string? Format { get; set; }

    /// <summary>Of days: the column tells how many months before this day it was.</summary>
    public DateOnly? MonthsBefore { get; set; }

    /// <summary>The source does not tell it; it was worked out, and strict figures leave it out.</summary>
    public bool Derived { get; set; }

    public bool IsDerived => Derived || MonthsBefore is not null;
}

/// <summary>A bare word is the name of a column.</summary>
sealed class ValueMapYaml : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(ValueMap);

    public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var column)) return new ValueMap { Column = column.Value };

        var map = new ValueMap();
        parser.Consume<YamlDotNet.Core.Events.MappingStart>();
        while (!parser.TryConsume<YamlDotNet.Core.Events.MappingEnd>(out _))
        {
            var key = parser.Consume<YamlDotNet.Core.Events.Scalar>();
            switch (key.Value)
            {
                case "values": map.Values = (Dictionary<string, string>)rootDeserializer(typeof(Dictionary<string, string>))!; break;
                case "column": map.Column = Word(parser); break;
                case "text": map.Text = Word(parser); break;
                case "always": map.Always = Word(parser); break;
                case "currency": map.Currency = Word(parser); break;
                case "currencyFrom": map.CurrencyFrom = Word(parser); break;
                case "make": map.Make = bool.Parse(Word(parser)); break;
                case "format": map.Format = Word(parser); break;
                case "scale": map.Scale = decimal.Parse(Word(parser), System.Globalization.CultureInfo.InvariantCulture); break;
                case "monthsBefore": map.MonthsBefore = DateOnly.ParseExact(Word(parser), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture); break;
                case "derived": map.Derived = bool.Parse(Word(parser)); break;
                default: throw new YamlException(key.Start, key.End, $"'{key.Value}' is not known here: column, text, always, values, currency, currencyFrom, scale, format, monthsBefore, derived, make.");
            }
        }

        return map;
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException();

    static string Word(IParser parser) => parser.Consume<YamlDotNet.Core.Events.Scalar>().Value;
}

/// <summary>The map cannot be read.</summary>
sealed record UnreadableMap(int Line, string Why) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The map names a file that is not there.</summary>
sealed record NoSuchFile(string File) : Refusal;
