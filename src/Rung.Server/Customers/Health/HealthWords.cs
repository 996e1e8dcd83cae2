using Rung.Customers;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Health;

/// <summary>The words for what a health rests on.</summary>
static class HealthWords
{
    public static string Because(Viewer viewer, PartHealth part) => Because(viewer, PartLine.From(part));

    public static string Because(Viewer viewer, PartLine part) => viewer["health.because." + Words.Camel(part.Because.ToString()), ("n", part.N), ("of", part.Of), ("value", part.Value is { } value ? Math.Round(value, 1) : null)];

    public static string Row(Viewer viewer, HealthRow row) => row.RecordKind switch
    {
        "usage-day" => viewer["health.row.period", ("day", viewer.Day(row.On)), ("n", row.Value ?? 0)],
        "promised-outcome" => row.Value is { } measured ? viewer["health.row.promise", ("name", row.Name), ("value", measured), ("day", viewer.Day(row.On))] : viewer["health.row.unmeasured", ("name", row.Name)],
        "survey" => viewer["health.row.survey", ("name", viewer["value.surveyType." + row.Name]), ("n", row.Value ?? 0), ("day", viewer.Day(row.On))],
        "check-in" when row.Name is { } type => viewer[row.Points switch { 100 => "health.row.checkInTime", 50 => "health.row.checkLate", _ => "health.row.checkMissed" }, ("name", viewer["value.checkInType." + type]), ("day", viewer.Day(row.On)), ("n", row.Value ?? 0)],
        "ticket" => viewer["health.row.ticket", ("name", viewer["value.severity." + row.Name]), ("day", viewer.Day(row.On))],
        "invoice" => viewer["health.row.invoice", ("name", row.Name), ("day", viewer.Day(row.On)), ("n", row.Value ?? 0)],
        _ => viewer["health.row.contact", ("kind", viewer["record." + row.RecordKind]), ("day", viewer.Day(row.On)), ("n", row.Value ?? 0)],
    };

    public static string Path(HealthRow row) => row.RecordKind switch
    {
        "usage-day" => $"/accounts/{row.RecordId}/health#use",
        "activity" => $"/activities/{row.RecordId}",
        _ => $"/{row.RecordKind}s/{row.RecordId}",
    };
}
