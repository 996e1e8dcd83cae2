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

/// <summary>What becomes of a row that no key finds and that looks like a company or person who is here.</summary>
public enum LookalikeMode
{
    /// <summary>It is entered, and counted.</summary>
    Enter,

    /// <summary>It is taken to be that record, where there is one alone.</summary>
    Match,

    /// <summary>It is rejected.</summary>
    Reject,
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

    /// <summary>The column that names the row in its source, or a text with columns in braces; rows without one are entered and never found again.</summary>
    public string? Id { get; set; }

    public ImportMode Mode { get; set; }
    public ImportKey Key { get; set; }

    /// <summary>Of accounts and contacts: what becomes of rows that look like one that is here.</summary>
    public LookalikeMode Duplicates { get; set; }

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

/// <summary>The map cannot be read.</summary>
sealed record UnreadableMap(int Line, string Why) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Malformed;
}

/// <summary>The map names a file that is not there.</summary>
sealed record NoSuchFile(string File) : Refusal;
