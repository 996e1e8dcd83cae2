namespace Rung.Server.Ui;

/// <summary>A place one can go to, in the order of the story.</summary>
sealed record Destination(string Name, string Path, string Icon, string Permission, string? Head = null);

static class Places
{
    public static readonly Destination[] All =
    [
        new("leads", "/leads", "lead", "lead.read"),
        new("pipeline", "/opportunities", "opportunity", "opportunity.read"),
        new("accounts", "/accounts", "account", "account.read"),
        new("contacts", "/contacts", "contact", "contact.read"),
        new("meetings", "/meetings", "meeting", "meeting.read"),
        new("activities", "/activities", "activity", "activity.read"),
        new("subscriptions", "/subscriptions", "subscription", "subscription.read"),
        new("onboardings", "/onboardings", "flag", "onboarding.read"),
        new("care", "/care", "phone", "check-in.read"),
        new("tickets", "/tickets", "note", "ticket.read"),
        new("surveys", "/surveys", "comment", "survey.read"),
        new("reports", "/reports", "report", "metrics.read", "place.run"),
        new("imports", "/imports", "import", "import.run"),
        new("changes", "/changes", "undo", "changes.read"),
        new("export", "/export", "out", "company.export"),
        new("settings", "/settings", "settings", "stage.amend"),
    ];

    public static readonly Destination[] Phone = [.. ((string[])["leads", "pipeline", "accounts", "meetings", "reports"]).Select(name => All.Single(p => p.Name == name))];
}
