using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Rung.Handoffs;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Mail;
using Rung.Server.SignIn;
using Rung.Server.Ui;

namespace Rung.Server.Handoffs;

/// <summary>The letter to whoever is to answer a hand-off, or to whoever stands above when nobody did; only to those who chose to be written to.</summary>
/// <param name="toAbove">Whether it goes to the one it was escalated to.</param>
sealed class HandoffLetter(Store store, Settings settings, Texts texts, bool toAbove) : ILetterWriter
{
    public const string Waiting = "handoff-waiting", Escalated = "handoff-escalated";

    public string Kind => toAbove ? Escalated : Waiting;

    public async Task<Letter?> Write(Guid about, CancellationToken cancel)
    {
        await using var db = store.Open();
        var id = new Id<Handoff>(about);
        // What was answered meanwhile needs no letter.
        if (settings.PublicBaseUrl is not { } at || await db.Set<Handoff>().AsNoTracking().FirstOrDefaultAsync(h => h.Id == id, cancel) is not { RemovedAt: null, Status: HandoffStatus.Waiting } handoff) return null;
        if ((toAbove ? handoff.EscalatedToId : handoff.ToPersonId) is not { } who || await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == who, cancel) is not { } person || !Wants(person)) return null;
        if (!MailboxAddress.TryParse(person.Email!, out var plain) || plain.Address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return null;

        var language = person.Language is "zh" or "zh-CN" ? Texts.Chinese : Texts.English;
        // The letter names nobody: what it is about is read behind the sign-in.
        var (subject, link) = (texts.Get(language, toAbove ? "handoff.letter.escalated" : "handoff.letter.waiting"), new Uri(at, $"/handoffs/{id}"));
        var open = texts.Get(language, "handoff.letter.open");
        return new(new MailboxAddress(person.Name, plain.Address), subject, $"{subject}\n\n{open}:\n{link}",
            $"<!doctype html><html lang=\"{language}\"><body style=\"font-family:sans-serif;max-width:560px\"><p>{Plain(subject)}</p><p><a href=\"{Plain(link.AbsoluteUri)}\">{Plain(open)}</a></p></body></html>", null);
    }

    public static bool Wants(Person? person) => person is { MailNotices: true, Email.Length: > 0, ErasedAt: null, LeftOn: null };

    static string Plain(string text) => WebUtility.HtmlEncode(text);
}
