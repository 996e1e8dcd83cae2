using System.Net;

namespace Rung.Server.SignIn;

/// <summary>What somebody signs in with, in words they would use themselves, and from where.</summary>
static class Devices
{
    // The order matters: every browser says it is also those it descends from.
    static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    static readonly (string Sign, string Name)[] Systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary><c>Firefox · Windows</c>; names of products are the same in every language.</summary>
    public static string Of(string? userAgent)
    {
        var agent = userAgent ?? "";
        return string.Join(" · ", new[] { Named(Browsers, agent), Named(Systems, agent) }.Where(n => n.Length > 0));
    }

    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress is { } from ? Plain(from).ToString() : "";

    /// <summary>Whom tries are counted for: an address of IPv4, or the network of a household or an office of IPv6, where every device has billions.</summary>
    public static string Network(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } from || Plain(from) is not { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } six) return Address(http);
        var bytes = six.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes) + "/64";
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    static string Named((string Sign, string Name)[] known, string agent) => Array.Find(known, k => agent.Contains(k.Sign, StringComparison.Ordinal)).Name ?? "";
}
