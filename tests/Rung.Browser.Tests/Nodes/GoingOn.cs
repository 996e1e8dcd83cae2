using Microsoft.Playwright;
using Npgsql;

namespace Rung.Browser.Tests.Nodes;

/// <summary>Somebody works in a browser while nodes die and leave: what the page said is done is done, once, and they go on.</summary>
public sealed class GoingOn(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Work_goes_on_when_a_node_is_killed()
    {
        await using var nodes = await TwoNodes.Open();
        await using var work = await Work.Begin(chromium, nodes);
        var other = await Watching.Begin(chromium, nodes, await work.Enter("Watched Ropes"));
        await work.Change("Watched Ropes", 2);

        var killed = work.AtNextChange(nodes.Named(other.Node).Kill);
        for (var i = 0; i < 6; i++) await work.Change("Killed " + i);
        await killed;
        await other.IsBack();
        await other.Sees(await work.Amend("Watched Ropes"));

        await work.IsAllThere();
        Assert.NotEqual(nodes.All.Single(n => n.HasLeft).Name, other.Node);
    }

    [Fact]
    public async Task Nodes_leave_and_come_back_one_after_the_other_and_nobody_sees_an_error()
    {
        await using var nodes = await TwoNodes.Open();
        await using var work = await Work.Begin(chromium, nodes);
        var other = await Watching.Begin(chromium, nodes, await work.Enter("Watched Ropes"));
        foreach (var turn in (string[])["first", "second"])
        {
            var leaving = nodes.Named(other.Node);
            await work.Change($"Before the {turn}");
            await leaving.Dismiss();
            for (var i = 0; i < 4 || !leaving.HasLeft; i++) await work.Change($"During the {turn} {i}");
            Assert.Equal(0, await leaving.Exit());
            await other.IsBack();
            await other.Sees(await work.Amend("Watched Ropes"));
            leaving.Start();
            await nodes.Ready(leaving);
        }

        await work.IsAllThere();
        Assert.Empty(work.Errors);
    }

    /// <summary>The hardest moment: the node has given its change to the database and dies before it can say so.</summary>
    [Fact]
    public async Task A_change_whose_node_died_while_it_was_written_is_there_once_and_the_page_says_so()
    {
        await using var nodes = await TwoNodes.Open();
        await using var work = await Work.Begin(chromium, nodes);
        var id = await work.Enter("Held Ropes");
        await using var connection = new NpgsqlConnection(nodes.Postgres);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var take = new NpgsqlCommand($"SELECT 1 FROM accounts WHERE id='{id}' FOR UPDATE", connection, held)) await take.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        var change = work.Amend("Held Ropes");
        var first = await Waits(nodes, change, _ => true);
        await nodes.Named(first).Kill();
        await Waits(nodes, change, name => name != first);
        await held.CommitAsync(TestContext.Current.CancellationToken);
        await change;

        await work.IsAllThere();
        Assert.Equal(2L, await TwoNodes.Ask(nodes.Postgres, $"SELECT version FROM accounts WHERE id='{id}'"));
    }

    /// <summary>The node whose connection waits for a record that somebody holds.</summary>
    static async Task<string> Waits(TwoNodes nodes, Task change, Func<string, bool> which)
    {
        while (!change.IsCompleted)
            if (await TwoNodes.Ask(nodes.Postgres, "SELECT string_agg(application_name, ',') FROM pg_stat_activity WHERE datname=current_database() AND wait_event_type='Lock'") is string names && names.Split(',').FirstOrDefault(which) is { } name) return name;
        await change;
        throw new InvalidOperationException("The change went through without waiting.");
    }
}
