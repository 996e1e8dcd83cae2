namespace Rung.Server.Ui.Lists;

/// <summary>Lists beside the ladder: seats, improvements, hypotheses and working time.</summary>
static class LadderLists
{
    public static readonly IReadOnlyList<ListView> All =
    [
        new("opening", "/openings", "openings",
        [
            new("name", Cell.Name, "minmax(200px,1.4fr)"),
            new("role", Cell.Choice, "150px"),
            new("podId", Cell.Reference, "120px", false),
            new("status", Cell.Choice, "120px"),
            new("plannedOn", Cell.Day, "130px"),
            new("candidates", Cell.Number, "100px"),
            new("cost", Cell.Money, "120px"),
            new("hiredId", Cell.Person, "160px", false),
            new("accountableId", Cell.Person, "160px", false),
            new("despite", Cell.Text, "minmax(160px,1fr)", false),
        ], "-plannedOn", ["role", "status"]),
        new("improvement", "/improvements", "improvements",
        [
            new("name", Cell.Name, "minmax(220px,1.6fr)"),
            new("type", Cell.Choice, "110px"),
            new("problem", Cell.Text, "96px"),
            new("stage", Cell.Choice, "200px"),
            new("status", Cell.Choice, "110px"),
            new("accountableId", Cell.Person, "160px", false),
            new("closedAt", Cell.When, "130px"),
        ], "-createdAt", ["status", "type", "stage", "problem", "accountableId"]),
        new("hypothesis", "/hypotheses", "hypotheses",
        [
            new("statement", Cell.Name, "minmax(280px,2fr)"),
            new("stage", Cell.Choice, "200px"),
            new("dueOn", Cell.Day, "120px"),
            new("prior", Cell.Number, "90px"),
            new("result", Cell.Choice, "120px"),
            new("decision", Cell.Choice, "150px"),
            new("accountableId", Cell.Person, "160px", false),
        ], "-createdAt", ["stage", "result", "decision"]) { Search = "statement" },
        new("time-block", "/time-blocks", "timeBlocks",
        [
            new("personId", Cell.Name, "minmax(180px,1fr)", false),
            new("class", Cell.Choice, "160px"),
            new("startsAt", Cell.When, "170px"),
            new("minutes", Cell.Number, "110px"),
            new("source", Cell.Choice, "140px"),
        ], "-startsAt", ["class", "personId"]) { Search = "externalId" },
    ];
}
