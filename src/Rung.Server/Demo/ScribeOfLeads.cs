using Rung.Accounts;
using Rung.Leads;
using Rung.Meetings;
using Rung.Planner;
using Rung.Server.Desk;
using Rung.Server.Leads;

namespace Rung.Server.Demo;

// From the account to the meeting.
sealed partial class Scribe
{
    readonly Dictionary<int, List<(Attending Who, Id<MeetingAttendee> Id)>> invited = [];

    bool TakeLead(Happening told)
    {
        switch (told)
        {
            case Happening.AccountFound found: Found(found); return true;
            case Happening.FitDecided fit when accounts[fit.Account] is { } account:
                Note(fit, fit.Account, fit.By, docket => Amend(docket, account, new() { ["idealFit"] = fit.IdealFit }));
                return true;
            case Happening.ContactFound contact when accounts[contact.Account] is { } account: Found(contact, account); return true;
            case Happening.LeadOpened opened when accounts[opened.Account] is { } account: Opened(opened, account); return true;
            case Happening.LeadAssigned assigned when leads[assigned.Lead] is { } lead:
                Note(assigned, leads.Account(assigned.Lead), assigned.Accountable, docket => Amend(docket, lead, new() { ["accountableId"] = people[assigned.Accountable] }));
                return true;
            case Happening.Touched touched when accounts[touched.Account] is { } account: Touched(touched, account); return true;
            case Happening.LeadGivenUp gone when leads[gone.Lead] is { } lead:
                var unfit = Said("unfit", leads.Account(gone.Lead), (int)gone.Reason);
                Note(gone, leads.Account(gone.Lead), gone.By, docket => Turn(docket, lead, (l, act) => l.Disqualify(unfit, act)));
                return true;
            case Happening.MeetingBooked booked: Booked(booked); return true;
            case Happening.MeetingTookPlace held when meetings[held.Meeting] is { } meeting: TookPlace(held, meeting); return true;
            case Happening.NobodyCame missed when meetings[missed.Meeting] is { } meeting:
                Note(missed, meetings.Account(missed.Meeting), missed.By, docket => Turn(docket, meeting, (m, act) => m.NoShow(act)));
                return true;
            case Happening.MeetingMoved moved when meetings[moved.Meeting] is { } meeting:
                Note(moved, meetings.Account(moved.Meeting), moved.By, docket => Turn(docket, meeting, (m, act) => m.Reschedule(moved.To.ToUniversalTime(), act)));
                return true;
            case Happening.MeetingCalledOff off when meetings[off.Meeting] is { } meeting:
                invited.Remove(off.Meeting);
                Note(off, meetings.Account(off.Meeting), off.By, docket => Turn(docket, meeting, (m, act) => m.Cancel(null, act)));
                return true;
            // Known to the story, not to the records; or about something that nobody wrote down.
            case Happening.FitDecided or Happening.ContactFound or Happening.LeadOpened or Happening.LeadAssigned or Happening.Touched or Happening.LeadGivenUp
                or Happening.MeetingTookPlace or Happening.NobodyCame or Happening.MeetingMoved or Happening.MeetingCalledOff or Happening.ListExhausted: return true;
            default: return false;
        }
    }

    /// <summary>A fixed one of the phrases, where the stream says which reason it was.</summary>
    string Said(string key, int account, int which)
    {
        var all = Phrases.Of(key, Company(account).Language);
        return all[which % all.Count];
    }

    void Found(Happening.AccountFound found)
    {
        var (id, company) = (accounts.New(found.Account, found.At), Company(found.Account));
        var values = new Dictionary<string, object?>
        {
            ["name"] = company.Name, ["domain"] = company.Domain, ["website"] = "https://www." + company.Domain, ["phone"] = company.Phone, ["industry"] = company.Industry,
            ["segment"] = Segment(found.Segment), ["region"] = company.Region, ["city"] = company.City, ["country"] = company.Country,
            ["employees"] = Heads(found), ["foundedIn"] = company.FoundedIn, ["accountableId"] = people[found.By] ?? people[1],
        };
        if (found.FitKnown) values["idealFit"] = found.IdealFit;
        Note(found, found.Account, found.By, docket => Enter(docket, id, values));
    }

    /// <summary>The stream counts heads by what they would pay; shippers have more of them.</summary>
    static int Heads(Happening.AccountFound found) => found.Segment switch { MarketSegment.Small => Math.Clamp(found.Employees, 6, 95), MarketSegment.Middle => Math.Clamp(found.Employees * 4, 100, 900), _ => found.Employees * 9 };

    static string Segment(MarketSegment segment) => segment switch { MarketSegment.Small => "SMB", MarketSegment.Middle => "Mid-market", _ => "Enterprise" };

    static string Source(LeadSource source) => source switch { LeadSource.Inbound => "inbound", LeadSource.Outbound => "outbound", _ => "referral" };

    void Found(Happening.ContactFound found, Id<Account> account)
    {
        var id = contacts.New(found.Contact, found.At, found.Account);
        var company = Company(found.Account);
        var person = book.Person(company, found.Contact, found.Seniority);
        Know(found.Account, found.Contact, found.Seniority);
        Note(found, found.Account, found.By, docket => Enter(docket, id, new()
        {
            ["name"] = person.Name, ["accountId"] = account, ["email"] = person.Email, ["phone"] = person.Phone, ["jobTitle"] = person.JobTitle, ["language"] = company.Language == "zh-CN" ? "zh-CN" : "en",
        }));
    }

    void Opened(Happening.LeadOpened opened, Id<Account> account)
    {
        var (id, company) = (leads.New(opened.Lead, opened.At, opened.Account), Company(opened.Account));
        var campaign = words.Happens(0.4) ? Say("campaign", opened.Account) : null;
        Note(opened, opened.Account, opened.Accountable, docket => Enter(docket, id, new()
        {
            ["name"] = company.Short, ["accountId"] = account, ["contactId"] = contacts[opened.Contact], ["source"] = Source(opened.Source), ["campaign"] = campaign, ["region"] = company.Region,
            ["segment"] = null, ["accountableId"] = people[opened.Accountable] ?? people[1],
        }));
    }

    void Touched(Happening.Touched touched, Id<Account> account)
    {
        var key = touched switch
        {
            { Type: ActivityType.Call } => "call",
            { Type: ActivityType.LinkedIn } => "linkedin",
            { Type: ActivityType.Task } => "task",
            { Type: ActivityType.Note } => "note",
            { Direction: Direction.Inbound } => "mail.reply",
            { Opportunity: not null } => "mail.deal",
            { Lead: null } => "mail.customer",
            { IsFirst: true } => "mail.first",
            _ => "mail.again",
        };
        var (subject, at) = (Say(key, touched.Account), touched.At.ToUniversalTime());
        var (lead, deal) = (leads[touched.Lead], deals[touched.Opportunity]);
        var id = story.NewId(touched.At);
        var values = new Dictionary<string, object?>
        {
            ["type"] = touched.Type, ["direction"] = touched.Direction, ["subject"] = subject, ["accountId"] = account, ["contactId"] = contacts[touched.Contact], ["leadId"] = lead, ["opportunityId"] = deal,
            ["minutes"] = touched.Minutes, ["result"] = touched.Type == ActivityType.Email && touched.Result is TouchResult.NoAnswer or TouchResult.Voicemail ? null : Said("touch.result", touched.Account, (int)touched.Result), ["actorId"] = people[touched.By],
        };
        // Only what a lead stands at now is asked for, so older steps are not worth their facts.
        var step = lead is not null && at > diary.Ends.AddDays(-21) && touched.Result is not (TouchResult.AgreedToMeet or TouchResult.AskedToStop) ? Say("lead.step", touched.Account) : null;
        var next = Demo.Frame.Around(at.AddDays(2 + words.Below(4)), words);
        Note(touched, touched.Account, touched.By, async docket =>
        {
            var activity = await Enter(docket, new Id<Activity>(id), values);
            if (lead is not { } pursued) return activity;

            var found = await docket.Need(pursued);
            if (found.Status is not (LeadStatus.Fresh or LeadStatus.Working)) return activity;
            if (touched.IsFirst) docket.Do(found, found.Touch(docket.Act));
            if (step is not null) docket.Do(found, found.Amend(new Dictionary<string, object?> { ["nextStep"] = step, ["nextStepAt"] = next }, docket.Act));
            return activity;
        });
    }

    void Booked(Happening.MeetingBooked booked)
    {
        if (accounts[booked.Account] is not { } account && booked.Account > 0) return;

        var id = meetings.New(booked.Meeting, booked.At, booked.Account);
        var subject = Say("meeting." + Words.Camel(booked.Type.ToString()), Math.Max(booked.Account, 1));
        var guests = booked.Attendees.Where(a => a.Person is null ? contacts[a.Contact] is not null : people[a.Person] is not null).Select(a => (a, new Id<MeetingAttendee>(story.NewId(booked.At)))).ToList();
        if (size.IsWhole) invited[booked.Meeting] = guests;
        Note(booked, booked.Account, booked.BookedBy, async docket =>
        {
            var meeting = await Enter(docket, id, new()
            {
                ["subject"] = subject, ["type"] = booked.Type, ["scheduledFor"] = booked.ScheduledFor.ToUniversalTime(), ["minutes"] = booked.Minutes, ["accountId"] = accounts[booked.Account],
                ["contactId"] = contacts[booked.Contact], ["leadId"] = leads[booked.Lead], ["opportunityId"] = deals[booked.Opportunity], ["accountableId"] = people[booked.Accountable],
            });
            if (size.IsWhole) foreach (var (who, guest) in guests) await Enter(docket, guest, Attendee(id, who));
            return meeting;
        });
    }

    Dictionary<string, object?> Attendee(Id<Meeting> meeting, Attending who) => new()
    {
        ["meetingId"] = meeting, ["personId"] = people[who.Person], ["contactId"] = who.Person is null ? contacts[who.Contact] : null, ["role"] = who.Person is null ? null : who.Role, ["cameAlong"] = who.CameAlong,
    };

    void TookPlace(Happening.MeetingTookPlace held, Id<Meeting> meeting)
    {
        var account = meetings.Account(held.Meeting);
        invited.Remove(held.Meeting, out var guests);
        var came = held.Attendees.Where(a => size.IsWhole).Where(a => a.Person is null ? contacts[a.Contact] is not null : people[a.Person] is not null).Select(who =>
        {
            var known = guests?.FirstOrDefault(g => g.Who.Person == who.Person && g.Who.Contact == who.Contact) ?? default;
            return (Who: who, Id: known.Id.Value == default ? new Id<MeetingAttendee>(story.NewId(held.At)) : known.Id, IsNew: known.Id.Value == default);
        }).ToList();
        var notes = account > 0 && words.Happens(0.45) ? Say("meeting.notes", account) : null;
        Note(held, account, held.By, async docket =>
        {
            var record = await docket.Need(meeting);
            docket.Do(record, record.Hold(null, held.Minutes, docket.Act));
            if (notes is not null) docket.Do(record, record.Amend(new Dictionary<string, object?> { ["notes"] = notes }, docket.Act));
            foreach (var (who, id, isNew) in came)
            {
                if (isNew) await Enter(docket, id, Attendee(meeting, who));
                else await Amend(docket, id, new() { ["cameAlong"] = who.CameAlong });
            }

            return record;
        });
    }
}
