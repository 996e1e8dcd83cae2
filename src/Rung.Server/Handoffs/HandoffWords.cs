using System.Globalization;
using Rung.Handoffs;
using Rung.Server.Ui;

namespace Rung.Server.Handoffs;

/// <summary>How hand-offs are written for a reader.</summary>
static class HandoffWords
{
    /// <summary>Working time in hours and minutes, without a sign.</summary>
    public static string Span(Viewer viewer, TimeSpan span)
    {
        var minutes = (long)Math.Round(Math.Abs(span.TotalMinutes));
        return minutes < 60 ? viewer["handoff.minutes", ("m", minutes)] : minutes % 60 == 0 || minutes >= 600 ? viewer["handoff.wholeHours", ("h", minutes / 60)] : viewer["handoff.hours", ("h", minutes / 60), ("m", minutes % 60)];
    }

    /// <summary>How much of the limit is left, or since when it is over.</summary>
    public static (string Text, string? Tone) Left(Viewer viewer, HandoffRow row) => row switch
    {
        { Handoff.Status: HandoffStatus.Waiting, Left: { } left } when left < -TimeSpan.FromDays(1) => (viewer["handoff.overSince", ("day", viewer.Day(viewer.DayOf(row.Handoff.DueAt!.Value)))], "fail"),
        { Handoff.Status: HandoffStatus.Waiting, Left: { } left } when row.Handoff.DueAt < viewer.Now => (left == TimeSpan.Zero ? viewer["handoff.overNow"] : viewer["handoff.over", ("time", Span(viewer, left))], "fail"),
        { Handoff.Status: HandoffStatus.Waiting, Left: { } left } => (viewer["handoff.left", ("time", Span(viewer, left))], left < TimeSpan.FromHours(2) ? "warn" : null),
        _ => (viewer.Choice(typeof(HandoffStatus), row.Handoff.Status), row.Handoff.Status == HandoffStatus.Returned ? "warn" : null),
    };

    public static string Percent(Viewer viewer, double share) => (share * 100).ToString("0.#", viewer.Culture) + " %";

    public static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
