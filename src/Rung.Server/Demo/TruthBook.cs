using System.Security.Cryptography;
using System.Text.Json;
using Rung.Opportunities;
using Rung.People;
using Rung.Planner;

namespace Rung.Server.Demo;

/// <summary>What was really so, whether or not anybody wrote it down: heard from the stream itself.</summary>
sealed class TruthBook(DateOnly first, DateOnly until) : IDisposable
{
    readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<(int Seller, OpportunityType Type, bool Accepted)> sales = [];
    readonly Dictionary<int, Worker> workers = [];
    readonly Dictionary<Role, int> joined = [];

    public DateOnly First => first;
    public DateOnly Until => until;

    /// <summary>Companies that were named, also after the last day.</summary>
    public long Named { get; private set; }

    public long Accounts { get; private set; }
    public long Leads { get; private set; }
    public long Opportunities { get; private set; }
    public long Won { get; private set; }
    public long Lost { get; private set; }
    public long Customers { get; private set; }
    public long Churned { get; private set; }
    public long Handoffs { get; private set; }
    public long DroppedHandoffs { get; private set; }
    public long Unlogged { get; private set; }
    public long LoggedLate { get; private set; }

    public IEnumerable<Worker> Workers => workers.Values.OrderBy(w => w.From).ThenBy(w => w.Person);

    public string Digest => Convert.ToHexStringLower(digest.GetCurrentHash());

    /// <summary>Somebody in a role, what they sold and how it went.</summary>
    public sealed record Worker(int Person, Role Role, int Nth, DateOnly From)
    {
        public DateOnly? Until { get; set; }
        public long Accepted { get; set; }
        public long Won { get; set; }
        public long Lost { get; set; }
    }

    /// <summary>Another territory: numbers begin anew.</summary>
    public void NextTerritory()
    {
        sales.Clear();
        workers.Clear();
        joined.Clear();
    }

    public void Hear(Happening told)
    {
        if (told is Happening.AccountFound) Named++;
        digest.AppendData(JsonSerializer.SerializeToUtf8Bytes(told, told.GetType()));
        if (Day(told) > until) return;

        if (told.IsUnlogged) Unlogged++;
        else if (told.LoggedAt is not null) LoggedLate++;
        switch (told)
        {
            case Happening.AccountFound: Accounts++; break;
            case Happening.LeadOpened: Leads++; break;
            case Happening.HandedOver: Handoffs++; break;
            case Happening.HandoffDropped: DroppedHandoffs++; break;
            case Happening.SaleBegan began: Began(began); break;
            case Happening.SaleReassigned to: sales[to.Opportunity] = sales[to.Opportunity] with { Seller = to.Accountable }; break;
            case Happening.SaleRejected rejected: Lost++; sales[rejected.Opportunity] = default; break;
            case Happening.SaleWon won: Close(won.Opportunity, true); break;
            case Happening.SaleLost lost: Close(lost.Opportunity, false); break;
            case Happening.SubscriptionStarted: Customers++; break;
            case Happening.SubscriptionEnded: Churned++; break;
            case Happening.RoleBegan role: Began(role); break;
            case Happening.RoleEnded role when workers.TryGetValue(role.Person, out var worker): worker.Until = Day(role); break;
        }
    }

    void Began(Happening.SaleBegan began)
    {
        Opportunities++;
        while (sales.Count <= began.Opportunity) sales.Add(default);
        sales[began.Opportunity] = (began.Accountable, began.Type, began.IsAccepted);
    }

    void Close(int opportunity, bool won)
    {
        if (won) Won++;
        else Lost++;
        var (seller, type, _) = sales[opportunity];
        if (type != OpportunityType.New || !workers.TryGetValue(seller, out var worker)) return;
        worker.Accepted++;
        if (won) worker.Won++;
        else worker.Lost++;
    }

    void Began(Happening.RoleBegan role)
    {
        if (workers.TryGetValue(role.Person, out var known))
        {
            known.Until = null;
            return;
        }

        var nth = joined[role.Role] = joined.GetValueOrDefault(role.Role) + 1;
        workers.Add(role.Person, new(role.Person, role.Role, nth, Day(role)));
    }

    static DateOnly Day(Happening told) => DateOnly.FromDateTime(told.At.DateTime);

    public void Dispose() => digest.Dispose();
}
