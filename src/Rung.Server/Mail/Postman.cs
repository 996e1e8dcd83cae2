using Microsoft.EntityFrameworkCore;
using MailKit.Net.Smtp;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Telemetry;

namespace Rung.Server.Mail;

/// <summary>
/// Empties the outbox: each letter at least once, by one node at a time. What could not be sent is tried again later and
/// later, for three days; a letter whose receiver does not exist is given up at once.
/// </summary>
sealed partial class Postman(Store store, TheDesk desk, Mailer mailer, IEnumerable<ILetterWriter> writers, ILogger<Postman> log) : BackgroundService
{
    const int AtOnce = 50;
    const int MostTries = 20;
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    readonly string me = Guid.CreateVersion7(desk.Now).ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mailer.IsSetUp) return;

        using var pause = new PeriodicTimer(Pause);
        try
        {
            do
            {
                try
                {
                    while (await Round(stoppingToken) == AtOnce)
                    {
                        // There is more.
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Stumbled(log, e);
                }
            }
            while (await pause.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop; a letter under way is sent again under the same name.
        }
    }

    /// <summary>Tries what is due once; how many were sent.</summary>
    public async Task<int> Round(CancellationToken cancel)
    {
        SmtpClient? line = null;
        var sent = 0;
        try
        {
            foreach (var mail in await Due(cancel))
            {
                if (!await Take(mail, cancel)) continue;
                if (await writers.Single(w => w.Kind == mail.Kind).Write(mail.AboutId, cancel) is not { } letter)
                {
                    await End(mail, "withdrawn", cancel);
                    continue;
                }

                try
                {
                    line ??= await mailer.Call(cancel);
                    await line.SendAsync(letter.Packed(mailer.From, mail.MessageId, mail.QueuedAt), cancel);
                    await Keep("UPDATE outgoing_mails SET sent_at=@0, tries=tries+1, holder=NULL, held_until=NULL, problem=NULL WHERE id=@1", [desk.Now, mail.Id], cancel);
                    Signals.Letter("sent");
                    sent++;
                }
                catch (Exception met) when (!cancel.IsCancellationRequested && Mailer.Problem(met) is not null)
                {
                    var (word, isForGood) = Mailer.Problem(met)!.Value;
                    NotSent(log, mail.Id, mail.Tries + 1, word);
                    Signals.Letter(word);
                    if (isForGood || mail.Tries + 1 >= MostTries) await End(mail, word, cancel);
                    else await Keep("UPDATE outgoing_mails SET due_at=@0, tries=tries+1, holder=NULL, held_until=NULL, problem=@1 WHERE id=@2", [desk.Now + Wait(mail.Tries + 1), word, mail.Id], cancel);
                    // The server is away; the others wait for the next round.
                    if (line?.IsConnected != true) break;
                }
            }

            if (line?.IsConnected == true) await line.DisconnectAsync(true, cancel);
        }
        finally
        {
            line?.Dispose();
        }

        return sent;
    }

    /// <summary>1 minute, 2, 4 … and 6 hours at most.</summary>
    public static TimeSpan Wait(int tries) => tries > 9 ? LongestWait : TimeSpan.FromMinutes(1 << (tries - 1)) is var wait && wait < LongestWait ? wait : LongestWait;

    async Task<List<OutgoingMail>> Due(CancellationToken cancel)
    {
        await using var db = store.Open();
        var now = desk.Now;
        return await db.Set<OutgoingMail>().AsNoTracking().Where(m => m.SentAt == null && m.EndedAt == null && m.DueAt <= now && (m.HeldUntil == null || m.HeldUntil < now))
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(cancel);
    }

    async Task<bool> Take(OutgoingMail mail, CancellationToken cancel)
    {
        var now = desk.Now;
        try
        {
            await store.Writer.Write(new Writing { Guards = { ("UPDATE outgoing_mails SET holder=@0, held_until=@1 WHERE id=@2 AND sent_at IS NULL AND ended_at IS NULL AND (held_until IS NULL OR held_until<@3)", [me, now + Lease, mail.Id, now]) } }, cancel);
            return true;
        }
        catch (LeaseLostException)
        {
            return false;
        }
    }

    Task End(OutgoingMail mail, string problem, CancellationToken cancel) =>
        Keep("UPDATE outgoing_mails SET ended_at=@0, tries=tries+1, holder=NULL, held_until=NULL, problem=@1 WHERE id=@2", [desk.Now, problem, mail.Id], cancel);

    Task Keep(string sql, object?[] values, CancellationToken cancel) => store.Writer.Write(new Writing { Statements = { (sql, values) } }, cancel);

    [LoggerMessage(LogLevel.Warning, "The letter {Id} could not be sent at try {Try}: {Problem}.")]
    static partial void NotSent(ILogger log, Guid id, int @try, string problem);

    [LoggerMessage(LogLevel.Error, "The postman stumbled and will go round again.")]
    static partial void Stumbled(ILogger log, Exception e);
}
