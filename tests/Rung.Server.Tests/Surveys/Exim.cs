using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using MimeKit;
using Rung.Server.Mail;

namespace Rung.Server.Tests.Surveys;

/// <summary>
/// Exim in a process of its own: takes letters only in secret and from whoever signs in, keeps them, knows some receivers and
/// puts others off. Only with <c>./test --servers</c>; shown as skipped otherwise.
/// </summary>
public sealed class Exim : IAsyncLifetime
{
    const string Program = "/usr/sbin/exim4", Owner = "Debian-exim";

    static readonly string? Missing = Environment.GetEnvironmentVariable("RUNG_TEST_SERVERS") is not { Length: > 0 } ? "Real servers are for ./test --servers."
        : !File.Exists(Program) ? $"No mail server at {Program}." : Environment.UserName != "root" ? "A mail server of one's own wants root." : null;

    readonly string at = Directory.CreateTempSubdirectory("rung-exim-").FullName;
    readonly int port = FreePort();
    Process? server;

    public string Log => File.Exists(Path.Combine(at, "log-main")) ? File.ReadAllText(Path.Combine(at, "log-main")) : "";

    IReadOnlyList<MimeMessage> Letters => [.. Directory.Exists(Path.Combine(at, "box", "new")) ? Directory.GetFiles(Path.Combine(at, "box", "new")).Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f)) : []];

    public static void Need() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    internal MailSettings Settings(string password = "secret", bool knowsItsCertificate = true) => MailSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Mail:From"] = "My company <hello@my.example>", ["Mail:User"] = "rung", ["Mail:Password"] = password,
        ["Mail:Authority"] = knowsItsCertificate ? Path.Combine(at, "cert.pem") : null,
    }).Build())!;

    /// <summary>Who has a box here; nobody else is known.</summary>
    public void Knows(params string[] receivers) => File.WriteAllLines(Path.Combine(at, "boxes"), receivers);

    /// <summary>Who is told to be tried again later.</summary>
    public void PutsOff(params string[] receivers) => File.WriteAllLines(Path.Combine(at, "later"), receivers);

    public IReadOnlyList<MimeMessage> LettersTo(string receiver) => [.. Letters.Where(l => l.To.Mailboxes.Any(m => m.Address == receiver))];

    /// <summary>The letter to somebody, once it is in the box: Exim answers when it has it safely, and delivers by itself.</summary>
    public async Task<MimeMessage> LetterTo(string receiver)
    {
        using var box = new FileSystemWatcher(Path.Combine(at, "box")) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        while (LettersTo(receiver).Count == 0) await Task.Run(() => box.WaitForChanged(WatcherChangeTypes.All, 500), TestContext.Current.CancellationToken);
        return LettersTo(receiver)[0];
    }

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        Certify();
        Knows();
        PutsOff();
        Directory.CreateDirectory(Path.Combine(at, "spool"));
        Directory.CreateDirectory(Path.Combine(at, "box"));
        await File.WriteAllTextAsync(Path.Combine(at, "conf"), Conf());
        using (var owns = Process.Start("chown", ["-R", Owner, at])) await owns!.WaitForExitAsync();
        using (var owns = Process.Start("chown", ["root", Path.Combine(at, "conf")])) await owns!.WaitForExitAsync();
        server = Process.Start(new ProcessStartInfo(Program, ["-C", Path.Combine(at, "conf"), "-bdf"]) { RedirectStandardError = true })!;
        while (!await Answers())
            if (server.HasExited) throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    async Task<bool> Answers()
    {
        using var line = new TcpClient();
        try
        {
            await line.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    void Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(at, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(at, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    string Conf() => $$$"""
        primary_hostname = mail.example.com
        spool_directory = {{{at}}}/spool
        log_file_path = {{{at}}}/log-%s
        daemon_smtp_ports = {{{port}}}
        local_interfaces = 127.0.0.1
        tls_advertise_hosts = *
        tls_certificate = {{{at}}}/cert.pem
        tls_privatekey = {{{at}}}/key.pem
        auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}
        acl_smtp_mail = mail
        acl_smtp_rcpt = rcpt
        keep_environment =

        begin acl
        mail:
          deny !encrypted = *
          deny !authenticated = *
          accept
        rcpt:
          defer recipients = lsearch;{{{at}}}/later
          deny !recipients = lsearch;{{{at}}}/boxes
          accept

        begin authenticators
        plain:
          driver = plaintext
          public_name = PLAIN
          server_prompts = :
          server_condition = ${if eq{$auth2:$auth3}{rung:secret}}
          server_set_id = $auth2

        begin routers
        here:
          driver = accept
          transport = keep

        begin transports
        keep:
          driver = appendfile
          maildir_format
          directory = {{{at}}}/box
          create_directory
          user = {{{Owner}}}
        """;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(at, true);
    }
}
