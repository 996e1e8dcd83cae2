using MimeKit;

namespace Rung.Server.Mail;

/// <summary>A letter as it is now: written when it goes out, so that whoever was erased meanwhile gets none and is named nowhere.</summary>
/// <param name="To">Whom it goes to.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The same with a little form.</param>
/// <param name="Stop">Where one press ends such letters (RFC 8058).</param>
sealed record Letter(MailboxAddress To, string Subject, string Text, string Html, Uri? Stop)
{
    /// <summary>The letter with its headers. MimeKit encodes whatever a name or subject holds, so no value becomes a header of its own.</summary>
    public MimeMessage Packed(MailboxAddress from, string messageId, DateTimeOffset at)
    {
        var message = new MimeMessage { Subject = Subject, MessageId = messageId, Date = at };
        message.From.Add(from);
        message.To.Add(To);
        // Nobody's holiday notice comes back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (Stop is not null)
        {
            message.Headers.Add("List-Unsubscribe", $"<{Stop.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.Body = new BodyBuilder { TextBody = Text, HtmlBody = Html }.ToMessageBody();
        return message;
    }
}

/// <summary>Writes one kind of letter.</summary>
interface ILetterWriter
{
    /// <summary>The kind's word in the outbox.</summary>
    string Kind { get; }

    /// <summary>The letter about a record, or null when it is not to be sent any more.</summary>
    Task<Letter?> Write(Guid about, CancellationToken cancel);
}
