using Npgsql;
using Rung.Server.CommandLine;
using Rung.Server.Database;

namespace Rung.Server.Tests.CommandLine;

public class TheCommandLine
{
    [Fact]
    public async Task A_data_directory_is_made_where_there_is_none()
    {
        using var shell = new Shell();

        var said = await shell.Run("migrate");

        Assert.Equal((Exit.Ok, true), (said.Exit, File.Exists(Path.Combine(shell.Data, "rung.db"))));
    }

    [Fact]
    public async Task Standard_output_is_one_document_with_json()
    {
        using var shell = new Shell();

        var first = (await shell.Run("migrate", "--json")).Document;
        var second = (await shell.Run("migrate", "--json")).Document;

        Assert.Equal("sqlite", first.GetProperty("database").GetString());
        Assert.Equal((1, 0), (first.GetProperty("applied").GetArrayLength(), second.GetProperty("applied").GetArrayLength()));
    }

    [Theory]
    [InlineData("migrat")]
    [InlineData("migrate --colour")]
    [InlineData("migrate --postgres not-a-database")]
    public async Task What_cannot_be_understood_ends_with_usage(string line)
    {
        using var shell = new Shell();

        var said = await shell.Run(line.Split(' '));

        Assert.Equal((Exit.Usage, true), (said.Exit, said.Error.Length > 0));
    }

    [Fact]
    public async Task Two_places_at_once_are_refused()
    {
        using var shell = new Shell();

        Assert.Equal(Exit.Usage, (await shell.Run("migrate", "--data", shell.Data, "--postgres", "postgres://localhost/x")).Exit);
    }

    [Fact]
    public async Task A_database_out_of_reach_has_its_own_exit_code()
    {
        using var shell = new Shell();

        // Port 1 answers nobody.
        var said = await shell.Run("migrate", "--postgres", "postgres://nobody@127.0.0.1:1/none?connect_timeout=2");

        Assert.Equal((Exit.Unreachable, ""), (said.Exit, said.Output));
    }

    [Fact]
    public async Task A_verb_finds_the_data_directory_in_use()
    {
        using var shell = new Shell();
        using var duty = Duty.Take(new(shell.Data, null));

        Assert.Equal(Exit.Busy, (await shell.Run("migrate")).Exit);
        Assert.Equal(Exit.Busy, (await shell.Run("serve", "--urls", "http://127.0.0.1:0")).Exit);
    }

    [Theory]
    [InlineData("postgres://ana:p%40ss@db.example:6000/rung?sslmode=require", "db.example", 6000, "rung", "ana", "p@ss")]
    [InlineData("postgresql://ana@db.example/rung", "db.example", 5432, "rung", "ana", null)]
    [InlineData("Host=db.example;Database=rung;Username=ana", "db.example", 5432, "rung", "ana", null)]
    public void A_database_is_named_by_url_or_by_pairs(string given, string host, int port, string name, string user, string? password)
    {
        var read = new NpgsqlConnectionStringBuilder(Where.ConnectionString(given));

        Assert.Equal((host, port, name, user, password), (read.Host, read.Port, read.Database, read.Username, read.Password));
    }

    [Theory]
    [InlineData("mysql://db/x")]
    [InlineData("postgres://db/x?colour=red")]
    [InlineData("rung")]
    [InlineData("")]
    public void What_names_no_database_is_seen_at_once(string given) => Assert.Null(Where.ConnectionString(given));
}

public class OnDuty
{
    [Fact]
    public void One_process_at_a_time_has_a_data_directory()
    {
        using var shell = new Shell();
        var place = new Place(shell.Data, null);
        using (var first = Duty.Take(place))
        {
            Assert.NotNull(first);
            Assert.Null(Duty.Take(place));
        }

        using var next = Duty.Take(place);
        Assert.NotNull(next);
    }

    [Fact]
    public void The_notice_of_a_server_is_for_its_owner_alone_and_goes_with_it()
    {
        using var shell = new Shell();
        var place = new Place(shell.Data, null);
        using (var duty = Duty.Take(place)!)
        {
            duty.Announce(["http://0.0.0.0:5080"]);

            var notice = Duty.Announced(place)!;
            Assert.Equal("http://127.0.0.1:5080", notice.Url);
            Assert.True(duty.Knows(notice.Token));
            Assert.False(duty.Knows(notice.Token[1..]));
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(shell.Data, "server.json")));
        }

        Assert.Null(Duty.Announced(place));
    }

    [Fact]
    public void A_notice_left_by_a_killed_server_is_not_believed()
    {
        using var shell = new Shell();
        var place = new Place(shell.Data, null);
        Directory.CreateDirectory(shell.Data);
        File.WriteAllText(Path.Combine(shell.Data, "server.json"), """{"Url":"http://127.0.0.1:1","Token":"x"}""");

        using var duty = Duty.Take(place);

        Assert.Null(Duty.Announced(place));
    }
}
