using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Rung.Server.Telemetry;

/// <summary>
/// Spans and figures to a collector, where the standard variables name one (OTEL_EXPORTER_OTLP_ENDPOINT and what belongs to
/// it). Without them none of this is even loaded.
/// </summary>
static class Otlp
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", OfSpans = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", OfFigures = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    /// <summary>All that leaves this house about a request or a piece of work; whatever else a library adds is taken off.</summary>
    static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.route", "http.response.status_code", "error.type", "url.scheme", "network.protocol.version", Signals.Permission, Signals.Outcome,
        "gc.heap.generation", "cpu.mode", "dotnet.gc.heap.generation",
    };

    /// <summary>Comes before the collector's own listener, as it is there first. No class of its library is derived from: listing our types would load it.</summary>
    static readonly Lazy<ActivityListener> OnlyKnown = new(() =>
    {
        var listener = new ActivityListener { ShouldListenTo = static source => Sources.Contains(source.Name), ActivityStopped = TakeOff };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    static readonly string[] Sources = ["Microsoft.AspNetCore", Signals.Name];

    public static bool IsAsked(IConfiguration configuration) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase) && (IsNamed(configuration, Endpoint) || IsNamed(configuration, OfSpans) || IsNamed(configuration, OfFigures));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        _ = OnlyKnown.Value;
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource =>
        {
            if (configuration["OTEL_SERVICE_NAME"] is not { Length: > 0 }) resource.AddService("rung", serviceVersion: typeof(Otlp).Assembly.GetName().Version?.ToString(3));
        });
        if (IsNamed(configuration, Endpoint) || IsNamed(configuration, OfSpans))
            telemetry.WithTracing(spans => spans.AddSource(Sources).AddOtlpExporter());
        if (IsNamed(configuration, Endpoint) || IsNamed(configuration, OfFigures))
            telemetry.WithMetrics(figures => figures.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", Signals.Name)
                .AddView(static _ => new MetricStreamConfiguration { TagKeys = [.. Known] }).AddOtlpExporter());
    }

    static bool IsNamed(IConfiguration configuration, string variable) => configuration[variable] is { Length: > 0 };

    static void TakeOff(Activity span)
    {
        // A caller may write into this whatever it likes; without one of its own a span has that of the one around it.
        span.TraceStateString = "";
        foreach (var (name, _) in span.TagObjects.ToList())
            if (!Known.Contains(name)) span.SetTag(name, null);
        // A balancer asks twice a second.
        if (span.GetTagItem("http.route") is string route && route.StartsWith("/health/", StringComparison.Ordinal)) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
