using Rung.Accounts;
using Rung.Customers;
using Rung.Ladder;
using Rung.Meetings;
using Rung.Opportunities;
using Rung.People;
using Rung.Playbook;
using static Rung.Tests.Ladder.Written;
using static Rung.Tests.World;

namespace Rung.Tests.Ladder.SecondComputation;

/// <summary>A history in which everything that the dossier speaks of may happen, and some that should not; the same from its seed.</summary>
sealed class RandomCompany(int seed)
{
    static readonly Guid Sdr = Named(1, 20), Zoe = Named(1, 4), Nobody = Named(1, 5);

    readonly Random random = new(seed);

    public const int Days = 620;

    bool Maybe(double p) => random.NextDouble() < p;

    int In(int from, int until) => random.Next(from, until);

    Guid One(params Guid[] of) => of[random.Next(of.Length)];

    public CompanyRows Rows()
    {
        var (size, sdr, first, lean) = (In(30, 420), In(60, 260), In(120, 300), random.NextDouble());
        var sellers = new[] { Ines, Wei, Zoe }.Take(In(0, 4)).ToList();
        var roles = new List<RoleRow> { new(Founder, Role.Founder, First) };
        if (Maybe(.8)) roles.Add(new(Sdr, Maybe(.6) ? Role.Sdr : Role.Csm, On(sdr)) { ManagerId = Founder });
        foreach (var who in sellers) roles.Add(new(who, Role.Ae, On(first + In(0, 60)), Maybe(.15) ? On(first + 250) : null) { RampMonths = Maybe(.7) ? In(1, 4) : null, RampStartsOn = Maybe(.2) ? On(first + 70) : null, ManagerId = Maybe(.8) ? Founder : null });
        if (Maybe(.1)) roles.Add(new(Nobody, Role.VpSales, On(In(100, 400)), Maybe(.5) ? On(500) : null));
        List<SaleRow> sales = [.. Enumerable.Range(0, size).Select(n => Sold(n, sellers, first))];
        var rows = new CompanyRows()
        {
            Roles = [.. roles.OrderBy(r => r.StartsOn)], Sales = sales, Meetings = [.. sales.SelectMany(Met).OrderBy(m => m.ScheduledOn)],
            Customers = [.. sales.Where(s => s.ClosedOn is not null).Select(s => Bought(s, lean)), .. Enumerable.Range(900, In(0, 12)).Select(n => Bought(new(Named(2, n), Named(3, n), Relation.Prospect, null) { ClosedOn = On(In(10, 400)) }, lean))],
            Approvals = [.. Enum.GetValues<Topic>().Where(_ => Maybe(.97)).SelectMany(t => Enumerable.Range(0, In(6, 9)).Select(i => new ApprovalRow(t, On(60 + 70 * i + In(0, 20)))))],
            Steps = [.. sales.SelectMany(s => Enum.GetValues<Topic>().Where(_ => Maybe(.9)).Select(t => new StepRow(s.Id, t, One(Founder, Founder, Sdr, Ines), s.BeganOn!.Value.AddDays(In(0, 20)), Maybe(.93) ? 1 : .2)))],
            Time = [.. Enumerable.Range(0, 900).Select(_ => new TimeRow(One([Founder, Founder, .. sellers]), (WorkClass)In(0, 7), On(In(0, Days)), In(15, 300)))],
            Coaching = [.. Enumerable.Range(0, In(0, 300)).Select(_ => new CoachingRow(Founder, One(Ines, Wei, Zoe), On(In(first, Days)), In(20, 120)))],
            Certifications = [.. sellers.Where(_ => Maybe(.4)).Select(s => new CertificationRow(s, On(first + In(20, 120)), Maybe(.8)))],
            Balances = [.. Enumerable.Range(0, 20).Where(_ => Maybe(.95)).Aggregate((At: 90_000_000L, Rows: new List<BalanceRow>()), (b, m) => { var left = b.At - In(1, 9) * 300_000L; b.Rows.Add(new(First.AddMonths(m + 1).AddDays(-1), Usd(left))); return (left, b.Rows); }).Rows],
            Touches = [.. Enumerable.Range(0, Days).Select(d => new TouchRow(On(d), In(5, 12) * (Maybe(.5) && d > 450 ? 4 : 1), 0))],
            Leads = [.. Enumerable.Range(0, Days).Where(_ => Maybe(.7)).Select(d => new LeadRow(On(d), Maybe(d > 430 ? .3 : .5) ? On(d + In(0, 60)) : null))],
        };
        var books = new HealthBooks(HealthRules, [(Entered<AcceptableUse>(new { fromOn = First }), 0)], [.. rows.Customers.SelectMany(c => c.Usage).Select(u => u.On).Distinct().Order()], On(50));
        return rows with { Health = books };
    }

    /// <summary>The usual weights, and from day 300 on tickets that weigh as much as use; red below 55, then below 65.</summary>
    static readonly HealthRule[] HealthRules = [Entered<HealthRule>(new { fromOn = First, redBelow = 55 }), Entered<HealthRule>(new { fromOn = On(300), redBelow = 65, tickets = 30 })];

    HealthRows Kept(int n, DateOnly from, Money price)
    {
        List<InvoiceRow> invoices = [.. Enumerable.Range(0, In(0, 3)).Select(i => new InvoiceRow(new(Named(11, 10 * n + i), "I", from.AddDays(10 + 60 * i), price), from.AddDays(60 * i)))];
        return new()
        {
            Contacts = [.. Enumerable.Range(0, In(0, 9)).Select(_ => from.AddDays(In(0, 300))).Order()], Invoices = invoices,
            CheckIns = [.. Enumerable.Range(1, In(0, 6)).Select(i => from.AddDays(30 * i)).Select(due => new CheckInRow(new(Guid.NewGuid(), CheckInType.Cadence, due, Maybe(.7) ? due.AddDays(In(-3, 12)) : null), from.AddDays(In(0, 40))))],
            Tickets = [.. Enumerable.Range(0, Maybe(.4) ? In(1, 4) : 0).Select(_ => from.AddDays(In(0, 200))).Select(on => new TicketRow(new(Guid.NewGuid(), (Rung.Customers.Severity)In(0, 4), on), Maybe(.5) ? on.AddDays(In(0, 60)) : null))],
        };
    }

    SaleRow Sold(int n, List<Guid> sellers, int first)
    {
        var (from, took, won) = (In(0, Days), In(5, 110), Maybe(.4));
        var seller = from < first || sellers.Count == 0 || Maybe(.3) ? Founder : One([.. sellers]);
        var sale = Sale(n, seller, from, Maybe(.9) && from + took < Days ? took : null, won, Maybe(.1) ? null : Maybe(.8), In(20, 300) * 10_000L, Maybe(.08));
        if (Maybe(.06)) sale = sale with { Relation = Relation.Partner };
        if (Maybe(.05)) sale = sale with { Amounts = [new(On(from), Usd(0))] };
        if (Maybe(.05)) sale = sale with { Amounts = [] };
        if (Maybe(.03)) sale = sale with { Stages = [.. sale.Stages.Select(s => s with { MarksAccepted = false })] };
        if (Maybe(.02)) sale = sale with { Stages = [] };
        if (Maybe(.1)) sale = sale with { Owners = [new(On(from), seller), new(On(from + took / 2), One(Ines, Wei))] };
        if (Maybe(.03) && sale.ClosedOn is not null) sale = sale with { ClosedOn = sale.ClosedOn.Value.AddDays(-In(1, 30)) };
        return sale with { Source = "inbound" };
    }

    IEnumerable<MeetingRow> Met(SaleRow sale)
    {
        var (began, seller) = (sale.BeganOn!.Value, sale.Owners[0].Value!.Value);
        for (var i = 0; i < 4; i++)
        {
            var on = began.AddDays(i * In(1, 12));
            List<AttendeeRow> who = Maybe(seed % 3 == 0 ? .75 : .97) ? [new(seller, seller == Founder ? Role.Founder : Role.Ae)] : [new(Sdr, Maybe(.5) ? Role.Sdr : null)];
            if (Maybe(.2)) who.Add(new(Founder, Maybe(.5) ? Role.Founder : null));
            var held = Maybe(.88);
            yield return new(Guid.NewGuid(), (MeetingType)In(0, Enum.GetValues<MeetingType>().Length), held ? MeetingStatus.Held : Maybe(.2) ? MeetingStatus.Booked : MeetingStatus.NoShow, on, held ? on : null) { SaleId = sale.Id, Attendees = who };
        }
    }

    CustomerRow Bought(SaleRow sale, double lean)
    {
        var (from, n) = (sale.ClosedOn!.Value, sale.Id.ToByteArray()[15]);
        var term = Maybe(.5) ? 3 : 6;
        var end = from.AddMonths(term);
        var (ends, renewed) = (new List<Dated<DateOnly?>> { new(from, end) }, new List<Dated<DateOnly>>());
        while (end < On(Days) && Maybe(.85))
        {
            renewed.Add(new(end.AddDays(-9), end));
            end = end.AddMonths(term);
            ends.Add(new(end.AddMonths(-term).AddDays(-9), end));
        }

        var (live, uses, price) = (from.AddDays(In(3, 30)), Maybe(.4 + .6 * lean) ? 5 : In(0, 4), Usd(In(1, 40) * 10_000));
        return new(sale.AccountId!.Value, Maybe(.05) ? Relation.Investor : Relation.Prospect)
        {
            Subscriptions = [new(Named(4, n), from, from) { Ends = ends, Prices = Maybe(.97) ? [new(from, price)] : [], Trials = Maybe(.02) ? [new(from, true), new(from.AddDays(40), false)] : [], TermMonths = term, RenewedFrom = renewed, SaleId = sale.Id, Discount = Maybe(.3) ? random.NextDouble() * .9 : null }],
            Payments = [.. Maybe(.95) ? [new PaymentRow(from.AddDays(20), price, false)] : Array.Empty<PaymentRow>(), .. Maybe(.05) ? [new PaymentRow(from.AddDays(40), price, true)] : Array.Empty<PaymentRow>()],
            WentLiveOn = Maybe(.7) ? live : null, Health = Maybe(.85) ? Kept(n, from, price) : null,
            Usage = [.. Enumerable.Range(0, Math.Max(0, Math.Min(end.DayNumber, On(Days).DayNumber) - live.DayNumber)).Where(d => d % 7 < uses && Maybe(.9)).Select(d => new UsageRow(live.AddDays(d), Maybe(.95) ? 4 : 0))],
            Onboardings = Maybe(.95) ? [new(from, Maybe(.95) ? from.AddDays(30) : null, Maybe(.9) ? live.AddDays(In(0, 30)) : null, Maybe(.93) ? from.AddDays(Maybe(.9) ? In(20, 31) : In(31, 80)) : null)] : [],
            Outcomes = Maybe(.9) ? [Promised(n, from, price)] : [], References = Maybe(.8) ? [new(from.AddDays(70), Maybe(.9) ? ReferenceStatus.Consented : ReferenceStatus.Declined)] : [],
            Surveys = [.. Enumerable.Range(0, 4).Select(i => from.AddDays(60 + 110 * i)).SelectMany(on => new[] { Asked(SurveyType.WorthIt, on), Asked(SurveyType.RelationshipNps, on.AddDays(3)), Asked(SurveyType.RenewalIntent, on.AddDays(5)) }).Where(_ => Maybe(.7)).OrderBy(s => s.SentOn)],
        };
    }

    QuestionRow Asked(SurveyType type, DateOnly on) => Maybe(.75) ? new(type, on, on.AddDays(In(0, 20)), In(4, 11)) : new(type, on, null, null);

    OutcomeRow Promised(int n, DateOnly from, Money price)
    {
        var measures = Enumerable.Range(0, In(0, 4)).Select(i => new Dated<double>(from.AddDays(30 + 40 * i), In(1, 13))).ToList();
        return new(Named(7, n), from, 10, Maybe(.6) ? 5 : 11, Maybe(.4) ? Usd(price.Minor / 4) : null) { Measures = measures, ConfirmedOn = [.. measures.Where(_ => Maybe(.8)).Select(m => m.On.AddDays(In(0, 30)))] };
    }
}
