using Rung.Accounts;
using Rung.Records;

namespace Rung.Customers;

public enum SurveyType
{
    /// <summary>Would you recommend us? (0 to 10)</summary>
    RelationshipNps,

    /// <summary>The same question after onboarding.</summary>
    OnboardingNps,

    /// <summary>Was it worth it? (0 to 10; A2.4)</summary>
    WorthIt,
    RenewalIntent,
    ReferenceConsent,
    Satisfaction,
}

/// <summary>A question sent to a customer, and what came back.</summary>
public sealed class Survey : Record<Survey>
{
    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered(Once = true)] public Id<Contact>? RespondentId { get; private set; }
    [Entered(Once = true)] public SurveyType Type { get; private set; }
    [Entered(Once = true)] public DateTimeOffset SentAt { get; private set; }
    [Entered(Once = true)] public DateTimeOffset? AnsweredAt { get; private set; }
    [Entered(Once = true, Least = 0, Most = 10)] public int? Score { get; private set; }
    [Entered(Once = true, Max = 20_000, Lines = true), Private] public string? Verbatim { get; private set; }

    /// <summary>Takes the answer; the first one counts.</summary>
    public Outcome<Fact> Answer(int? score, string? verbatim, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (AnsweredAt is not null) return new AlreadyAnswered();
        if (score is < 0 or > 10) return new OutOfRange("score", "0", "10");
        if (act.At < SentAt) return new EndsBeforeStart("answeredAt", "sentAt");
        var words = string.IsNullOrWhiteSpace(verbatim) ? null : verbatim.Trim();
        if (score is null && words is null) return new Missing("score");

        (AnsweredAt, Score, Verbatim) = (act.At, score, words);
        return new SurveyAnswered(score);
    }

    public override Refusal? Check()
    {
        if (AnsweredAt < SentAt) return new EndsBeforeStart("answeredAt", "sentAt");
        return AnsweredAt is null && (Score is not null || Verbatim is not null) ? new Missing("answeredAt") : null;
    }
}

public sealed record SurveyAnswered(int? Score) : Fact;

/// <summary>The survey was answered before; the first answer counts.</summary>
public sealed record AlreadyAnswered : Refusal;
