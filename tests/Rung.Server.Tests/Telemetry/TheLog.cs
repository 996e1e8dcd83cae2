using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using Rung.Server.Telemetry;

namespace Rung.Server.Tests.Telemetry;

/// <summary>One entry of the log, in both its forms.</summary>
public class TheLog
{
    [Theory, InlineData(true), InlineData(false)]
    public void An_exception_is_told_without_what_it_repeats_of_others(bool isJson)
    {
        var met = Met(() => int.Parse("kanarya", System.Globalization.CultureInfo.InvariantCulture));
        var line = Written(isJson, new InvalidOperationException("kanarya", met));

        Assert.DoesNotContain("kanarya", line, StringComparison.Ordinal);
        Assert.Contains("System.FormatException", line, StringComparison.Ordinal);
        Assert.Contains("TheLog", line, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void What_machines_say_stays(bool isJson)
    {
        var line = Written(isJson, new IOException("No space left on device"));
        Assert.Contains("No space left on device", line, StringComparison.Ordinal);
        Assert.Contains("0HREQUEST", line, StringComparison.Ordinal);
        Assert.DoesNotContain("/welcome/kanarya", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_JSON_says_when_how_bad_from_where_and_what()
    {
        var line = JsonDocument.Parse(Written(true, null)).RootElement;
        Assert.Equal(("2026-03-02T09:00:00+00:00", "error", "Rung.Mishaps", "It broke", "0HREQUEST"), (line.Text("at"), line.Text("level"), line.Text("from"), line.Text("message"), line.Text("request")));
    }

    [Fact]
    public async Task A_form_that_is_none_is_refused_at_the_start() =>
        await Assert.ThrowsAsync<Rung.Server.CommandLine.UsageException>(() => Hosting.Build(["--Log=xml"], new(Directory.CreateTempSubdirectory("rung-").FullName, null)));

    static FormatException Met(Func<int> deed) => Assert.Throws<FormatException>(() => { _ = deed(); });

    static string Written(bool isJson, Exception? exception)
    {
        var scopes = new LoggerExternalScopeProvider();
        using var request = scopes.Push(new Dictionary<string, object?> { ["RequestId"] = "0HREQUEST", ["RequestPath"] = "/welcome/kanarya" }.ToList());
        var clock = new FakeTimeProvider(House.Begins);
        ConsoleFormatter form = isJson ? new JsonLines(clock) : new TextLines(clock);
        using var written = new StringWriter();
        form.Write(new LogEntry<string>(LogLevel.Error, "Rung.Mishaps", default, "It broke", exception, (state, _) => state), scopes, written);
        return written.ToString();
    }
}
