namespace Rung.Ladder;

/// <summary>
/// X2.1 (R57): each of two sellers won sales by themselves: theirs from acceptance to the close, pitched by them, and without
/// the founder in any meeting from the proposal on; mostly with customers of the ideal profile.
/// </summary>
public sealed class X21FullMotion() : Criterion("X2.1", MaturityStage.S2)
{
    static readonly YardstickRow Wins = new("x2.1.wins", 5, 1, 1_000, YardstickUnit.Number, "X2.1 [design]; two sellers, as one gives no contrast [P2, P4, P5]");
    static readonly YardstickRow Ideal = new("x2.1.ideal", 0.8, 0.05, 0.99, YardstickUnit.Share, "X2.1 [design]");
    static readonly YardstickRow Sellers = new("x2.1.sellers", 2, 1, 10, YardstickUnit.Number, "R54: usually two at first", SourceGrade.B);

    public override IReadOnlyList<YardstickRow> Yardsticks => [Wins, Ideal, Sellers];

    public override Supposes Supposes => Supposes.StageHistory | Supposes.MeetingStatus | Supposes.ClearRoles | Supposes.FitBeforeOutcome;

    protected override Reading Judged(Evidence evidence)
    {
        var (sellers, asked) = (evidence.Team.Sellers, evidence.Whole(Sellers));
        if (sellers.Count < asked) return Reading.Lacking(Id, LackKind.NoSellers, asked, sellers.Count);

        var sold = sellers.Take(asked).Select(s => (Seller: s, Won: evidence.Turned($"won by {s.Id}", evidence.SalesOf(s), 0, static (_, _, part) => Array.FindAll(part, d => d.IsWon)))).ToList();
        var own = evidence.Once(Id, new Parts<SaleThen>([.. sold.SelectMany(s => s.Won.Each)]), all => all.Select(d => d.Id).ToHashSet());
        var held = evidence.Turned(Id + " held", evidence.Held, own, static (_, own, part) => Array.FindAll(part, m => m.SaleId is { } id && own.Contains(id))).ToLookup(m => m.SaleId!.Value);
        var won = sold.ConvertAll(s => (s.Seller, Rows: Judge.Sort(s.Won, d => d.Id, d => NotAlone(evidence, held, d, s.Seller.Id), _ => true)));
        var parts = won.Select((w, i) => Judge.Count($"{Id}.{i + 1}", w.Rows, evidence.Whole(Wins))).ToList();
        var alone = won.SelectMany(w => w.Rows.Counted).ToHashSet();
        var ideal = Judge.Share(Id + ".ideal", Judge.Sort(sold.SelectMany(s => s.Won).Where(s => alone.Contains(s.Id)), s => s.Id, s => s.FitWhy, s => s.IsIdeal), evidence[Ideal], Certainty(evidence), 1);
        return Judge.All(Id, [.. parts, ideal]);
    }

    static LeftWhy? NotAlone(Evidence evidence, ILookup<Guid, MeetingRow> held, SaleThen sale, Guid seller)
    {
        if (evidence.Team.IsBoth(seller, sale.AcceptedOn!.Value)) return LeftWhy.RoleUnclear;
        if (!sale.StayedWithSeller) return LeftWhy.ChangedHands;
        var meetings = held[sale.Id].ToList();
        if (!meetings.Any(m => m.IsSelling && m.Attendees.Any(a => a.PersonId == seller))) return LeftWhy.NotLedBySeller;
        if (meetings.Any(m => m.IsLed && !m.Attendees.Any(a => a.PersonId == seller))) return LeftWhy.NotLedBySeller;
        var from = sale.ProposalOn ?? sale.ClosedOn!.Value;
        return meetings.Any(m => m.IsSelling && m.HeldOn >= from && m.HeldOn <= sale.ClosedOn && evidence.FounderWasIn(m)) ? LeftWhy.FounderThere : null;
    }
}
