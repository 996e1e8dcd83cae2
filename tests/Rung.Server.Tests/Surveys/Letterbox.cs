using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;
using Rung.Server.Mail;

namespace Rung.Server.Tests.Surveys;

/// <summary>The smallest mail server: speaks SMTP (RFC 5321) on this machine and keeps what it takes.</summary>
sealed class Letterbox : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly Task open;

    public Letterbox()
    {
        listener.Start();
        open = Open();
    }

    public ConcurrentQueue<string> Raw { get; } = new();

    public IReadOnlyList<MimeMessage> Letters => [.. Raw.Select(raw => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw))))];

    /// <summary>What it says to a receiver; 250 takes it.</summary>
    public string ToReceiver { get; set; } = "250 fine";

    /// <summary>What it says to a letter it has taken: a server that keeps it and then falls over says nothing.</summary>
    public string? ToLetter { get; set; } = "250 kept";

    public MailSettings Settings(MailSecurity security = MailSecurity.None) => new()
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = security, From = MailboxAddress.Parse("\"My company\" <hello@my.example>"),
    };

    async Task Open()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    async Task Serve(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 here");
            while (await reader.ReadLineAsync(closing.Token) is { } line)
            {
                var answer = line.Split(' ', ':')[0].ToUpperInvariant() switch { "EHLO" => "250 here", "RCPT" => ToReceiver, "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 fine" };
                await writer.WriteLineAsync(answer);
                if (answer.StartsWith("221", StringComparison.Ordinal)) return;
                if (!answer.StartsWith("354", StringComparison.Ordinal)) continue;

                var letter = new StringBuilder();
                while (await reader.ReadLineAsync(closing.Token) is { } text and not ".") letter.Append(text.StartsWith("..", StringComparison.Ordinal) ? text[1..] : text).Append("\r\n");
                Raw.Enqueue(letter.ToString());
                if (ToLetter is null) return;
                await writer.WriteLineAsync(ToLetter);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await open;
        listener.Dispose();
        closing.Dispose();
    }
}
