using System.Diagnostics;
using System.Net.Http.Json;
using Npgsql;

namespace Rung.Browser.Tests.Nodes;

/// <summary>
/// Two nodes on one PostgreSQL behind haproxy, set up as <c>deploy/haproxy.cfg</c> says. Only with <c>./test --servers</c>;
/// shown as skipped otherwise.
/// </summary>
sealed class TwoNodes : IAsyncDisposable
{
    const string Balancer = "/usr/sbin/haproxy";

    public const string Email = "maya@example.com", Password = "four words in a row";

    static readonly string? Server = Environment.GetEnvironmentVariable("RUNG_TEST_POSTGRES");

    static readonly string? Missing = Environment.GetEnvironmentVariable("RUNG_TEST_SERVERS") is not { Length: > 0 } ? "Real servers are for ./test --servers."
        : !File.Exists(Balancer) ? $"No balancer at {Balancer}." : Server is not { Length: > 0 } ? "No PostgreSQL: set RUNG_TEST_POSTGRES, or run ./test." : null;

    readonly string at = Directory.CreateTempSubdirectory("rung-nodes-").FullName;
    readonly string database = "t" + Guid.NewGuid().ToString("N");
    readonly HttpClient client = new();
    Process? balancer;

    TwoNodes()
    {
        Postgres = new NpgsqlConnectionStringBuilder(Server) { Database = database }.ToString();
        All = [.. ((string[])["one", "two"]).Select(name => new Node(name, Postgres, Path.Combine(at, "rung.key"), Port))];
    }

    public int Port { get; } = Node.FreePort();

    public string Address => $"http://127.0.0.1:{Port}";

    public string Postgres { get; }

    public IReadOnlyList<Node> All { get; }

    public Node Named(string name) => All.Single(n => n.Name == name);

    /// <summary>Both nodes up, the company set up by somebody at one of them.</summary>
    public static async Task<TwoNodes> Open()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var nodes = new TwoNodes();
        try
        {
            await nodes.Begin();
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    async Task Begin()
    {
        await Ask(Server!, $"CREATE DATABASE {database} TEMPLATE template0");
        // Both at the same time: neither waits for the other to make the tables.
        foreach (var node in All) node.Start();
        foreach (var node in All) await Ready(node);
        using var claimed = await client.PostAsJsonAsync($"http://127.0.0.1:{All[0].Port}/api/v1/first-run", new { name = "Maya Lindqvist", email = Email, password = Password, company = "Northwind Ropes" });
        Assert.True(claimed.IsSuccessStatusCode, await claimed.Content.ReadAsStringAsync());
        Balance();
        while (!await Node.IsReady(client, Port))
            if (balancer!.HasExited) throw new InvalidOperationException(await balancer.StandardError.ReadToEndAsync());
    }

    public async Task Ready(Node node)
    {
        while (!await node.IsReady(client)) await Task.Yield();
    }

    /// <summary>The example of the house; only the addresses are ours, and each answer says who gave it.</summary>
    void Balance()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "haproxy.cfg")).Where(l => !l.TrimStart().StartsWith("server ", StringComparison.Ordinal))
            .Select(l => l.TrimStart().StartsWith("bind ", StringComparison.Ordinal) ? $"    bind 127.0.0.1:{Port}" : l)
            .Concat(All.Select(n => $"    server {n.Name} 127.0.0.1:{n.Port}")).Append("    http-response set-header Rung-Node %s");
        File.WriteAllLines(Path.Combine(at, "haproxy.cfg"), lines);
        balancer = Process.Start(new ProcessStartInfo(Balancer, ["-db", "-f", Path.Combine(at, "haproxy.cfg")]) { RedirectStandardError = true })!;
    }

    public static async Task<object?> Ask(string place, string sql)
    {
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in All) await node.DisposeAsync();
        if (balancer is not null)
        {
            balancer.Kill();
            await balancer.WaitForExitAsync();
            balancer.Dispose();
        }

        client.Dispose();
        NpgsqlConnection.ClearAllPools();
        await Ask(Server!, $"DROP DATABASE {database} WITH (FORCE)");
        Directory.Delete(at, true);
    }
}
