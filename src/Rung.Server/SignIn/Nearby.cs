using System.Net;

namespace Rung.Server.SignIn;

/// <summary>Whether a request comes from this machine.</summary>
static class Nearby
{
    /// <summary>
    /// From this machine itself: a loopback address at both ends, a loopback name asked for, and no proxy's header; a
    /// reverse proxy beside us makes the whole world look local.
    /// </summary>
    public static bool IsHere(HttpContext http) =>
        IsLoopback(http.Connection.RemoteIpAddress)
        && IsLoopbackName(http.Request.Host.Host)
        && !http.Request.Headers.Keys.Any(h => h.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || h.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
            || h.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || h.Equals("Via", StringComparison.OrdinalIgnoreCase) || h.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase));

    public static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    // A server inside the process of a test has no address at all.
    static bool IsLoopback(IPAddress? address) => address is null || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
