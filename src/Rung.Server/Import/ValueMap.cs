using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Rung.Server.Import;

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
