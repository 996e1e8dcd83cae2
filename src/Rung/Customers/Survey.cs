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
    /// <summary>How long after the first answer it may still be changed.</summary>
    public static readonly TimeSpan Changeable = TimeSpan.FromDays(7);

    [Entered(Once = true)] public Id<Account> AccountId { get; private set; }
    [Entered(Once = true)] public Id<Contact>? RespondentId { get; private set; }
    [Entered(Once = true)] public SurveyType Type { get; private set; }
    [Entered(Once = true)] public DateTimeOffset SentAt { get; private set; }

    /// <summary>When it was answered first.</summary>
    [Entered(Once = true)] public DateTimeOffset? AnsweredAt { get; private set; }

    [Entered(Once = true, Least = 0, Most = 10), Kept] public int? Score { get; private set; }
    [Entered(Once = true, Max = 20_000, Lines = true), Private] public string? Verbatim { get; private set; }

    /// <summary>The programme that asked; empty for what was entered by hand or imported.</summary>
    public Id<SurveyProgramme>? ProgrammeId { get; private set; }

    /// <summary>The day on which the customer came to the programme's trigger.</summary>
    public DateOnly? OccasionOn { get; private set; }

    /// <summary>Until when the link takes a first answer.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    public static bool IsNps(SurveyType type) => type is SurveyType.RelationshipNps or SurveyType.OnboardingNps;

    /// <summary>Answered with 0 to 6 to "would you recommend us".</summary>
    public bool IsDetractor => IsNps(Type) && Score <= 6;

    /// <summary>7 to 10: a yes to the questions that ask for one (A2.4).</summary>
    public static bool IsYes(int score) => score >= 7;

    /// <summary>The programme asks the question.</summary>
    [Consequence]
    public Outcome<Fact> Send(SurveyProgramme programme, DateOnly occasion, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (ProgrammeId is not null) return new NothingToChange();

        (ProgrammeId, OccasionOn, OpenUntil) = (programme.Id, occasion, act.At.AddDays(programme.OpenDays));
        return new SurveySent(programme.Id, occasion);
    }

    /// <summary>Takes the answer. It may be changed for a week; then it stands.</summary>
    public Outcome<Fact> Answer(int? score, string? verbatim, Act act)
    {
        if (RemovedAt is not null) return new Removed(RecordKind);
        if (AnsweredAt is { } first && (act.At < first || act.At > first + Changeable)) return new AlreadyAnswered();
        if (AnsweredAt is null && act.Origin == Origin.Respondent && act.At > OpenUntil) return new SurveyClosed();
        if (score is < 0 or > 10) return new OutOfRange("score", "0", "10");
        if (act.At < SentAt) return new EndsBeforeStart("answeredAt", "sentAt");
        var words = string.IsNullOrWhiteSpace(verbatim) ? null : verbatim.Trim();
        if (score is null && words is null) return new Missing("score");
        if (AnsweredAt is not null && Score == score && Verbatim == words) return new NothingToChange();

        var isFirst = AnsweredAt is null;
        (AnsweredAt, Score, Verbatim) = (AnsweredAt ?? act.At, score, words);
        return isFirst ? new SurveyAnswered(score) : new SurveyAnswerChanged(score);
    }

    public override Refusal? Check()
    {
        if (AnsweredAt < SentAt) return new EndsBeforeStart("answeredAt", "sentAt");
        return AnsweredAt is null && (Score is not null || Verbatim is not null) ? new Missing("answeredAt") : null;
    }
}

public sealed record SurveySent(Id<SurveyProgramme> ProgrammeId, DateOnly OccasionOn) : Fact;

public sealed record SurveyAnswered(int? Score) : Fact;

public sealed record SurveyAnswerChanged(int? Score) : Fact;

/// <summary>The survey was answered more than a week ago; the answer stands.</summary>
public sealed record AlreadyAnswered : Refusal;

/// <summary>Nobody answered in time.</summary>
public sealed record SurveyClosed : Refusal;
