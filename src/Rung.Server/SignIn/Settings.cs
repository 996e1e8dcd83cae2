using System.Net;

namespace Rung.Server.SignIn;

/// <summary>
/// How this server is reached, from <c>settings.json</c> in the data directory or the environment (<c>RUNG_PUBLICBASEURL</c>
/// and so on). Addresses in links come from here and never from a request.
/// </summary>
/// <param name="PublicBaseUrl">Where people reach it, as <c>https://rung.example.com</c>.</param>
/// <param name="Proxies">Addresses and networks of reverse proxies whose word about the caller is taken.</param>
/// <param name="DrainFor">How long a node that is told to stop goes on listening, for a balancer to notice.</param>
sealed record Settings(Uri? PublicBaseUrl, IReadOnlyList<IPNetwork> Proxies, TimeSpan DrainFor = default)
{
    /// <summary>The browser speaks to us in secret, through a proxy or straight.</summary>
    public bool IsSecure => PublicBaseUrl?.Scheme == Uri.UriSchemeHttps;

    public static Settings Of(ConfigurationManager configuration)
    {
        Uri? url = null;
        if (configuration["PublicBaseUrl"] is { Length: > 0 } given
            && (!Uri.TryCreate(given, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https") || url.AbsolutePath != "/"))
            throw new CommandLine.UsageException("PublicBaseUrl takes an address like https://rung.example.com, without a path.");

        var proxies = new List<IPNetwork>();
        foreach (var proxy in (configuration["Proxies"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(proxy, out var network)) proxies.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) proxies.Add(new(address, address.GetAddressBytes().Length * 8));
            else throw new CommandLine.UsageException($"Proxies takes addresses and networks like 10.0.0.5, 10.1.0.0/16, not '{proxy}'.");
        }

        // Another name in the Host header is somebody else's page speaking to us.
        if (configuration["AllowedHosts"] is not { Length: > 0 })
            configuration["AllowedHosts"] = string.Join(';', ((string[])["localhost", "127.0.0.1", "[::1]"]).Concat(url is null ? [] : [url.Host]));
        if (!int.TryParse(configuration["DrainFor"] ?? "0", System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var drain) || drain > 30)
            throw new CommandLine.UsageException("DrainFor takes seconds from 0 to 30.");
        return new(url, proxies, TimeSpan.FromSeconds(drain));
    }
}
