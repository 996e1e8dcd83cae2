namespace Rung.Server.Ui.Settings;

/// <summary>One table of a settings page: a kind of record with the columns worth seeing.</summary>
/// <param name="Kind">The kind of record.</param>
/// <param name="Columns">Its fields, in order; those a record may change are changed in place.</param>
/// <param name="Sort">The field it is sorted by.</param>
public sealed record SettingsTable(string Kind, string[] Columns, string Sort)
{
    /// <summary>What the form of a new one fills in.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>Rows hold from a day until the next begins: a change is a new row.</summary>
    public bool IsDated => Columns[0] == "fromOn";
}

/// <summary>One page of the settings.</summary>
public sealed record SettingsSection(string Name, params SettingsTable[] Tables)
{
    public string Path => "/settings/" + Name;
}

static class SettingsSections
{
    public static readonly IReadOnlyList<SettingsSection> All =
    [
        new("company", new("company-profile", ["fromOn", "name", "currency", "zone", "language", "fiscalYearStartMonth", "weekStart", "workdays", "opensAtMinute", "closesAtMinute"], "-fromOn"), new("holiday", ["heldOn", "name"], "-heldOn")),
        new("pipelines", new("pipeline", ["name", "isDefault"], "id"), new("stage", ["name", "kind", "marksAccepted", "marksDemo", "marksProposal", "usualDays", "requires"], "rank")),
        new("people", new("person", ["name", "email", "mailNotices", "language", "zone", "leftOn"], "name"), new("role-assignment", ["personId", "role", "startsOn", "endsOn", "fte", "managerId"], "-startsOn")),
        new("sight", new SettingsTable("sight-rule", ["role", "reach"], "-id"), new SettingsTable("sight-end", ["personId", "accountId", "leadId", "reason"], "-id")),
        new("targets", new SettingsTable("target", ["metric", "role", "personId", "podId", "fromOn", "untilOn", "value", "amount"], "-fromOn")),
        new("products", new("product", ["name", "code", "series", "description"], "name"), new("price", ["productId", "amount", "fromOn"], "-fromOn")),
        new("rates", new SettingsTable("exchange-rate", ["from", "to", "ratedOn", "rate"], "-ratedOn")),
        new("onboarding", new SettingsTable("onboarding-template", ["name", "segment"], "id"), new SettingsTable("template-step", ["templateId", "name", "phase", "dueDays", "exitTest", "goesLive", "rank"], "rank")),
        new("cadence", new SettingsTable("cadence-rule", ["fromOn", "segment", "checkInDays", "qbrDays", "spokenDays", "referenceRestDays"], "-fromOn")),
        new("engagement", new SettingsTable("engagement-rule", ["fromOn", "type", "limitHours", "firstActionHours", "packet", "followUpDays", "untouchedDays", "ownership", "bar", "credit", "conflict", "exceptions"], "-fromOn")),
        new("surveys", new SettingsTable("survey-programme", ["name", "type", "trigger", "days", "months", "restDays", "openDays"], "id")),
        new("renewals", new SettingsTable("renewal-rule", ["fromOn", "daysAhead", "answerDays", "fallPercent", "overdueDays", "silentDays", "warnings"], "-fromOn")),
        new("usage", new("acceptable-use", ["fromOn", "eventsADay", "daysAPeriod", "periodDays", "periods", "periodsNeeded", "usersADay", "seatShare", "countedEvents"], "-fromOn"), new("usage-event", ["name", "description"], "name")),
        new("health", new SettingsTable("health-rule", ["fromOn", "usage", "outcomes", "sentiment", "relationship", "tickets", "billing", "redBelow", "greenFrom", "leastKnown", "contactDays", "answerDays", "overdueDays"], "-fromOn")),
        new("ladder", new SettingsTable("yardstick", ["fromOn", "name", "value", "reason"], "-fromOn")),
        new("regions", new SettingsTable("region", ["name", "parentId"], "name")),
        new("fields", new SettingsTable("custom-field", ["forKind", "name", "type", "labelEn", "labelZh", "choices"], "forKind")),
        new("queues", new SettingsTable("queue", ["name", "accountableId"], "name")),
        new("tags", new SettingsTable("tag", ["name", "description"], "name")),
    ];
}
