namespace Rung.Server.Ui.Lists;

/// <summary>How a value stands in its cell.</summary>
public enum Cell
{
    /// <summary>The record's own name, with the badge of what it is about.</summary>
    Name,
    Text,
    Money,
    Day,
    When,
    Person,
    Reference,
    Choice,
    Number,

    /// <summary>Stage with its steps.</summary>
    Stage,

    /// <summary>Days in stage beside what is usual.</summary>
    Age,

    /// <summary>What happens next, or that nothing does.</summary>
    Next,

    /// <summary>A field the company added.</summary>
    Further,
}

/// <param name="Field">The field shown.</param>
/// <param name="Cell">How it is shown.</param>
/// <param name="Width">The grid track.</param>
/// <param name="Sort">Whether the list can be sorted by it.</param>
public sealed record ListColumn(string Field, Cell Cell, string Width, bool Sort = true)
{
    /// <summary>The text over the column, where the field's own name is too long.</summary>
    public string? Head { get; init; }

    /// <summary>Chosen by default; the others wait in the column menu.</summary>
    public bool Shown { get; init; } = true;

    public bool IsNumber => Cell is Cell.Money or Cell.Day or Cell.When or Cell.Number;
}

/// <summary>A list page: which kind, which columns, how it is sorted and narrowed at first.</summary>
/// <param name="Groups">Fields by which its rows can be grouped.</param>
public sealed record ListView(string Kind, string Path, string Place, IReadOnlyList<ListColumn> Columns, string Sort, string[] Groups)
{
    /// <summary>Conditions that hold unless the address says otherwise.</summary>
    public IReadOnlyDictionary<string, string> Usual { get; init; } = new Dictionary<string, string>();

    /// <summary>The field that a text filter looks in.</summary>
    public string Search { get; init; } = "name";
}

static class ListViews
{
    public static readonly IReadOnlyList<ListView> All =
    [
        new("opportunity", "/opportunities", "pipeline",
        [
            new("name", Cell.Name, "minmax(180px,1.2fr)"),
            new("accountId", Cell.Reference, "minmax(130px,1fr)", false),
            new("stageId", Cell.Stage, "142px", false),
            new("stageEnteredAt", Cell.Age, "118px") { Head = "list.inStage" },
            new("amount", Cell.Money, "104px"),
            new("accountableId", Cell.Person, "150px", false),
            new("nextStep", Cell.Next, "minmax(150px,1fr)", false),
            new("nextStepAt", Cell.When, "112px") { Head = "list.when" },
            new("closeOn", Cell.Day, "112px") { Head = "list.closes" },
            new("source", Cell.Text, "110px") { Shown = false },
            new("region", Cell.Text, "110px") { Shown = false },
            new("segment", Cell.Text, "110px") { Shown = false },
            new("type", Cell.Choice, "100px") { Shown = false },
            new("closedOn", Cell.Day, "96px") { Shown = false },
            new("value", Cell.Money, "104px") { Shown = false },
        ], "stageEnteredAt", ["stageId", "accountableId", "type", "source", "region", "segment"]) { Usual = new Dictionary<string, string> { ["stageKind"] = "open" } },
        new("lead", "/leads", "leads",
        [
            new("name", Cell.Name, "minmax(190px,1.4fr)"),
            new("status", Cell.Choice, "120px"),
            new("contactId", Cell.Reference, "minmax(140px,1fr)", false),
            new("source", Cell.Text, "120px"),
            new("accountableId", Cell.Person, "160px", false),
            new("nextStep", Cell.Next, "minmax(150px,1fr)", false),
            new("nextStepAt", Cell.When, "120px"),
            new("createdAt", Cell.When, "120px"),
        ], "-createdAt", ["status", "accountableId", "source"]),
        new("account", "/accounts", "accounts",
        [
            new("name", Cell.Name, "minmax(200px,1.5fr)"),
            new("relation", Cell.Choice, "120px"),
            new("industry", Cell.Text, "150px"),
            new("city", Cell.Text, "130px"),
            new("country", Cell.Text, "120px"),
            new("employees", Cell.Number, "96px"),
            new("accountableId", Cell.Person, "160px", false),
            new("customerSince", Cell.When, "120px"),
            new("domain", Cell.Text, "160px") { Shown = false },
            new("segment", Cell.Text, "120px") { Shown = false },
        ], "name", ["relation", "accountableId", "industry", "country", "segment"]),
        new("contact", "/contacts", "contacts",
        [
            new("name", Cell.Name, "minmax(190px,1.2fr)"),
            new("accountId", Cell.Reference, "minmax(160px,1fr)", false),
            new("jobTitle", Cell.Text, "170px"),
            new("email", Cell.Text, "minmax(180px,1fr)"),
            new("phone", Cell.Text, "150px"),
        ], "name", ["accountId", "jobTitle"]),
        new("meeting", "/meetings", "meetings",
        [
            new("subject", Cell.Name, "minmax(200px,1.4fr)"),
            new("type", Cell.Choice, "170px"),
            new("status", Cell.Choice, "120px"),
            new("accountId", Cell.Reference, "minmax(150px,1fr)", false),
            new("accountableId", Cell.Person, "160px", false),
            new("scheduledFor", Cell.When, "150px"),
        ], "-scheduledFor", ["type", "status", "accountableId"]) { Search = "subject" },
        new("activity", "/activities", "activities",
        [
            new("subject", Cell.Name, "minmax(220px,1.6fr)"),
            new("type", Cell.Choice, "110px"),
            new("accountId", Cell.Reference, "minmax(150px,1fr)", false),
            new("actorId", Cell.Person, "160px", false),
            new("dueAt", Cell.When, "130px"),
            new("createdAt", Cell.When, "150px"),
        ], "-createdAt", ["type", "actorId"]) { Search = "subject" },
        new("subscription", "/subscriptions", "subscriptions",
        [
            new("plan", Cell.Name, "minmax(180px,1fr)"),
            new("accountId", Cell.Reference, "minmax(180px,1.3fr)", false),
            new("price", Cell.Money, "120px"),
            new("billing", Cell.Choice, "110px"),
            new("startsOn", Cell.Day, "120px"),
            new("endsOn", Cell.Day, "120px"),
        ], "-startsOn", ["accountId", "billing", "plan"]) { Search = "plan" },
        new("promised-outcome", "/promised-outcomes", "outcomes",
        [
            new("kpi", Cell.Name, "minmax(200px,1.4fr)"),
            new("accountId", Cell.Reference, "minmax(150px,1fr)", false),
            new("baseline", Cell.Number, "92px"),
            new("measured", Cell.Number, "92px"),
            new("target", Cell.Number, "92px"),
            new("unit", Cell.Text, "90px"),
            new("dueOn", Cell.Day, "104px"),
            new("measuredAt", Cell.When, "120px"),
            new("confirmedAt", Cell.When, "120px"),
        ], "dueOn", ["accountId"]) { Search = "kpi" },
        new("check-in", "/check-ins", "checkIns",
        [
            new("accountId", Cell.Name, "minmax(200px,1.4fr)", false),
            new("type", Cell.Choice, "200px"),
            new("dueOn", Cell.Day, "120px"),
            new("doneAt", Cell.When, "150px"),
            new("accountableId", Cell.Person, "160px", false),
            new("nextGoals", Cell.Text, "minmax(160px,1fr)", false),
        ], "-dueOn", ["type", "accountableId"]) { Search = "notes" },
        new("ticket", "/tickets", "tickets",
        [
            new("subject", Cell.Name, "minmax(220px,1.6fr)"),
            new("accountId", Cell.Reference, "minmax(150px,1fr)", false),
            new("severity", Cell.Choice, "110px"),
            new("openedAt", Cell.When, "140px"),
            new("firstAnsweredAt", Cell.When, "140px"),
            new("closedAt", Cell.When, "140px"),
        ], "-openedAt", ["severity", "accountId"]) { Search = "subject" },
        new("reference", "/references", "references",
        [
            new("accountId", Cell.Name, "minmax(200px,1.4fr)", false),
            new("contactId", Cell.Reference, "minmax(140px,1fr)", false),
            new("status", Cell.Choice, "120px"),
            new("answeredAt", Cell.When, "130px"),
            new("lastUsedAt", Cell.When, "130px"),
            new("timesUsed", Cell.Number, "110px"),
            new("terms", Cell.Text, "minmax(140px,1fr)", false),
        ], "-answeredAt", ["status"]) { Search = "terms" },
        new("risk", "/risks", "risks",
        [
            new("name", Cell.Name, "minmax(220px,1.6fr)"),
            new("accountId", Cell.Reference, "minmax(150px,1fr)", false),
            new("severity", Cell.Choice, "110px"),
            new("accountableId", Cell.Person, "160px", false),
            new("createdAt", Cell.When, "130px"),
            new("settledAt", Cell.When, "130px"),
        ], "-createdAt", ["severity", "accountableId"]),
        new("invoice", "/invoices", "invoices",
        [
            new("number", Cell.Name, "minmax(150px,1fr)"),
            new("accountId", Cell.Reference, "minmax(180px,1.3fr)", false),
            new("subscriptionId", Cell.Reference, "minmax(150px,1fr)", false),
            new("amount", Cell.Money, "120px"),
            new("issuedOn", Cell.Day, "120px"),
            new("dueOn", Cell.Day, "120px"),
        ], "-issuedOn", ["accountId"]) { Search = "number" },
        new("payment", "/payments", "payments",
        [
            new("paidOn", Cell.Name, "150px"),
            new("accountId", Cell.Reference, "minmax(180px,1.3fr)", false),
            new("invoiceId", Cell.Reference, "minmax(150px,1fr)", false),
            new("amount", Cell.Money, "120px"),
            new("isRefund", Cell.Choice, "110px"),
        ], "-paidOn", ["accountId", "isRefund"]) { Search = "externalId" },
        new("churn-event", "/churn-events", "churn",
        [
            new("decidedOn", Cell.Name, "150px"),
            new("accountId", Cell.Reference, "minmax(180px,1.3fr)", false),
            new("type", Cell.Choice, "150px"),
            new("subscriptionId", Cell.Reference, "minmax(150px,1fr)", false),
            new("effectiveOn", Cell.Day, "120px"),
            new("reason", Cell.Text, "minmax(180px,1.4fr)"),
        ], "-decidedOn", ["type", "reason", "accountId"]) { Search = "reason" },
        .. LadderLists.All,
    ];

    public static ListView? OfKind(string kind) => All.FirstOrDefault(v => v.Kind == kind);
}
