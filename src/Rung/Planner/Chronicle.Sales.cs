using DiscreteEvents;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;

namespace Rung.Planner;

// Meetings, hand-offs, sales.
sealed partial class Chronicle
{
    internal void Booked(Case lead, double hour)
    {
        var when = calendar.At(Math.Max(world.Now, Math.Floor(hour * 4) / 4));
        var by = (lead.FoundBy is { IsGone: false } found ? found : Somebody(Duties.Prospect))?.Number ?? 1;
        if (lead.Meeting > 0)
        {
            Tell(new Happening.MeetingMoved(Now, lead.Meeting, when, by));
            return;
        }
        lead.Meeting = ++meetings;
        var seller = lead.SoldBy ?? lead.FoundBy;
        Tell(new Happening.MeetingBooked(Now, lead.Meeting, MeetingType.Pitch, when, 30, lead.Account, lead.Contact, lead.Lead, null, by, seller?.Number ?? by, Around(seller, lead.Contact, null)));
    }

    internal void NobodyCame(Case lead) => Tell(new Happening.NobodyCame(Now, lead.Meeting, (lead.SoldBy ?? lead.FoundBy)?.Number ?? 1));

    internal void Held(Case lead, bool isOwn)
    {
        var seller = lead.SoldBy!;
        Tell(new Happening.MeetingTookPlace(Now, lead.Meeting, 25 + luck.Below(15), seller.Number, Around(seller, lead.Contact, true)));
        if (isOwn) return;
        var from = lead.FoundBy is { IsGone: false } found ? found : Somebody(Duties.Prospect)!;
        lead.Handoff = ++handoffs;
        Tell(new Happening.HandedOver(Now, lead.Handoff, HandoffPoint.LeadToSale, from.Role, seller.Role, from.Number, seller.Number, lead.Account, lead.Lead, null, Math.Round(luck.Happens(.8) ? 1 : .5 + .5 * luck.Uniform(), 2), calendar.At(world.Now + WorkCalendar.HoursADay)));
    }

    internal void SaleDropped(Case lead)
    {
        if (lead.Handoff > 0) Tell(new Happening.HandoffDropped(Now, lead.Handoff));
        else Tell(new Happening.LeadGivenUp(Now, lead.Lead, DisqualifiedReason.Overlooked, lead.SoldBy?.Number ?? 1));
    }

    internal void Rejected(Case lead, bool isOwn)
    {
        var why = lead.Ideal ? Pick(RejectedReason.NoNeed, RejectedReason.NoBudget, RejectedReason.NotNow, RejectedReason.NoAuthority) : RejectedReason.NotIdealCustomer;
        var seller = Seller(lead);
        if (isOwn)
        {
            Began(lead, accepted: false);
            Tell(world.Now + .5, new Happening.SaleRejected(calendar.At(world.Now + .5), lead.Sale, why, seller));
            return;
        }
        Tell(new Happening.HandoffGivenBack(Now, lead.Handoff, why, seller));
        Tell(new Happening.LeadGivenUp(Now, lead.Lead, DisqualifiedReason.Rejected, (lead.FoundBy is { IsGone: false } found ? found : Somebody(Duties.Prospect))?.Number ?? 1));
    }

    internal void Accepted(Case sale, bool isOwn)
    {
        var seller = Seller(sale);
        if (!isOwn && sale.Handoff > 0)
        {
            Tell(new Happening.HandoffTaken(Now, sale.Handoff, seller));
            Tell(world.Now + .1, new Happening.HandoffFirstAction(calendar.At(world.Now + .1), sale.Handoff, seller));
        }
        Began(sale, accepted: true);
        sale.Contact2 = luck.Happens(.7) ? Contact(world.Now, sale.Account, false, seller) : 0;
    }

    int Seller(Case sale) => (sale.Owner ?? (sale.SoldBy is { IsGone: false } sold ? sold : null) ?? Somebody(Duties.Sell))?.Number ?? 1;

    void Began(Case sale, bool accepted)
    {
        sale.Sale = ++sales;
        var seller = Seller(sale);
        Tell(new Happening.LeadBecameSale(Now, sale.Lead, sale.Sale, seller));
        Tell(new Happening.SaleBegan(Now, sale.Sale, OpportunityType.New, sale.Account, sale.Contact, sale.Lead, accepted ? Money(Round(sale.List)) : null, Closes(house[Parameter.CycleDays]), sale.Source,
            SegmentOf(SizeOf(sale.Seed)), sale.Ideal, seller, sale.FoundBy?.Number ?? seller, accepted));
        if (sale.FoundBy is { Role: Role.Sdr } found) Tell(new Happening.PlaybookFollowed(Now, sale.Sale, Playbook.Topic.ProspectingMotion, Math.Round(.7 + .3 * luck.Uniform(), 2), found.Number));
    }

    static double Round(double amount) => Math.Round(amount / 100) * 100;

    DateOnly Closes(double days) => calendar.Workday(calendar.DayOf(world.Now).AddDays((int)Math.Clamp(days, 1, 3000)));

    internal void Moved(Case sale)
    {
        var seller = Seller(sale);
        Tell(new Happening.StageEntered(Now, sale.Sale, (SaleStage)sale.Stage, seller));
        if (luck.Happens(.35)) Tell(new Happening.CloseDateChanged(Now, sale.Sale, Closes(house[Parameter.CycleDays] * (.8 - .18 * sale.Stage)), seller));
        if (luck.Happens(.2)) Tell(new Happening.AmountChanged(Now, sale.Sale, Money(Round(sale.List * (.85 + .3 * luck.Uniform()))), seller));
    }

    /// <summary>What a stage is filled with: a next step, a meeting, a mail or two, and whether the playbook was followed.</summary>
    internal void AtStage(Case sale, double until)
    {
        var seller = Seller(sale);
        var at = world.Now + (until - world.Now) * (.3 + .3 * luck.Uniform());
        Tell(new Happening.NextStepSet(Now, sale.Sale, (SaleStage)sale.Stage, luck.Below(4), calendar.At(at), seller));
        Tell(new Happening.PlaybookFollowed(Now, sale.Sale, TopicOf(sale.Stage), Math.Round(luck.Happens(.85) ? .8 + .2 * luck.Uniform() : luck.Uniform(), 2), seller));
        world.Start(StageMeeting(sale, sale.Sale, at, until));
    }

    static Playbook.Topic TopicOf(int stage) => stage switch { 0 => Playbook.Topic.DiscoveryQuestions, 1 => Playbook.Topic.Demo, 2 => Playbook.Topic.Pricing, _ => Playbook.Topic.Contracting };

    async Process StageMeeting(Case sale, int number, double at, double until)
    {
        var meeting = ++meetings;
        var type = sale.Stage switch { 0 => MeetingType.Discovery, 1 => MeetingType.Pitch, 2 => MeetingType.FollowUp, _ => MeetingType.Closing };
        var seller = sale.Owner ?? Somebody(Duties.Sell);
        if (seller is null) return;
        var (account, contact) = (sale.Account, sale.Stage >= 2 && sale.Contact2 > 0 ? sale.Contact2 : sale.Contact);
        var minutes = sale.Stage == 1 ? 60 : 45;
        Tell(new Happening.MeetingBooked(Now, meeting, type, calendar.At(Math.Max(world.Now, Math.Floor(at * 4) / 4)), minutes, account, contact, null, number, seller.Number, seller.Number, Around(seller, contact, null)));
        await world.Until(at);
        bool IsOn() => sale.Sale == number && sale.Owner is not null && !sale.IsCustomer;
        if (IsOn() && luck.Happens(.1))
        {
            Tell(new Happening.NobodyCame(Now, meeting, sale.Owner!.Number));
            at += (until - at) / 2;
            Tell(new Happening.MeetingMoved(Now, meeting, calendar.At(at), sale.Owner.Number));
            await world.Until(at);
        }
        if (!IsOn() || luck.Happens(.04))
        {
            Tell(new Happening.MeetingCalledOff(Now, meeting, (seller.IsGone ? Somebody(Duties.Sell) : seller)?.Number ?? 1));
            return;
        }
        var by = sale.Owner!;
        Tell(new Happening.MeetingTookPlace(Now, meeting, minutes - 10 + luck.Below(20), by.Number, Around(by, contact, true)));
        if (luck.Happens(.6)) Tell(new Happening.Touched(Now, by.Number, account, contact, null, number, ActivityType.Email, luck.Happens(.3) ? Direction.Inbound : Direction.Outbound, TouchResult.Replied, 5, false));
    }

    /// <summary>Who sits in: the seller, now and then the founder, and them.</summary>
    IReadOnlyList<Attending> Around(Worker? seller, int contact, bool? came)
    {
        var around = new List<Attending>(3);
        if (seller is not null) around.Add(new(seller.Number, seller.Role, null, came));
        if (seller?.Role != Role.Founder && luck.Happens(house[Parameter.FounderJoins]) && house.Staff.Any(worker => worker.Role == Role.Founder)) around.Add(new(1, Role.Founder, null, came));
        around.Add(new(null, null, contact, came));
        return around;
    }

    internal void Lost(Case sale) => Tell(new Happening.SaleLost(Now, sale.Sale, sale.Owner is null && sale.Stage > 0 && sale.Kept < .5 ? LostReason.Overlooked
        : sale.Ideal ? Pick(LostReason.Price, LostReason.NoDecision, LostReason.NoDecision, LostReason.Competitor, LostReason.Timing, LostReason.NoBudget) : Pick(LostReason.NoFit, LostReason.NoBudget, LostReason.NoDecision), calendar.DayOf(world.Now), Seller(sale)));

    internal void Won(Case sale)
    {
        var today = calendar.DayOf(world.Now);
        var promised = luck.Happens(.95) ? 1 + luck.Below(2) : 0;
        sale.Promises = [.. Enumerable.Range(0, promised).Select(_ => Promise(sale, today))];
        Tell(new Happening.SaleWon(Now, sale.Sale, sale.Account, Money(sale.Price), Money(sale.List), today, sale.Promises, Seller(sale)));
    }

    int outcomes;

    Promise Promise(Case sale, DateOnly today)
    {
        var (lower, baseline) = (luck.Happens(.5), Math.Round(20 + 80 * luck.Uniform(), 1));
        var target = Math.Round(baseline * (lower ? .5 + .3 * luck.Uniform() : 1.2 + .6 * luck.Uniform()), 1);
        return new(++outcomes, luck.Below(Planner.Promise.Kpis), baseline, target, lower, sale.Contact2 > 0 ? sale.Contact2 : sale.Contact, calendar.Workday(today.AddDays(90 + 30 * luck.Below(4))));
    }
}
