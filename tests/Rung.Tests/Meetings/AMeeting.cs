using Rung.Accounts;
using Rung.Meetings;
using Rung.People;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Meetings;

public sealed class AMeeting
{
    static readonly DateTimeOffset Tuesday = Hour(3, 10);

    [Fact]
    public void Is_booked_by_whoever_enters_it()
    {
        var meeting = Booked();
        Assert.Equal((MeetingStatus.Booked, Ada, Noon), (meeting.Status, meeting.BookedById!.Value, meeting.BookedAt!.Value));
    }

    [Fact]
    public void Is_not_said_to_be_booked_by_whoever_imports_it() =>
        Assert.Null(Entered<Meeting>(new { scheduledFor = Tuesday }, Act(origin: Origin.Imported)).BookedById);

    [Fact]
    public void Was_held_when_it_was_booked_for_unless_we_know_better()
    {
        var (onTime, late) = (Booked(), Booked());

        Assert.Equal(new MeetingHeld(Tuesday), onTime.Hold(null, null, Act(Hour(3, 12))).Value);
        Assert.Equal(new MeetingHeld(Hour(3, 11)), late.Hold(Hour(3, 11), 45, Act(Hour(3, 12))).Value);
        Assert.Equal((30, 45), (onTime.Minutes, late.Minutes));
        Assert.Equal(new OutOfRange("minutes", "0", "1440"), Booked().Hold(null, 1441, Act(Hour(3, 12))).Refusal);
    }

    [Fact]
    public void Is_neither_held_nor_missed_before_its_time()
    {
        var meeting = Booked();
        Assert.Equal(new NotYetHappened("heldAt"), meeting.Hold(null, null, Act(Hour(3, 9))).Refusal);
        Assert.Equal(new NotYetHappened("scheduledFor"), meeting.NoShow(Act(Hour(3, 9))).Refusal);
    }

    [Fact]
    public void Is_held_missed_or_cancelled_once()
    {
        var meeting = Booked();
        meeting.Hold(null, null, Act(Hour(3, 12)));

        Outcome<Fact>[] tries = [meeting.Hold(null, null, Act(Hour(3, 12))), meeting.NoShow(Act(Hour(3, 12))), meeting.Cancel("ill", Act(Hour(3, 12))), meeting.Reschedule(Hour(5, 9), Act(Hour(3, 12)))];
        Assert.All(tries, t => Assert.Equal(new MeetingOver(MeetingStatus.Held), t.Refusal));
    }

    [Fact]
    public void Finds_another_time_after_a_no_show_or_a_cancellation()
    {
        var (missed, cancelled) = (Booked(), Booked());
        missed.NoShow(Act(Hour(3, 12)));
        cancelled.Cancel("ill", Act());

        Assert.Equal(new MeetingRescheduled(Tuesday, Hour(5, 9)), missed.Reschedule(Hour(5, 9), Act(Hour(3, 12))).Value);
        Assert.IsType<MeetingRescheduled>(cancelled.Reschedule(Tuesday, Act()).Value);
        Assert.True(missed.IsAhead);
        Assert.Null(cancelled.CancelledReason);
    }

    [Fact]
    public void Stays_where_it_is_when_rescheduled_to_its_own_time() => Assert.Equal(new NothingToChange(), Booked().Reschedule(Tuesday, Act()).Refusal);

    [Fact]
    public void Can_be_entered_after_it_was_held()
    {
        var meeting = Entered<Meeting>(new { scheduledFor = Hour(1, 9), status = MeetingStatus.Held });
        Assert.Equal(Hour(1, 9), meeting.HeldAt);
        Assert.Equal(new OnlyHeldMeetingsAreHeld(), EnteringRefused<Meeting>(new { scheduledFor = Hour(1, 9), heldAt = Hour(1, 9) }));
    }

    [Fact]
    public void Keeps_what_became_of_it_out_of_reach_of_amendments() =>
        Assert.Equal(new CannotChange("status"), Booked().Amend(Values(new { status = MeetingStatus.Held }), Act()).Refusal);

    [Fact]
    public void Is_attended_by_one_of_ours_or_one_of_theirs()
    {
        var meeting = Some<Meeting>();
        Assert.Equal(new ExactlyOne("personId, contactId"), EnteringRefused<MeetingAttendee>(new { meetingId = meeting }));
        Assert.Equal(new ExactlyOne("personId, contactId"), EnteringRefused<MeetingAttendee>(new { meetingId = meeting, personId = Ada, contactId = Some<Contact>() }));
        Assert.Equal(new RolesAreOurs(), EnteringRefused<MeetingAttendee>(new { meetingId = meeting, contactId = Some<Contact>(), role = Role.Ae }));
        Assert.Equal(Role.Founder, Entered<MeetingAttendee>(new { meetingId = meeting, personId = Ada, role = Role.Founder }).Role);
    }

    static Meeting Booked() => Entered<Meeting>(new { scheduledFor = Tuesday, type = MeetingType.Pitch });
}

public sealed class AnActivity
{
    [Fact]
    public void Is_done_by_whoever_enters_it_and_by_nobody_known_when_imported()
    {
        Assert.Equal(Ada, Entered<Activity>(new { type = ActivityType.Call }).ActorId);
        Assert.Null(Entered<Activity>(new { type = ActivityType.Call }, Act(origin: Origin.Imported)).ActorId);
    }

    [Fact]
    public void That_is_a_task_is_ticked_off_and_taken_up_again()
    {
        var task = Entered<Activity>(new { type = ActivityType.Task, dueAt = Hour(3, 9) });

        Assert.IsType<TaskCompleted>(task.Complete(" sent ", Act(Hour(3, 8))).Value);
        Assert.Equal(("sent", Hour(3, 8)), (task.Result, task.DoneAt));
        Assert.IsType<NothingToChange>(task.Complete(null, Act(Hour(3, 8))).Refusal);
        Assert.IsType<TaskReopened>(task.Reopen(Act(Hour(3, 9))).Value);
        Assert.Null(task.DoneAt);
        Assert.IsType<NothingToChange>(task.Reopen(Act(Hour(3, 9))).Refusal);
    }

    [Fact]
    public void That_is_no_task_is_neither_due_nor_done()
    {
        Assert.Equal(new NotATask(ActivityType.Email), EnteringRefused<Activity>(new { type = ActivityType.Email, dueAt = Hour(3, 9) }));
        Assert.Equal(new NotATask(ActivityType.Call), Entered<Activity>(new { type = ActivityType.Call }).Complete(null, Act()).Refusal);
        Assert.Equal(new NotATask(ActivityType.Call), Entered<Activity>(new { type = ActivityType.Call }).Reopen(Act()).Refusal);
    }
}
