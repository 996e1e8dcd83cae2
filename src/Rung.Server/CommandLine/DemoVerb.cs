using System.CommandLine;
using Rung.Server.Demo;

namespace Rung.Server.CommandLine;

/// <summary><c>rung demo</c>: writes a company whose truth is known into an empty database.</summary>
static class DemoVerb
{
    static readonly Option<ulong> Seed = new("--seed") { Description = "The same seed tells the same story.", HelpName = "N", DefaultValueFactory = _ => DemoCompany.UsualSeed };
    static readonly Option<DemoSize> Size = new("--size") { Description = "small, year3, or large: a million opportunities.", DefaultValueFactory = _ => DemoSize.Year3 };
    static readonly Option<string> Story = new("--story") { Description = $"Which company: {Stories.Names}.", HelpName = "NAME", DefaultValueFactory = _ => Stories.Usual };
    static readonly Option<DateOnly?> Until = new("--until") { Description = "The last day of its history. Default: yesterday.", HelpName = "yyyy-mm-dd" };
    static readonly Option<int> Months = new("--months") { Description = "How much of the story is told, from its beginning: 1 to 36.", HelpName = "N", DefaultValueFactory = _ => Stories.Months };

    /// <summary>The errand as a server on duty does it.</summary>
    public static readonly Errand<DemoAsk, DemoTold> Tell = Told(null);

    public static Command Make() => new Command("demo", "Fill an empty company with one whose truth is known.") { Seed, Size, Story, Until, Months }
        .Does((parsed, terminal, cancel) => Operator.Through(terminal, Told(new Spoken(terminal)),
            new DemoAsk(parsed.GetValue(Seed), parsed.GetValue(Size), parsed.GetValue(Story)!, parsed.GetValue(Until), parsed.GetValue(Months), terminal.Place.IsSqlite ? null : Path.GetFullPath("demo-truth.yaml")),
            Words, cancel, zone: Frame.Zone));

    static Errand<DemoAsk, DemoTold> Told(IProgress<long>? progress) => new("demo", (services, actor, ask, cancel) => services.GetRequiredService<DemoCompany>().Tell(actor, ask, progress, cancel));

    static string Words(DemoTold told) => string.Join(Environment.NewLine,
        $"{told.Story}: {told.FromOn:yyyy-MM-dd} to {told.UntilOn:yyyy-MM-dd}, {told.Accounts:N0} accounts, {told.Opportunities:N0} opportunities, {told.Won:N0} won, {told.Lost:N0} lost.",
        $"{told.Facts:N0} facts in {told.Seconds:F1} s, {told.FactsPerSecond:N0} a second. Digest {told.Digest[..16]}.",
        $"What is really so: {told.Truth}");

    /// <summary>A word every second or two, on standard error.</summary>
    sealed class Spoken(Terminal terminal) : IProgress<long>
    {
        long last = Environment.TickCount64;

        public void Report(long facts)
        {
            if (Environment.TickCount64 - last < 2_000) return;
            last = Environment.TickCount64;
            terminal.Say($"{facts:N0} facts …");
        }
    }
}
