using System.Globalization;
using System.Text;
using Rung.People;
using Rung.Planner;
using Does = Rung.Planner.Duties;

namespace Rung.Server.Demo;

/// <summary>The truth file: YAML that a person reads from top to bottom and a program reads by key.</summary>
static class TruthFile
{
    public static string Write(Story story, DemoAsk ask, TruthBook truth, Func<int, string?> nameOf)
    {
        var file = new StringBuilder();
        file.AppendLine("# What is really so in this demo company. The records never say it: compare with what Rung concludes from them.");
        Line("story", story.Name);
        Line("about", Text(story.About));
        Line("seed", ask.Seed);
        Line("size", ask.Size.ToString().ToLowerInvariant());
        Line("firstDay", Day(truth.First));
        Line("lastDay", Day(truth.Until));
        Line("digest", truth.Digest);

        Head("stages", "When the story leaves each stage. A verdict that passes much earlier is too easy, much later too hard.");
        foreach (var leaving in story.Exits) file.AppendLine(Invariant($"  - {{ leaves: {leaving.Stage}, on: {DayOf(leaving.Month)} }}"));

        Head("episodes", "What goes wrong for a while, and the criteria (X) and anti-patterns (A) that should show it.");
        foreach (var plot in story.Plots)
        {
            file.AppendLine(Invariant($"  - name: {Words.Camel(plot.Kind.ToString())}"));
            file.AppendLine(Invariant($"    from: {DayOf(plot.FromMonth)}"));
            file.AppendLine(Invariant($"    until: {DayOf(plot.UntilMonth)}  # the first day after it"));
            file.AppendLine(Invariant($"    trips: [{string.Join(", ", plot.Trips)}]"));
            file.AppendLine(Invariant($"    what: {Text(plot.What)}"));
            if (plot.Changes.Count > 0) file.AppendLine(Invariant($"    numbers: {{ {string.Join(", ", plot.Changes.Select(c => Invariant($"{Parameters.Row(c.Parameter).Name}: {c.Value}")))} }}"));
        }

        Head("people", "trueWinRate: share of accepted new sales that this person wins once ramped and coached as usual, over the usual mix of inside and outside the ideal profile.");
        foreach (var worker in truth.Workers)
        {
            file.Append(Invariant($"  - {{ name: {Text(nameOf(worker.Person) ?? "?")}, role: {Words.Camel(worker.Role.ToString())}, from: {Day(worker.From)}"));
            if (worker.Until is { } end) file.Append(Invariant($", until: {Day(end)}"));
            if (TrueWinRate(story.Organisation, worker) is { } rate) file.Append(Invariant($", trueWinRate: {rate:0.####}, closed: {worker.Accepted}, won: {worker.Won}, lost: {worker.Lost}"));
            file.AppendLine(" }");
        }

        Head("breaks", "How this company breaks what statistics suppose. Nothing stands here where it breaks nothing.");
        var breaks = story.Organisation.Truths;
        foreach (var (parameter, drift) in breaks.Drift ?? new Dictionary<Parameter, double>()) file.AppendLine(Invariant($"  drift: {{ number: {Parameters.Row(parameter).Name}, aYear: {drift} }}"));
        if (breaks.SharedShock > 0) file.AppendLine(Invariant($"  sharedShock: {{ deviation: {breaks.SharedShock}, memory: {breaks.ShockMemory} }}"));
        if (breaks.HeavyTails != 1) file.AppendLine(Invariant($"  heavyTails: {breaks.HeavyTails}  # factor on the variation of values and times"));
        if (breaks.LateShare > 0) file.AppendLine(Invariant($"  late: {{ share: {breaks.LateShare}, meanDays: {breaks.LateDays} }}"));
        if (breaks.UnloggedShare > 0) file.AppendLine(Invariant($"  unlogged: {{ share: {breaks.UnloggedShare} }}"));

        Head("counts", "What happened until the last day, written down or not. Lost are also those that a seller turned down at once.");
        foreach (var (name, count) in new[]
                 {
                     ("accounts", truth.Accounts), ("leads", truth.Leads), ("opportunities", truth.Opportunities), ("won", truth.Won), ("lost", truth.Lost), ("subscriptions", truth.Customers), ("ended", truth.Churned),
                     ("handoffs", truth.Handoffs), ("droppedHandoffs", truth.DroppedHandoffs), ("loggedLate", truth.LoggedLate), ("neverLogged", truth.Unlogged),
                 }) file.AppendLine(Invariant($"  {name}: {count}"));

        Head("numbers", "Every number of the simulation; episodes and breaks change some of them for a while.");
        foreach (var row in Parameters.Rows)
            file.AppendLine(Invariant($"  {row.Name}: {story.Organisation.Overrides.GetValueOrDefault(row.Is, row.Default)}  # {In(row.Unit)}{row.Meaning}"));
        return file.ToString();

        void Line(string key, object value) => file.AppendLine(Invariant($"{key}: {value}"));

        void Head(string key, string about) => file.AppendLine().AppendLine(Invariant($"# {about}")).AppendLine(Invariant($"{key}:"));

        string DayOf(double month) => Day(Calendar(truth.First, month));
    }

    /// <summary>The day on which a month of the story begins or a part of it has passed.</summary>
    public static DateOnly Calendar(DateOnly first, double month)
    {
        var whole = first.AddMonths((int)Math.Floor(month));
        return whole.AddDays((int)Math.Round((month - Math.Floor(month)) * DateTime.DaysInMonth(whole.Year, whole.Month)));
    }

    public static double? TrueWinRate(Scenario organisation, TruthBook.Worker worker)
    {
        var seats = organisation.Seats.Where(s => s.Role == worker.Role && (s.Does & Does.Sell) != 0).OrderBy(s => s.FromMonth).ToList();
        if (seats.Count == 0) return null;
        var seat = seats[worker.Role == Role.Founder ? 0 : Math.Min(worker.Nth, seats.Count) - 1];
        return organisation.Overrides.GetValueOrDefault(Parameter.Win, Parameters.Row(Parameter.Win).Default) * seat.Skill;
    }

    static string In(Unit unit) => unit switch
    {
        Unit.Share => "share: ", Unit.PerMonth => "a month: ", Unit.PerYear => "share a year: ", Unit.Minutes => "minutes: ", Unit.Hours => "hours: ", Unit.HoursPerWeek => "hours a week: ", Unit.WorkingDays => "working days: ",
        Unit.Days => "days: ", Unit.Months => "months: ", Unit.Factor => "factor: ", Unit.Variation => "deviation over mean: ", Unit.Money => "money: ", Unit.MoneyPerYear => "money a year: ", _ => "",
    };

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Text(string words) => "\"" + words.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
