using Rung.Accounts;
using Rung.Customers;
using Rung.Records;
using Rung.Opportunities;
using static Rung.Tests.World;

namespace Rung.Tests.Customers;

public sealed class LookingAfterCustomers
{
    static readonly Id<Account> Northwind = Some<Account>();

    [Fact]
    public void An_onboarding_goes_from_kick_off_to_first_value_to_done()
    {
        var onboarding = Entered<Onboarding>(new { accountId = Northwind });

        Assert.IsType<OnboardingKickedOff>(onboarding.KickOff(Act(Hour(2, 9))).Value);
        Assert.IsType<NothingToChange>(onboarding.KickOff(Act(Hour(3, 9))).Refusal);
        Assert.Equal(new EndsBeforeStart("firstValueAt", "kickedOffAt"), onboarding.ReachFirstValue(Act(Hour(1, 9))).Refusal);
        Assert.IsType<FirstValueReached>(onboarding.ReachFirstValue(Act(Hour(9, 9))).Value);
        Assert.IsType<NothingToChange>(onboarding.ReachFirstValue(Act(Hour(10, 9))).Refusal);
        Assert.Equal(new EndsBeforeStart("completedAt", "kickedOffAt"), onboarding.Complete(Act(Hour(1, 9))).Refusal);
        Assert.IsType<OnboardingCompleted>(onboarding.Complete(Act(Hour(20, 9))).Value);
        Assert.Equal((Hour(2, 9), Hour(9, 9), Hour(20, 9)), (onboarding.KickedOffAt, onboarding.FirstValueAt, onboarding.CompletedAt));
    }

    [Fact]
    public void A_finished_onboarding_does_not_begin_again()
    {
        var onboarding = Entered<Onboarding>(new { accountId = Northwind, completedAt = Hour(1, 9) });
        Assert.Equal(new OnboardingOver(), onboarding.KickOff(Act()).Refusal);
        Assert.Equal(new OnboardingOver(), onboarding.ReachFirstValue(Act()).Refusal);
        Assert.Equal(new NothingToChange(), onboarding.Complete(Act()).Refusal);
    }

    [Fact]
    public void An_onboarding_told_afterwards_happened_in_order()
    {
        Assert.Equal(new EndsBeforeStart("firstValueAt", "kickedOffAt"), EnteringRefused<Onboarding>(new { accountId = Northwind, kickedOffAt = Hour(2, 9), firstValueAt = Hour(1, 9) }));
        Assert.Equal(new EndsBeforeStart("completedAt", "kickedOffAt"), EnteringRefused<Onboarding>(new { accountId = Northwind, kickedOffAt = Hour(2, 9), completedAt = Hour(1, 9) }));
    }

    [Fact]
    public void A_milestone_is_blocked_with_a_reason_and_keeps_since_when()
    {
        var milestone = Entered<Milestone>(new { onboardingId = Some<Onboarding>(), name = "Single sign-on" });

        Assert.Equal(new Missing("reason"), milestone.Block("", Act()).Refusal);
        milestone.Block("their IT", Act(Hour(2, 9)));
        Assert.Equal(new MilestoneBlocked("their budget"), milestone.Block("their budget", Act(Hour(3, 9))).Value);
        Assert.IsType<NothingToChange>(milestone.Block(" their budget ", Act(Hour(4, 9))).Refusal);
        Assert.Equal(Hour(2, 9), milestone.BlockedAt);
        Assert.IsType<MilestoneUnblocked>(milestone.Unblock(Act()).Value);
        Assert.IsType<NothingToChange>(milestone.Unblock(Act()).Refusal);
    }

    [Fact]
    public void A_milestone_that_is_done_is_no_longer_blocked_and_cannot_be()
    {
        var milestone = Entered<Milestone>(new { onboardingId = Some<Onboarding>(), name = "Single sign-on" });
        milestone.Block("their IT", Act());

        Assert.IsType<MilestoneCompleted>(milestone.Complete(null, Act()).Value);
        Assert.IsType<NothingToChange>(milestone.Complete(null, Act(Hour(9, 9))).Refusal);
        Assert.Null(milestone.BlockedReason);
        Assert.Equal(new MilestoneDone(), milestone.Block("late", Act()).Refusal);
    }

    [Theory]
    [InlineData(10.0, 20.0, 20.0, true)]
    [InlineData(10.0, 20.0, 19.0, false)]
    [InlineData(20.0, 10.0, 9.0, true)]
    [InlineData(20.0, 10.0, 11.0, false)]
    [InlineData(null, 10.0, 11.0, true)]
    public void A_promise_is_kept_on_the_side_of_the_target_away_from_where_it_began(double? baseline, double target, double measured, bool met)
    {
        var promise = Entered<PromisedOutcome>(new { kpi = "Hours to answer", accountId = Northwind, baseline, target });
        Assert.Null(promise.IsMet);
        promise.Measure(measured, Act());
        Assert.Equal(met, promise.IsMet);
    }

    [Fact]
    public void The_customer_confirms_a_measure_and_a_new_one_needs_a_new_word()
    {
        var (promise, them) = (Entered<PromisedOutcome>(new { kpi = "Errors", accountId = Northwind, target = 1.0 }), Some<Contact>());

        Assert.Equal(new NotMeasuredYet(), promise.Confirm(them, Act()).Refusal);
        promise.Measure(2, Act(Hour(2, 9)));
        Assert.Equal(new OutcomeConfirmed(them), promise.Confirm(them, Act(Hour(2, 10))).Value);
        Assert.IsType<NothingToChange>(promise.Confirm(them, Act(Hour(2, 11))).Refusal);
        Assert.IsType<NothingToChange>(promise.Measure(2, Act(Hour(2, 9))).Refusal);
        Assert.NotNull(promise.ConfirmedAt);
        promise.Measure(3, Act(Hour(3, 9)));
        Assert.Null(promise.ConfirmedAt);
        Assert.IsType<EndsBeforeStart>(promise.Measure(4, Act(Hour(2, 9))).Refusal);
    }

    [Fact]
    public void A_measure_is_a_number_and_comes_with_its_time()
    {
        var promise = new { kpi = "Errors", accountId = Northwind };
        Assert.Equal(new Unreadable("measured", "number"), Entered<PromisedOutcome>(promise).Measure(double.NaN, Act()).Refusal);
        Assert.Equal(new Missing("measuredAt"), EnteringRefused<PromisedOutcome>(new { promise.kpi, promise.accountId, measured = 1.0 }));
        Assert.Equal(new Missing("measured"), EnteringRefused<PromisedOutcome>(new { promise.kpi, promise.accountId, measuredAt = Noon }));
        Assert.Equal(new NotMeasuredYet(), EnteringRefused<PromisedOutcome>(new { promise.kpi, promise.accountId, confirmedAt = Noon }));
    }

    [Fact]
    public void A_survey_is_answered_from_nought_to_ten_after_it_was_sent()
    {
        var survey = Entered<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9) });

        Assert.Equal(new OutOfRange("score", "0", "10"), survey.Answer(11, null, Act()).Refusal);
        Assert.Equal(new Missing("score"), survey.Answer(null, " ", Act()).Refusal);
        Assert.Equal(new EndsBeforeStart("answeredAt", "sentAt"), survey.Answer(9, null, Act(Hour(1, 9))).Refusal);
        Assert.Equal(new SurveyAnswered(9), survey.Answer(9, "good", Act()).Value);
    }

    [Fact]
    public void An_answer_may_be_changed_for_a_week_and_then_stands()
    {
        var survey = Entered<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9) });
        Assert.Equal(new SurveyAnswered(9), survey.Answer(9, "good", Act(Hour(2, 10))).Value);

        Assert.Equal(new NothingToChange(), survey.Answer(9, "good ", Act(Hour(2, 11))).Refusal);
        Assert.Equal(new SurveyAnswerChanged(3), survey.Answer(3, "not so good", Act(Hour(9, 10))).Value);
        Assert.Equal(new AlreadyAnswered(), survey.Answer(1, null, Act(Hour(9, 10).AddMicroseconds(1))).Refusal);
        Assert.Equal(new AlreadyAnswered(), survey.Answer(1, null, Act(Hour(2, 9, 30))).Refusal);
        Assert.Equal((Hour(2, 10), 3), (survey.AnsweredAt!.Value, survey.Score));
    }

    [Fact]
    public void A_link_takes_a_first_answer_until_it_closes_and_a_person_of_the_house_takes_one_for_ever()
    {
        Survey Asked()
        {
            var survey = Entered<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9) });
            survey.Send(Entered<SurveyProgramme>(new { name = "NPS", openDays = 3 }), Day(2026, 3, 1), Act(Hour(2, 9)));
            return survey;
        }

        Assert.Equal(new SurveyAnswered(9), Asked().Answer(9, null, Act(Hour(5, 9), origin: Origin.Respondent)).Value);
        Assert.Equal(new SurveyClosed(), Asked().Answer(9, null, Act(Hour(5, 9, 1), origin: Origin.Respondent)).Refusal);
        Assert.Equal(new SurveyAnswered(9), Asked().Answer(9, null, Act(Hour(25, 9))).Value);
    }

    [Fact]
    public void A_detractor_gave_six_or_less_to_would_you_recommend_us()
    {
        bool Is(SurveyType type, int score)
        {
            var survey = Entered<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9), type });
            survey.Answer(score, null, Act(Hour(2, 10)));
            return survey.IsDetractor;
        }

        Assert.Equal([true, false, false], [Is(SurveyType.OnboardingNps, 6), Is(SurveyType.RelationshipNps, 7), Is(SurveyType.WorthIt, 0)]);
    }

    [Fact]
    public void A_survey_from_elsewhere_comes_with_its_answer_and_when()
    {
        Assert.Equal(new Missing("answeredAt"), EnteringRefused<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9), score = 9 }));
        Assert.Equal(new EndsBeforeStart("answeredAt", "sentAt"), EnteringRefused<Survey>(new { accountId = Northwind, sentAt = Hour(2, 9), answeredAt = Hour(1, 9), score = 9 }));
    }

    [Fact]
    public void A_check_in_is_done_once()
    {
        var checkIn = Entered<CheckIn>(new { accountId = Northwind, dueOn = Day(2026, 3, 1) });
        Assert.IsType<CheckInCompleted>(checkIn.Complete(Act()).Value);
        Assert.IsType<NothingToChange>(checkIn.Complete(Act()).Refusal);
    }

    [Fact]
    public void A_ticket_closes_after_it_opened_and_may_open_again()
    {
        var ticket = Entered<Ticket>(new { subject = "Slow", accountId = Northwind, openedAt = Hour(2, 9) });

        Assert.IsType<EndsBeforeStart>(ticket.Close(Act(Hour(1, 9))).Refusal);
        Assert.IsType<NothingToChange>(ticket.Reopen(Act()).Refusal);
        Assert.IsType<TicketClosed>(ticket.Close(Act()).Value);
        Assert.IsType<NothingToChange>(ticket.Close(Act(Hour(9, 9))).Refusal);
        Assert.IsType<TicketReopened>(ticket.Reopen(Act()).Value);
        Assert.Null(ticket.ClosedAt);
        Assert.IsType<EndsBeforeStart>(EnteringRefused<Ticket>(new { subject = "Slow", accountId = Northwind, openedAt = Hour(2, 9), closedAt = Hour(1, 9) }));
    }

    [Fact]
    public void Nobody_is_named_as_a_reference_without_consent()
    {
        var (reference, buyer) = (Entered<Reference>(new { accountId = Northwind }), Some<Opportunity>());

        Assert.Equal(new NoConsent(), reference.Use(buyer, TimeSpan.Zero, Act()).Refusal);
        Assert.IsType<ReferenceConsented>(reference.Consent(Act(Hour(2, 9))).Value);
        Assert.IsType<NothingToChange>(reference.Consent(Act(Hour(3, 9))).Refusal);
        Assert.Equal(new ReferenceUsed(buyer), reference.Use(buyer, TimeSpan.Zero, Act(Hour(3, 9))).Value);
        Assert.Equal((1, Hour(3, 9)), (reference.TimesUsed, reference.LastUsedAt));
        reference.Decline(Act(Hour(4, 9)));
        Assert.Equal(new NoConsent(), reference.Use(buyer, TimeSpan.Zero, Act(Hour(5, 9))).Refusal);
    }
}
