using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Customers;
using Rung.Leads;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>Indexes beyond keys and references: one line for each question that would otherwise read a whole table.</summary>
static class Indexes
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<KeptValue>().HasIndex(k => new { k.RecordId, k.Field, k.HappenedAt });
        model.Entity<StageVisit>().HasIndex(v => new { v.OpportunityId, v.HappenedAt });
        model.Entity<Opportunity>().HasIndex(o => new { o.StageId, o.CloseOn, o.Id });
        model.Entity<Opportunity>().HasIndex(o => new { o.StageKind, o.ClosedOn });
        model.Entity<Opportunity>().HasIndex(o => new { o.AccountableId, o.StageId, o.CloseOn, o.Id });
        model.Entity<Lead>().HasIndex(l => new { l.Status, l.Id });
        model.Entity<Account>().HasIndex(a => a.Name);
        model.Entity<Account>().HasIndex(a => a.Domain);
        model.Entity<Account>().HasIndex(a => a.MergedIntoId);
        model.Entity<Contact>().HasIndex(c => c.Email);
        model.Entity<Contact>().HasIndex(c => c.Name);
        model.Entity<Contact>().HasIndex(c => c.MergedIntoId);
        model.Entity<Survey>().HasIndex(s => s.SentAt);
        model.Entity<UsageDay>().HasIndex(d => new { d.AccountId, d.UsedOn });
        model.Entity<UsageDay>().HasIndex(d => d.UsedOn);
        model.Entity<UsageEvent>().HasIndex(e => e.Name);
    }
}
