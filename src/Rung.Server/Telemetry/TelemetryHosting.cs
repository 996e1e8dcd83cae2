using Microsoft.Extensions.Logging.Console;

namespace Rung.Server.Telemetry;

/// <summary>How this program is watched: its log, and a collector where there is one.</summary>
static class TelemetryHosting
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<TextLines, ConsoleFormatterOptions>();
        builder.Logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        var form = IsJson(builder.Configuration) ? JsonLines.Form : TextLines.Form;
        // Standard output belongs to results.
        builder.Services.Configure<ConsoleLoggerOptions>(console => (console.LogToStandardErrorThreshold, console.FormatterName) = (LogLevel.Trace, form));
        if (Otlp.IsAsked(builder.Configuration)) Otlp.Add(builder.Services, builder.Configuration);
    }

    /// <summary>Requests are told one by one only to programs.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (IsJson(app.Configuration) || Otlp.IsAsked(app.Configuration)) app.UseAnswered();
    }

    static bool IsJson(IConfiguration configuration) => configuration["Log"] switch
    {
        null or "" or "text" => false,
        "json" => true,
        _ => throw new CommandLine.UsageException("RUNG_LOG takes text or json."),
    };
}
