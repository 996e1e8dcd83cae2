using System.Net;

namespace Rung.Server.SignIn;

/// <summary>Whom a passkey is for (WebAuthn calls it so): a name, and the one address whose pages may ask for it.</summary>
/// <param name="Id">The name of the host, without a port.</param>
/// <param name="Origin">As browsers write it, <c>https://rung.example.com</c>.</param>
sealed record RelyingParty(string Id, string Origin)
{
    /// <summary>
    /// From the settings and never from what a request says. Without an address in them only this machine has one, at the
    /// port that is listened to. Null where browsers give no passkeys: a bare number, or an open line.
    /// </summary>
    public static RelyingParty? Of(Settings settings, HttpContext http)
    {
        if (settings.PublicBaseUrl is { } url)
            return !IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out _) && (settings.IsSecure || Nearby.IsLoopbackName(url.Host)) ? new(url.IdnHost, url.GetLeftPart(UriPartial.Authority)) : null;
        return Nearby.IsHere(http) && http.Request.Host.Host == Here
            ? new(Here, new UriBuilder(http.Request.Scheme, Here, http.Connection.LocalPort).Uri.GetLeftPart(UriPartial.Authority)) : null;
    }

    /// <summary>Whether the page at hand lies at this address, so that its browser would give a passkey.</summary>
    public bool IsAt(HttpContext http) => string.Equals(new Uri(Origin).Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    const string Here = "localhost";
}
