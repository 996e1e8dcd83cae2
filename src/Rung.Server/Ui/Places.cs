namespace Rung.Server.Ui;

/// <summary>A place one can go to, in the order of the story.</summary>
sealed record Destination(string Name, string Path, string Icon, string Permission, string? Head = null);

static class Places
{
    public static readonly Destination[] All =
    [
        new("today", "/today", "today", "handoff.read"),
        new("leads", "/leads", "lead", "lead.read"),
        new("pipeline", "/opportunities", "opportunity", "opportunity.read"),
        new("handoffs", "/handoffs", "handoff", "handoff.read"),
        new("leaks", "/leaks", "warn", "handoff.read"),
        new("accounts", "/accounts", "account", "account.read"),
        new("contacts", "/contacts", "contact", "contact.read"),
        new("meetings", "/meetings", "meeting", "meeting.read"),
        new("activities", "/activities", "activity", "activity.read"),
        new("customers", "/customers", "customer", "account.read"),
        new("renewals", "/renewals", "renewal", "subscription.read"),
        new("subscriptions", "/subscriptions", "subscription", "subscription.read"),
        new("onboardings", "/onboardings", "flag", "onboarding.read"),
        new("care", "/care", "phone", "check-in.read"),
        new("tickets", "/tickets", "note", "ticket.read"),
        new("surveys", "/surveys", "comment", "survey.read"),
        new("ladder", "/ladder", "ladder", "metrics.read", "place.run"),
        new("reports", "/reports", "report", "metrics.read"),
        new("people", "/people", "person", "person.read"),
        new("imports", "/imports", "import", "import.run"),
        new("changes", "/changes", "undo", "changes.read"),
        new("audit", "/audit", "clock", "audit.see"),
        new("export", "/export", "out", "company.export"),
        new("settings", "/settings", "settings", "stage.amend"),
    ];

    /// <summary>Lists of contracts and money, which stand side by side.</summary>
    public static readonly (string Place, string Kind)[] Money = [("subscriptions", "subscription"), ("invoices", "invoice"), ("payments", "payment"), ("churn", "churn-event")];

    public static readonly Destination[] Phone = [Named("today"), Named("leads"), Named("pipeline"), Named("customers"), Named("reports")];

    static Destination Named(string name) => All.First(p => p.Name == name);
}
