using System.Globalization;
using Rung.People;
using Rung.Server.SignIn;
using Rung.Server.Ui;
using Rung.Server.Ui.Records;

namespace Rung.Server.People;

/// <summary>The forms about people and pods, for whichever page they stand on.</summary>
static class PeopleForms
{
    public static FormLine Someone(string name, string label, bool required = false) => new(name, label, "reference", "", required) { Referred = "person" };

    public static IReadOnlyList<FormLine> Absence(Viewer viewer) =>
        [Day(viewer, "absence", "startsOn", viewer.Today, true), Day(viewer, "absence", "backOn", viewer.Today.AddDays(7), true), Someone("coveredById", viewer.Field("absence", "coveredById"))];

    /// <summary>All terms of a role; pay only for whoever sees pay.</summary>
    public static IReadOnlyList<FormLine> Role(Viewer viewer)
    {
        FormLine Number(string name, string value = "") => new(name, viewer.Field("role-assignment", name), "number", value, value.Length > 0);
        FormLine Money(string name) => new(name, viewer.Field("role-assignment", name), "money", "", false) { Currency = viewer.Currency };
        List<FormLine> lines =
        [
            new("role", viewer["field.role"], "choice", "ae", true) { Options = [.. Enum.GetValues<Role>().Select(r => (Words.Camel(r.ToString()), viewer.Choice(typeof(Role), r)))] },
            Day(viewer, "role-assignment", "startsOn", viewer.Today, true), Day(viewer, "role-assignment", "endsOn", null, false), Number("fte", "1"),
            Someone("managerId", viewer.Field("role-assignment", "managerId")), new("podId", viewer.Field("role-assignment", "podId"), "reference", "", false) { Referred = "pod" },
            new("segment", viewer.Field("role-assignment", "segment"), "text", "", false) { Max = 200 }, Day(viewer, "role-assignment", "rampStartsOn", null, false), Number("rampMonths"), Money("quota"),
        ];
        if (!Pay.Hides("role-assignment", "basePay")) lines.AddRange([Money("basePay"), Money("variablePay"), Money("onTarget"), Number("burden")]);
        return lines;
    }

    /// <summary>A pod from a template.</summary>
    public static IReadOnlyList<FormLine> Pod(Viewer viewer) =>
    [
        new("name", viewer.Field("pod", "name"), "text", "", true) { Max = 200 },
        new("template", viewer.Field("pod", "template"), "choice", Rung.People.Pod.Templates[0], true) { Options = [.. Rung.People.Pod.Templates.Select(t => (t, t.ToUpperInvariant().Replace(":", " ", StringComparison.Ordinal)))] },
        Day(viewer, "pod", "startsOn", viewer.Today, true), Someone("managerId", viewer.Field("pod", "managerId")),
    ];

    public static FormLine Day(Viewer viewer, string kind, string name, DateOnly? value, bool required) =>
        new(name, viewer.Field(kind, name), "date", value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", required);
}
