using Rung.Records;

namespace Rung.Tests;

public sealed class TheJourney
{
    [Fact]
    public void Goes_from_account_to_renewal_and_each_step_joins_the_next()
    {
        Assert.Equal(["account", "lead", "meeting", "opportunity", "customer", "renewal"], Journey.Steps.Select(s => s.Name));
        Assert.All(Journey.Joints, j => Assert.Equal(Journey.Steps.ToList().IndexOf(j.From) + 1, Journey.Steps.ToList().IndexOf(j.To)));
        Assert.Equal(5, Journey.Joints.Count());
    }

    [Fact]
    public void Hands_off_where_the_role_changes() =>
        Assert.Equal([("meeting", "opportunity"), ("opportunity", "customer")], Journey.Joints.Where(j => j.IsHandoff).Select(j => (j.From.Name, j.To.Name)));

    [Fact]
    public void Names_every_room_that_holds_records() =>
        Assert.Empty(Kinds.All.Select(k => k.Namespace!.Split('.')[^1]).Distinct().Except(Journey.Rooms));

    [Fact]
    public void Is_told_in_the_same_order_in_the_readme()
    {
        var told = File.ReadLines(Path.Combine(TheGlossary.Root(), "src", "Rung", "README.md"))
            .Where(l => l.StartsWith("- `", StringComparison.Ordinal)).Select(l => l.Split('`')[1]);
        Assert.Equal(Journey.Rooms, told);
    }
}
