using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Rung.Server.Telemetry;

/// <summary>One entry of the log for a person to read: when, how bad, from where, in which request, what.</summary>
sealed class TextLines(TimeProvider clock) : ConsoleFormatter(Form)
{
    public const string Form = "rung-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyy-MM-dd HH:mm:ss.fff}Z {JsonLines.Level(logEntry.LogLevel)} {logEntry.Category}{(JsonLines.Request(scopeProvider) is { } request ? $" [{request}]" : "")}: {logEntry.Formatter(logEntry.State, null)}"));
        foreach (var (type, words, where) in Blunder.Of(logEntry.Exception))
        {
            textWriter.WriteLine($"  {type}: {words}");
            if (where.Length > 0) textWriter.WriteLine(where);
        }
    }
}

/// <summary>
/// The same as JSON for a program to read, one object a line. The paths of requests are left out: some are keys by
/// themselves, and queries hold what people look for.
/// </summary>
sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(Form)
{
    public const string Form = "rung-json";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow());
            json.WriteString("level", Level(logEntry.LogLevel));
            json.WriteString("from", logEntry.Category);
            if (logEntry.EventId.Name is { } name) json.WriteString("event", name);
            if (Request(scopeProvider) is { } request) json.WriteString("request", request);
            if (Activity.Current is { } span) json.WriteString("trace", span.TraceId.ToHexString());
            json.WriteString("message", logEntry.Formatter(logEntry.State, null));
            Fields(json, logEntry.State);
            Errors(json, logEntry.Exception);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    static void Fields<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } fields) return;
        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            if (name == "{OriginalFormat}") continue;
            json.WritePropertyName(name);
            switch (value)
            {
                case null: json.WriteNullValue(); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double number: json.WriteNumberValue(number); break;
                default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            }
        }

        json.WriteEndObject();
    }

    static void Errors(Utf8JsonWriter json, Exception? exception)
    {
        if (exception is null) return;
        json.WriteStartArray("errors");
        foreach (var (type, words, where) in Blunder.Of(exception))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("words", words);
            json.WriteString("where", where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };

    /// <summary>The request in which it was said, as error pages name it; of the scopes only this.</summary>
    internal static string? Request(IExternalScopeProvider? scopes)
    {
        var found = new Found();
        scopes?.ForEachScope(static (scope, found) =>
        {
            if (scope is not IReadOnlyList<KeyValuePair<string, object?>> fields) return;
            foreach (var (name, value) in fields)
                if (name == "RequestId") found.Request = value?.ToString();
        }, found);
        return found.Request;
    }

    sealed class Found
    {
        public string? Request { get; set; }
    }
}
