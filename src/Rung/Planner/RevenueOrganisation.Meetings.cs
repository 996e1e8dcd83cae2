using DiscreteEvents;

namespace Rung.Planner;

// From the booking to the hand-off: is anybody there, and does the seller take it?
public sealed partial class RevenueOrganisation
{
    Distribution bookingLag = null!, saleHandoff = null!, stay = null!, price = null!, onboardingWork = null!, growth = null!, payment = null!, filling = null!;

    /// <summary>Shapes of what varies, with mean 1; means may change on the way, shapes do not.</summary>
    void MakeShapes()
    {
        var heavy = scenario.Truths.HeavyTails;
        LogNormal Tailed(Parameter variation, double by = 1) => new(1, this[variation] * by);
        (bookingLag, onboardingWork) = (Gamma.WithVariation(1, this[Parameter.BookingLagVariation]), Gamma.WithVariation(1, this[Parameter.OnboardingVariation]));
        stay = heavy == 1 ? Gamma.WithVariation(1, this[Parameter.CycleVariation]) : Tailed(Parameter.CycleVariation, heavy);
        (saleHandoff, price) = (Tailed(Parameter.SaleHandoffVariation), Tailed(Parameter.PriceVariation, heavy));
        (growth, payment, filling) = (Tailed(Parameter.ExpansionVariation, heavy), Tailed(Parameter.PaymentVariation), Tailed(Parameter.FillVariation));
    }

    /// <summary>A meeting is booked, and held or not; who does not come may book once more (5.2.3). Then it is handed over (5.2.4).</summary>
    async Process Meet(Case lead)
    {
        lead.Turn(1);
        lead.BookedAt = world.Now;
        meetings.Enter(lead.BookedAt);
        Count(Figure.Booked);
        var held = await IsHeld(lead);
        meetings.Leave(lead.BookedAt, world.Now);
        if (!held)
        {
            chronicle?.LeadOver(lead, DisqualifiedReason.NeverCame, lead.FoundBy);
            Forget(lead);
            return;
        }
        Count(Figure.Held);
        await HandOver(lead);
    }

    async Process<bool> IsHeld(Case lead)
    {
        while (true)
        {
            var days = this[Parameter.BookingLag] * bookingLag.Draw(lead.Luck);
            lead.SoldBy = SellerOf(lead);
            chronicle?.Booked(lead, world.Now + days * WorkCalendar.HoursADay);
            await world.Pause(days * WorkCalendar.HoursADay);
            if (lead.SoldBy is null or { IsGone: true }) lead.SoldBy = SellerOf(lead);
            if (lead.Luck.Happens(this[Parameter.ShowAtOnce] * Elementary.Exp(days * Elementary.Log(Math.Max(1e-9, this[Parameter.ShowPerDay]))))) return true;
            Count(Figure.NoShows);
            chronicle?.NobodyCame(lead);
            if (!lead.Luck.Happens(this[Parameter.Rebooked])) return false;
            var touches = this[Parameter.RebookTouches];
            var by = lead.FoundBy is { IsGone: false } found ? found : Anybody(Duties.Prospect, lead.Pod);
            var job = Ask(lead, Duties.Prospect, touches * this[Parameter.TouchMinutes] / 60, by);
            await job.News.Heard();
            lead.FoundBy = job.By;
            Recycle(job);
            Count(Figure.Rebooked);
        }
    }

    /// <summary>Who would sell it: the one who found it where they sell themselves, else somebody of the pod.</summary>
    Worker? SellerOf(Case lead) => lead.FoundBy is { IsGone: false } found && found.Does(Duties.Sell) ? found : Anybody(Duties.Sell, lead.Pod);

    async Process HandOver(Case lead)
    {
        var luck = (Lost: lead.Luck.Uniform(), Rejected: lead.Luck.Uniform(), Delay: saleHandoff.Draw(lead.Luck), Patience: lead.Luck.Exponential());
        if (lead.SoldBy is not { } seller)
        {
            Count(Figure.Dropped);
            chronicle?.LeadOver(lead, DisqualifiedReason.Overlooked, lead.FoundBy);
            Forget(lead);
            return;
        }
        seller.Owed += this[Parameter.PitchHours];
        if (seller.IsIdle) seller.Call.Give();
        lead.Pod = seller.Seat.Pod;
        var isOwn = lead.FoundBy == seller;
        chronicle?.Held(lead, isOwn);
        if (!isOwn)
        {
            await world.Pause(this[Parameter.SaleHandoffDelay] * luck.Delay);
            if (luck.Lost < this[Parameter.SaleHandoffLoss])
            {
                Count(Figure.Dropped);
                chronicle?.SaleDropped(lead);
                Forget(lead);
                return;
            }
            lead.Kept *= 1 - this[Parameter.SaleHandoffForgetting];
        }
        if (luck.Rejected >= this[Parameter.Acceptance])
        {
            Count(Figure.Rejected);
            chronicle?.Rejected(lead, isOwn);
            Forget(lead);
            return;
        }
        var asked = world.Now;
        if (scenario.WhenFull == FullSlots.Wait)
        {
            var visit = await slots[lead.Pod].Seize(patience: luck.Patience * this[Parameter.SlotPatience] * WorkCalendar.HoursADay);
            if (!visit.Served)
            {
                Count(Figure.TurnedAway);
                chronicle?.SaleDropped(lead);
                Forget(lead);
                return;
            }
        }
        Count(Figure.SlotHours, world.Now - asked);
        await Sell(lead, isOwn);
        if (scenario.WhenFull == FullSlots.Wait) slots[lead.Pod].Release();
        if (lead.IsCustomer) world.Start(Keep(lead));
        else Forget(lead);
    }
}
