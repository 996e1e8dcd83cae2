using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Rung.Accounts;
using Rung.Customers;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Mail;
using Rung.Server.Ui;

namespace Rung.Server.Customers.Surveys;

/// <summary>The letter that brings a question: one line of it, and the link.</summary>
sealed class SurveyLetter(Store store, TheDesk desk, SurveyLinks links, Texts texts) : ILetterWriter
{
    public const string Word = "survey";

    public string Kind => Word;

    public async Task<Letter?> Write(Guid about, CancellationToken cancel)
    {
        await using var db = store.Open();
        var id = new Id<Survey>(about);
        var survey = await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel);
        if (survey is not { RemovedAt: null, AnsweredAt: null, RespondentId: { } asked } || survey.OpenUntil < desk.Now) return null;

        var contact = await db.Set<Contact>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == asked, cancel);
        if (contact is not { RemovedAt: null, ErasedAt: null, DoNotContact: false, SurveysStoppedAt: null }) return null;
        // An address with anything in it that a header could end on is none.
        if (!MailboxAddress.TryParse(contact.Email ?? "", out var plain) || plain.Address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) return null;

        var profiles = await store.Known.Profiles();
        var company = profiles.LastOrDefault(p => p.FromOn <= DateOnly.FromDateTime(desk.Now.UtcDateTime)) ?? profiles[0];
        // Where the reader's language is not known, the letter speaks both.
        string[] languages = AnswerLanguage.Of(contact.Language) is { } known ? [known] : company.Language == Texts.Chinese ? [Texts.Chinese, Texts.English] : [Texts.English, Texts.Chinese];
        var (answer, stop) = (links.Url(id)!, links.Url(id, "/stop")!);
        var until = DateOnly.FromDateTime((survey.OpenUntil ?? desk.Now).UtcDateTime);
        var parts = languages.Select(language => new
        {
            Language = language,
            Ask = texts.Get(language, "survey.question." + Words.Camel(survey.Type.ToString()), ("company", company.Name)),
            Once = texts.Get(language, "survey.letter.once", ("until", until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))),
            Answer = texts.Get(language, "survey.letter.answer"),
            Stop = texts.Get(language, "survey.letter.stop"),
        }).ToList();

        var text = string.Join("\n\n--\n\n", parts.Select(p => $"{p.Ask}\n\n{p.Once}\n\n{p.Answer}:\n{answer}\n\n{p.Stop}:\n{stop}"));
        var html = string.Join("<hr>", parts.Select(p => $"""
            <div lang="{p.Language}"><p style="font-size:18px">{Plain(p.Ask)}</p><p>{Plain(p.Once)}</p>
            <p><a href="{Plain(answer.AbsoluteUri)}" style="display:inline-block;padding:12px 20px;background:#1f3a8a;color:#ffffff;text-decoration:none;border-radius:6px">{Plain(p.Answer)}</a></p>
            <p style="font-size:12px;color:#555555"><a href="{Plain(stop.AbsoluteUri)}">{Plain(p.Stop)}</a></p></div>
            """));
        return new(new MailboxAddress(contact.Name, plain.Address), parts[0].Ask, text, $"<!doctype html><html lang=\"{languages[0]}\"><body style=\"font-family:sans-serif;max-width:560px\">{html}</body></html>", stop);
    }

    static string Plain(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>Which of our languages a contact's language is.</summary>
static class AnswerLanguage
{
    public static string? Of(string? language) => language?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        var zh when zh.StartsWith("zh", StringComparison.Ordinal) || zh is "中文" or "chinese" => Texts.Chinese,
        var en when en.StartsWith("en", StringComparison.Ordinal) => Texts.English,
        _ => null,
    };
}
