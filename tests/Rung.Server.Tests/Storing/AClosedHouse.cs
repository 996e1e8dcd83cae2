using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Rung.Server.Database;

namespace Rung.Server.Tests.Storing;

/// <summary>Whoever closes a house keeps nothing of it: no clock of it ticks on, and its memory is let go.</summary>
public sealed class AClosedHouse
{
    const int Rounds = 100;

    [Fact]
    public async Task Is_let_go_of_whole()
    {
        var closed = await Task.Run(Closed, TestContext.Current.CancellationToken);

        for (var round = 0; round < Rounds && closed.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(closed.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<WeakReference> Closed()
    {
        await using var house = await House.Open(Tests.Database.Sqlite);
        await house.ClientOf(house.Founder).Enter("accounts", new { name = "Varg" });
        return new(house.Services.GetRequiredService<Store>());
    }
}
