using DiscreteEvents;

namespace Rung.Planner;

// A sale, from its acceptance to its close (5.2.5).
public sealed partial class RevenueOrganisation
{
    long arr; // minor units a year of all customers

    async Process Sell(Case sale, bool isOwn)
    {
        sale.Turn(2);
        sale.Since = world.Now;
        sales.Enter(sale.Since);
        Count(Figure.Accepted);
        var fate = sale.Luck.Uniform();
        sale.Price = this[Parameter.Price] * price.Draw(sale.Luck);
        var discount = Math.Min(1, 2 * this[Parameter.Discount] * sale.Luck.Uniform());
        (sale.List, sale.Price) = Prices(sale.Price, discount);
        TakesUp(sale);
        chronicle?.Accepted(sale, isOwn);

        // Whoever could be won by the best seller on the best day goes the way of the won; at the close it shows who sold.
        var isWinnable = fate < Best();
        sale.Stage = 0;
        while (true)
        {
            var until = world.Now + chain.Stay(sale.Stage) * stay.Draw(sale.Luck);
            var job = Ask(sale, Duties.Sell, chain.Hours(sale.Stage), sale.Owner);
            chronicle?.AtStage(sale, until);
            await job.News.Heard();
            Recycle(job);
            await world.Until(until);
            var next = chain.Next(sale.Stage, isWinnable, sale.Luck);
            if (next >= SaleChain.Stages)
            {
                Close(sale, next == SaleChain.Won && fate < Chances(sale));
                return;
            }
            sale.Stage = next;
            chronicle?.Moved(sale);
        }
    }

    /// <summary>The size of a sale against the mean, by its luck.</summary>
    internal double SizeOf(Chance luck) => price.Draw(luck);

    /// <summary>The list price, and what is left of it: its mean over discounts is the price that was asked for.</summary>
    (double List, double Price) Prices(double value, double discount)
    {
        var usualDiscount = Math.Min(.9, this[Parameter.Discount]);
        var list = value / (1 - usualDiscount);
        return (Quoted(list), Quoted(list * (1 - discount)));
    }

    /// <summary>
    /// Prices of a year as they are quoted: whole tens a month, of smaller ones whole units. No digit that nobody would say, and every
    /// billing period's part is whole.
    /// </summary>
    double Quoted(double amount)
    {
        var step = this[Parameter.Price] switch { >= 12_000 => 120, >= 1_200 => 12, _ => 0 };
        return step == 0 || amount <= 0 ? amount : Math.Max(1, Math.Round(amount / step)) * step;
    }

    void TakesUp(Case sale)
    {
        var seller = sale.SoldBy is { IsGone: false } sold && (scenario.WhenFull == FullSlots.Overload || sold.Sales < sold.Slots) ? sold : Anybody(Duties.Sell, sale.Pod);
        sale.SoldBy = seller;
        if (seller is null) orphans.Add(sale);
        else seller.Takes(sale);
    }

    void Close(Case sale, bool won)
    {
        sales.Leave(sale.Since, world.Now);
        if (sale.Owner is null) orphans.Remove(sale);
        var seller = sale.Owner;
        sale.SoldBy = seller ?? sale.SoldBy;
        seller?.GivesUp(sale);
        if (!won)
        {
            Count(Figure.Lost);
            chronicle?.Lost(sale);
            return;
        }
        sale.IsCustomer = true;
        Count(Figure.Won);
        Count(Figure.CycleDays, (world.Now - sale.Since) * 7 / WorkCalendar.HoursAWeek);
        Count(Figure.NewArr, sale.Price);
        chronicle?.Won(sale);
    }

    /// <summary>The win rate of this sale in these hands at this time.</summary>
    double Chances(Case sale)
    {
        var win = Mix() * (sale.Ideal ? 1 : this[Parameter.NonIdealWin]) * sale.Kept * shock;
        if (sale.Owner is not { } seller) return win * this[Parameter.KnowledgeKept];
        win *= seller.Seat.SkillIn(world.Now / WorkCalendar.OfMonths(1)) * Lift(seller) * (1 - this[Parameter.RampWin] * (1 - seller.Ramp(world.Now, scenario.Ramp, Duties.Sell, values)));
        var above = seller.Sales - seller.Slots;
        return scenario.WhenFull == FullSlots.Overload && above > 0 ? win * Math.Max(0, 1 - this[Parameter.Overload] * above) : win;
    }

    /// <summary>The win rate inside the profile, such that the mean over the mix that comes is the parameter.</summary>
    double Mix() => this[Parameter.Win] / (this[Parameter.IdealShare] + (1 - this[Parameter.IdealShare]) * this[Parameter.NonIdealWin]);

    /// <summary>w(y) = w_max·(1 − e^(−y/y0)) against what usual coaching gives.</summary>
    double Lift(Worker seller) => (1 + Coaching(seller.Coached)) / (1 + Coaching(this[Parameter.CoachingRamped]));

    double Coaching(double hours) => this[Parameter.CoachingWin] * (1 - Elementary.Exp(-hours / this[Parameter.CoachingScale]));

    /// <summary>The win rate that nobody exceeds.</summary>
    double Best()
    {
        var skill = 1.0;
        foreach (var seat in scenario.Seats)
        {
            skill = Math.Max(skill, seat.Skill);
            foreach (var streak in seat.Streaks) skill = Math.Max(skill, streak.Skill);
        }
        return Math.Min(1, Mix() * skill * (1 + this[Parameter.CoachingWin]) * Math.Max(1, shock) * (scenario.Truths.SharedShock > 0 ? 1 + 2 * scenario.Truths.SharedShock : 1));
    }
}
