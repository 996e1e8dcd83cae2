using Rung.Server.Desk;

namespace Rung.Server.Tests.History;

public sealed class NewIdentities
{
    [Fact]
    public void Of_one_moment_are_in_the_order_they_were_made()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        var made = Enumerable.Range(0, 10_000).Select(_ => Identities.Next(at)).ToList();

        Assert.Equal(made.Order(), made);
        Assert.All(made, id => Assert.Equal((7, at), (id.Version, DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16)))));
    }
}
