using System.Runtime.CompilerServices;
using DiscreteEvents.Tests.Examples;

namespace DiscreteEvents.Tests;

/// <summary>The README shows these examples and what they print, letter by letter.</summary>
public sealed class ReadmeExamples
{
    static readonly string here = Here();
    static readonly string readme = File.ReadAllText(Path.Combine(here, "../../src/DiscreteEvents/README.md"));

    [Theory]
    [InlineData("Bank")]
    [InlineData("MachineShop")]
    [InlineData("Tandem")]
    public void The_readme_shows_the_example_that_is_compiled(string name)
    {
        var source = File.ReadAllText(Path.Combine(here, "Examples", name + ".cs"));
        var shown = source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd();
        Assert.Contains("```csharp\n" + shown + "\n```", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bank_prints_what_the_readme_says() => Assert.Contains(Printed(Bank.Run), readme, StringComparison.Ordinal);

    [Fact]
    public void A_machine_shop_prints_what_the_readme_says() => Assert.Contains(Printed(MachineShop.Run), readme, StringComparison.Ordinal);

    [Fact]
    public void A_tandem_prints_what_the_readme_says() => Assert.Contains(Printed(Tandem.Run), readme, StringComparison.Ordinal);

    static string Printed(Action<Action<string>> example)
    {
        var lines = new List<string>();
        example(lines.Add);
        return "```text\n" + string.Join('\n', lines) + "\n```";
    }

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
