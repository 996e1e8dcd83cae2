using Rung.Customers;
using Rung.Economics;
using Rung.Improvements;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;
using Rung.Playbook;
using Rung.Server.Desk;

namespace Rung.Server.Demo;

// Who works here, how they get better, and what it costs.
sealed partial class Scribe
{
    static readonly string[] Items = ["Pitch, recorded", "Demo for a planner", "Discovery call", "Onboarding plan"];
    static readonly string[] Vendors = ["Transport media (adverts)", "Rung, mail, telephony", "Northern Talent (recruiting)", "Cloud hosting"];

    readonly Dictionary<Topic, (Id<Section> Id, int Edition)> sections = [];
    readonly Dictionary<int, string> teams = [];
    readonly Dictionary<int, Happening.PersonJoined> arriving = [];
    readonly IReadOnlyList<(Id<Product> Id, string Name)> products;
    bool founderBegan;

    /// <summary>Roles in a pod: whoever leads it from some day on, their holders report to.</summary>
    readonly SortedDictionary<int, (int Pod, int Person)> inPods = [];

    bool TakePerson(Happening told)
    {
        switch (told)
        {
            case Happening.PersonJoined joined: arriving[joined.Person] = joined; return true;
            case Happening.RoleBegan began: Began(began); return true;
            case Happening.RoleEnded ended when roles[ended.Assignment] is { } role:
                _ = inPods.Remove(ended.Assignment);
                Note(ended, 0, 1, docket => Turn(docket, role, (r, act) => r.End(Day(ended.At).AddDays(1), act)));
                return true;
            case Happening.PersonLeft left when people[left.Person] is { } person && person != founder:
                Note(left, 0, 1, docket => Amend(docket, person, new() { ["leftOn"] = Day(left.At) }));
                return true;
            case Happening.PersonAway away when people[away.Person] is { } person:
                Note(away, 0, away.Person, docket => Enter(docket, docket.Act.NewId<Absence>(), new() { ["personId"] = person, ["startsOn"] = away.StartsOn, ["backOn"] = away.BackOn }));
                return true;
            case Happening.PodFormed pod: Formed(pod); return true;
            case Happening.PodLedBy led when pods[led.Pod] is { } pod:
                Note(led, 0, 1, docket => Amend(docket, pod, new() { ["managerId"] = people[led.Manager] }));
                foreach (var (assignment, _) in inPods.Where(p => p.Value.Pod == led.Pod && p.Value.Person != led.Manager))
                    if (roles[assignment] is { } theirs && people[led.Manager] is { } above) Note(led, 0, 1, docket => Amend(docket, theirs, new() { ["managerId"] = above }));
                return true;
            case Happening.SeatOpened opened: Opened(opened); return true;
            case Happening.SeatOffered offered when openings[offered.Opening] is { } opening: Note(offered, 0, 1, docket => Turn(docket, opening, (o, act) => o.Offer(act))); return true;
            case Happening.SeatFilled filled when openings[filled.Opening] is { } opening && people[filled.Person] is { } hired: Note(filled, 0, 1, docket => Turn(docket, opening, (o, act) => o.Hire(hired, act))); return true;
            case Happening.SeatWithdrawn withdrawn when openings[withdrawn.Opening] is { } opening: Note(withdrawn, 0, 1, docket => Turn(docket, opening, (o, act) => o.Withdraw("Not this year", act))); return true;
            case Happening.Coached coached when people[coached.Coach] is { } coach && people[coached.Person] is { } pupil && coach != pupil: Coached(coached, coach, pupil); return true;
            case Happening.TimeSpent spent when people[spent.Person] is { } person:
                Note(spent, 0, spent.Person, docket => Enter(docket, docket.Act.NewId<TimeBlock>(), new()
                {
                    ["personId"] = person, ["class"] = spent.Class, ["startsAt"] = spent.StartsAt.ToUniversalTime(), ["minutes"] = spent.Minutes, ["source"] = spent.Source, ["meetingId"] = meetings[spent.Meeting],
                }));
                return true;
            case Happening.SectionWritten written: Written(written); return true;
            case Happening.SectionPassed passed when sections.TryGetValue(passed.Topic, out var section): Note(passed, 0, passed.By, docket => Turn(docket, section.Id, (s, act) => s.Approve(act))); return true;
            case Happening.SectionWorkedBy worked when sections.TryGetValue(worked.Topic, out var section): Note(worked, 0, worked.By, docket => Turn(docket, section.Id, (s, act) => s.Use(act))); return true;
            case Happening.CertificationTaken taken when people[taken.Person] is { } person: Taken(taken, person); return true;
            case Happening.CostBooked cost: Booked(cost); return true;
            case Happening.BankStood bank:
                Note(bank, 0, null, docket => Enter(docket, docket.Act.NewId<BankBalance>(), new() { ["balanceOn"] = bank.On, ["name"] = "Main account", ["amount"] = bank.Amount }));
                return true;
            case Happening.TargetSet target: Set(target); return true;
            case Happening.ImprovementOpened opened: Opened(opened); return true;
            case Happening.ImprovementDone done when improvements[done.Improvement] is { } improvement: Note(done, 0, done.By, docket => Turn(docket, improvement, (i, act) => i.Ship(act))); return true;
            case Happening.PersonRamped or Happening.RoleEnded or Happening.PersonLeft or Happening.PersonAway or Happening.PodLedBy or Happening.SeatOffered or Happening.SeatFilled or Happening.SeatWithdrawn or Happening.Coached
                or Happening.TimeSpent or Happening.SectionPassed or Happening.SectionWorkedBy or Happening.CertificationTaken or Happening.ImprovementDone: return true;
            default: throw new NotSupportedException($"The scribe does not know what to write of {told.GetType().Name}.");
        }
    }

    static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);

    string? TeamOf(int? person) => person is { } p ? teams.GetValueOrDefault(p) : null;

    /// <summary>Whoever begins gets a name by the role; the founder, in whatever part, is one person.</summary>
    void Began(Happening.RoleBegan began)
    {
        if (began.Role == Role.Founder) people.Is(began.Person, founder);
        var member = cast.Named(began.Role, began.Person);
        teams[began.Person] = began.Pod is { } pod ? "Pod " + Number(pod) : "Founder";
        if (arriving.Remove(began.Person, out var joined) && began.Role != Role.Founder)
        {
            var id = people.New(began.Person, joined.At);
            Note(joined, 0, 1, docket => Enter(docket, id, new() { ["name"] = member.Name, ["email"] = member.Email, ["language"] = member.Language }));
        }

        var start = Day(began.At);
        if (began.Role == Role.Founder && !founderBegan && plan.Territory == 0)
        {
            // The installation has the founder's role from of old; the story says since when.
            founderBegan = true;
            roles.Is(began.Assignment, standing.FoundersRole);
            Note(began, 0, 1, docket => Amend(docket, standing.FoundersRole, new() { ["startsOn"] = start, ["fte"] = began.Fte, ["onTarget"] = began.OnTarget, ["burden"] = began.Burden }));
            return;
        }

        var role = roles.New(began.Assignment, began.At);
        if (began.Pod is { } within) inPods[began.Assignment] = (within, began.Person);
        Note(began, 0, 1, docket => Enter(docket, role, new()
        {
            ["personId"] = people[began.Person], ["role"] = began.Role, ["startsOn"] = start, ["fte"] = began.Fte, ["podId"] = pods[began.Pod], ["managerId"] = people[began.Manager] is { } manager && manager != people[began.Person] ? manager : null,
            ["rampStartsOn"] = start, ["rampMonths"] = began.RampMonths, ["onTarget"] = began.OnTarget, ["basePay"] = began.OnTarget.Times(Fixed(began.Role)), ["variablePay"] = began.OnTarget - began.OnTarget.Times(Fixed(began.Role)),
            ["quota"] = began.Quota, ["burden"] = began.Burden,
        }));
    }

    static decimal Fixed(Role role) => role switch { Role.Ae or Role.ClosingSdr or Role.VpSales => 0.5m, Role.Sdr => 0.65m, Role.SalesManager => 0.6m, Role.Csm or Role.Am => 0.8m, _ => 1 };

    void Formed(Happening.PodFormed formed)
    {
        var pod = pods.New(formed.Pod, formed.At);
        Note(formed, 0, 1, docket => Enter(docket, pod, new() { ["name"] = "Pod " + Number(formed.Pod), ["template"] = formed.Template, ["startsOn"] = Day(formed.At), ["managerId"] = people[formed.Manager] }));
    }

    void Opened(Happening.SeatOpened opened)
    {
        var id = openings.New(opened.Opening, opened.At);
        var (name, profile) = cast.Opening(opened.Role);
        Note(opened, 0, 1, docket => Enter(docket, id, new()
        {
            ["name"] = name, ["role"] = opened.Role, ["podId"] = pods[opened.Pod], ["profile"] = profile, ["plannedOn"] = opened.PlannedOn, ["cost"] = opened.Cost, ["candidates"] = 3 + words.Below(40), ["accountableId"] = people[1],
        }));
    }

    void Coached(Happening.Coached coached, Id<Person> coach, Id<Person> pupil)
    {
        var notes = words.Happens(0.5) ? Phrases.Say("coaching", cast.Language(coached.Person), words, _ => "") : null;
        Note(coached, 0, coached.Coach, docket => Enter(docket, docket.Act.NewId<CoachingSession>(), new()
        {
            ["coachId"] = coach, ["personId"] = pupil, ["type"] = coached.Type, ["heldAt"] = docket.Act.At.AddMinutes(-coached.Minutes), ["minutes"] = coached.Minutes, ["meetingId"] = meetings[coached.Meeting], ["notes"] = notes,
        }));
    }

    void Written(Happening.SectionWritten written)
    {
        var chapter = Phrases.Playbook.First(c => c.Topic == written.Topic);
        var body = $"{chapter.Body}\n\n*Edition {Number(written.Edition)}, {Day(written.At):yyyy-MM-dd}.*";
        if (sections.TryGetValue(written.Topic, out var known))
        {
            sections[written.Topic] = (known.Id, written.Edition);
            Note(written, 0, written.By, docket => Amend(docket, known.Id, new() { ["body"] = body }));
            return;
        }

        var id = new Id<Section>(story.NewId(written.At));
        sections[written.Topic] = (id, written.Edition);
        Note(written, 0, written.By, docket => Enter(docket, id, new() { ["topic"] = written.Topic, ["name"] = chapter.Name, ["body"] = body, ["accountableId"] = people[written.By] }));
    }

    void Taken(Happening.CertificationTaken taken, Id<Person> person) => Note(taken, 0, taken.Examiner, docket => Enter(docket, docket.Act.NewId<Certification>(), new()
    {
        ["personId"] = person, ["item"] = Items[taken.Item % Items.Length], ["attempt"] = taken.Attempt, ["takenOn"] = Day(taken.At), ["score"] = Math.Round(taken.Score, 2), ["passed"] = taken.Passed,
        ["examinerId"] = people[taken.Examiner] is { } examiner && examiner != person ? examiner : null,
    }));

    void Booked(Happening.CostBooked cost)
    {
        if (cost.Amount.Minor == 0 || (cost.Person is not null && people[cost.Person] is null)) return;
        Note(cost, 0, null, docket => Enter(docket, docket.Act.NewId<Cost>(), new()
        {
            ["monthOn"] = cost.MonthOn, ["class"] = cost.Class, ["amount"] = cost.Amount, ["personId"] = people[cost.Person], ["vendor"] = cost.Person is null ? Vendors[(cost.Vendor ?? 3) % Vendors.Length] : null, ["podId"] = pods[cost.Pod],
        }));
    }

    void Set(Happening.TargetSet target) => Note(target, 0, 1, docket => Enter(docket, docket.Act.NewId<Target>(), new()
    {
        ["metric"] = target.Metric, ["role"] = target.Role, ["personId"] = people[target.Person], ["podId"] = pods[target.Pod], ["fromOn"] = target.FromOn, ["untilOn"] = target.UntilOn, ["value"] = target.Value, ["amount"] = target.Amount,
    }));

    void Opened(Happening.ImprovementOpened opened)
    {
        var id = improvements.New(opened.Improvement, opened.At);
        var (name, about) = cast.Improvement(opened.Type, opened.Improvement);
        Note(opened, 0, opened.By, docket => Enter(docket, id, new()
        {
            ["name"] = name, ["type"] = opened.Type, ["description"] = about, ["stage"] = opened.Stage, ["metric"] = opened.Metric, ["cost"] = opened.Cost, ["accountableId"] = people[opened.By], ["windowDays"] = 60,
        }));
    }
}
