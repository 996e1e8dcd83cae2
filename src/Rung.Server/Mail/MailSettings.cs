using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using Rung.Server.CommandLine;

namespace Rung.Server.Mail;

enum MailSecurity
{
    /// <summary>Begins in the open and turns secret before anything is said; without that nothing is sent.</summary>
    StartTls,

    /// <summary>Secret from the first byte.</summary>
    Tls,

    /// <summary>In the open: only to a mail server on this machine.</summary>
    None,
}

/// <summary>
/// The mail server that takes what we send, from <c>settings.json</c> under <c>Mail</c> or the environment
/// (<c>RUNG_MAIL__HOST</c> and so on). Only whoever runs the machine can set it, so it may lie within the company's own network.
/// </summary>
sealed class MailSettings
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required MailSecurity Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }
    public required MailboxAddress From { get; init; }

    /// <summary>Who vouches for the mail server where no public authority does: a company's own, or the server itself.</summary>
    public X509Certificate2Collection? Authority { get; init; }

    /// <summary>What is set, or null where no mail is set up.</summary>
    public static MailSettings? Of(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        if (mail["Host"] is not { Length: > 0 } host) return null;

        if (!Enum.TryParse<MailSecurity>(mail["Security"] ?? nameof(MailSecurity.StartTls), true, out var security) || !Enum.IsDefined(security))
            throw new UsageException("Mail:Security takes startTls, tls or none.");
        if (security == MailSecurity.None && !IsHere(host)) throw new UsageException("Mail:Security none is for a mail server on this machine only.");
        if (!int.TryParse(mail["Port"] ?? (security == MailSecurity.Tls ? "465" : security == MailSecurity.None ? "25" : "587"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw new UsageException("Mail:Port takes a number from 1 to 65535.");
        if (!MailboxAddress.TryParse(mail["From"] ?? "", out var from) || from.Domain.Length == 0) throw new UsageException("Mail:From takes an address like \"Our company <hello@example.com>\".");
        if (mail["User"] is { Length: > 0 } != mail["Password"] is { Length: > 0 }) throw new UsageException("Mail:User and Mail:Password come together.");

        return new() { Host = host, Port = port, Security = security, From = from, User = mail["User"] is { Length: > 0 } user ? user : null, Password = mail["Password"], Authority = Certificates(mail["Authority"]) };
    }

    static X509Certificate2Collection? Certificates(string? file)
    {
        if (string.IsNullOrEmpty(file)) return null;
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(file);
            if (found.Count > 0) return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Said below, as is a file with nothing in it.
        }

        throw new UsageException("Mail:Authority takes a file of certificates in PEM.");
    }

    static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
