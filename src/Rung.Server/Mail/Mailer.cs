using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Rung.Server.Mail;

/// <summary>The one way out for mail, where one is set up.</summary>
sealed class Mailer(MailSettings? settings)
{
    const int Patience = 20_000;

    public bool IsSetUp => settings is not null;

    public MailboxAddress From => settings!.From;

    /// <summary>A line to the mail server, ready to send; kept for several letters.</summary>
    public async Task<SmtpClient> Call(CancellationToken cancel)
    {
        var line = new SmtpClient { Timeout = Patience };
        if (settings!.Authority is { } authority) line.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsVouchedFor(certificate, authority));
        try
        {
            await line.ConnectAsync(settings.Host, settings.Port, settings.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            }, cancel);
            if (settings.User is { } user) await line.AuthenticateAsync(user, settings.Password!, cancel);
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    /// <summary>Of the right name it is already; nobody publishes what an authority of one's own has revoked.</summary>
    static bool IsVouchedFor(X509Certificate? certificate, X509Certificate2Collection authority)
    {
        if (certificate is not X509Certificate2 own) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(own);
    }

    /// <summary>
    /// What went wrong, in one word, and whether the letter itself was turned down for good; null for a mistake of ours. What
    /// the other side said is not kept: it may repeat the address, or the password.
    /// </summary>
    public static (string Word, bool IsForGood)? Problem(Exception met) => met switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } no => (((int)no.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), (int)no.StatusCode >= 500),
        SmtpCommandException no => (((int)no.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), false),
        AuthenticationException => ("not-authenticated", false),
        SslHandshakeException or NotSupportedException => ("not-secret", false),
        SmtpProtocolException or SocketException or IOException or TimeoutException or MailKit.ServiceNotConnectedException => ("not-reached", false),
        OperationCanceledException => ("not-reached", false),
        _ => null,
    };
}
