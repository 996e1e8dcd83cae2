using System.Collections;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Rung.Server.Telemetry;

/// <summary>
/// An exception as a log may hold it: what kind, where, and its words only where those are about machines. What other
/// exceptions say may repeat what somebody wrote.
/// </summary>
static class Blunder
{
    public const string Silent = "(its words are kept out of the log: they may repeat what somebody wrote)";

    /// <summary>The exception and what caused it, the outermost first.</summary>
    public static IEnumerable<(string Type, string Words, string Where)> Of(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return (exception.GetType().FullName ?? "", Words(exception), exception.StackTrace ?? "");
    }

    static string Words(Exception e) => e switch
    {
        PostgresException refused => $"{refused.SqlState} {refused.TableName} {refused.ConstraintName}".TrimEnd(),
        BadHttpRequestException => Silent,
        DbException or IOException or SocketException or TimeoutException or OperationCanceledException or UnauthorizedAccessException or NullReferenceException or ObjectDisposedException
            or CommandLine.UsageException or Database.UnfitSchemaException => e.Message,
        _ => Silent,
    };
}
