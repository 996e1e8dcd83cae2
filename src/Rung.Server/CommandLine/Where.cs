using System.CommandLine;
using Npgsql;
using Rung.Server.Database;

namespace Rung.Server.CommandLine;

/// <summary>Where the records are; every verb is told in the same way.</summary>
static class Where
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = "The data directory (embedded database); made when it is not there. Default: RUNG_DATA, else ./data.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "A PostgreSQL database instead: postgres://user:password@host/name, or Host=…;Database=…. Default: RUNG_POSTGRES.",
        HelpName = "URL",
        Recursive = true,
    };

    static Where() => Postgres.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<string?>() is { } url && ConnectionString(url) is null) given.AddError("--postgres takes postgres://user:password@host/name, or Host=…;Database=….");
    });

    /// <summary>What the options say, else what the environment says, else <c>data</c> under the current directory.</summary>
    /// <summary>Whether the caller said where.</summary>
    public static bool IsNamed(ParseResult parsed) => parsed.GetValue(Data) is not null || parsed.GetValue(Postgres) is not null;

    public static Place Place(ParseResult parsed)
    {
        var (data, postgres) = (parsed.GetValue(Data), parsed.GetValue(Postgres));
        if (data is not null && postgres is not null) throw new UsageException("Say --data or --postgres, not both.");
        if (postgres is null && data is null) postgres = Environment.GetEnvironmentVariable("RUNG_POSTGRES");
        if (postgres is { Length: > 0 }) return new(null, ConnectionString(postgres) ?? throw new UsageException("RUNG_POSTGRES is neither a postgres:// URL nor key=value pairs."));
        if (data is not { Length: > 0 }) data = Environment.GetEnvironmentVariable("RUNG_DATA");
        return new(Path.GetFullPath(data is { Length: > 0 } ? data : "data"), null);
    }

    /// <summary>A PostgreSQL URL or key=value pairs as the driver takes them; null when it is neither.</summary>
    public static string? ConnectionString(string given)
    {
        try
        {
            if (!given.StartsWith("postgres://", StringComparison.Ordinal) && !given.StartsWith("postgresql://", StringComparison.Ordinal))
                return new NpgsqlConnectionStringBuilder(given) is { Host.Length: > 0 } pairs ? pairs.ToString() : null;
            if (!Uri.TryCreate(given, UriKind.Absolute, out var url)) return null;

            var builder = new NpgsqlConnectionStringBuilder { Host = url.Host is { Length: > 0 } host ? host : "localhost" };
            if (url.Port > 0) builder.Port = url.Port;
            if (url.AbsolutePath.Trim('/') is { Length: > 0 } name) builder.Database = Uri.UnescapeDataString(name);
            if (url.UserInfo.Split(':', 2) is [{ Length: > 0 } user, .. var password])
            {
                builder.Username = Uri.UnescapeDataString(user);
                if (password is [var secret]) builder.Password = Uri.UnescapeDataString(secret);
            }

            foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
                if (pair.Split('=', 2) is [var key, var value]) builder[Setting(key)] = Uri.UnescapeDataString(value);
                else return null;
            return builder.ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>PostgreSQL's own names for connection settings, where the driver's differ.</summary>
    static string Setting(string key) => key switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "target_session_attrs" => "Target Session Attributes",
        _ => Uri.UnescapeDataString(key),
    };
}

/// <summary>What was asked cannot be understood; the command line ends with <see cref="Exit.Usage"/>.</summary>
sealed class UsageException(string message) : Exception(message);
