using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Rung.Server.CommandLine;

/// <summary>How a verb ended, for scripts.</summary>
static class Exit
{
    public const int Ok = 0;

    /// <summary>A rule said no, or the work failed; standard error says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The database cannot be reached: not there, not running, or not for us.</summary>
    public const int Unreachable = 3;

    /// <summary>Another process has the data directory, and is no server that could do the work.</summary>
    public const int Busy = 4;

    public static int Of(Exception e)
    {
        if (e is UsageException) return Usage;
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            if (IsUnreachable(cause)) return Unreachable;
        return Refused;
    }

    /// <summary>Says by itself what is wrong and what to do: where it was thrown helps nobody.</summary>
    public static bool IsPlain(Exception e) => e is Database.UnfitSchemaException;

    static bool IsUnreachable(Exception e) => e switch
    {
        // 08 connection, 28 sign-in, 3D no such database, 57P03 starting up.
        PostgresException p => p.SqlState is ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or "57P03",
        NpgsqlException or SocketException or UnauthorizedAccessException or DirectoryNotFoundException => true,
        // 14 cannot open, 23 not allowed, 26 no database file.
        SqliteException s => s.SqliteErrorCode is 14 or 23 or 26,
        _ => false,
    };
}
