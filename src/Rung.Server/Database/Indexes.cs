using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Rung.Accounts;
using Rung.Customers;
using Rung.Handoffs;
using Rung.Leads;
using Rung.Opportunities;
using Rung.Records;

namespace Rung.Server.Database;

/// <summary>Indexes beyond keys and references: one line for each question that would otherwise read a whole table.</summary>
static class Indexes
{
    /// <summary>Values that the ladder reads of all records at once, among the many others that are kept.</summary>
    public const string OfAll = "kind IN ('subscription', 'promised-outcome', 'reference', 'onboarding', 'section') AND field IN ('endsOn', 'price', 'isTrial', 'measured', 'status', 'targetOn', 'approvedAt')";

    public static void Apply(ModelBuilder model)
    {
        model.Entity<Opportunity>().HasIndex(o => new { o.StageId, o.CloseOn, o.Id });
        model.Entity<Opportunity>().HasIndex(o => new { o.StageKind, o.ClosedOn });
        model.Entity<Opportunity>().HasIndex(o => new { o.StageKind, o.StageEnteredAt, o.Id });
        model.Entity<Opportunity>().HasIndex(o => new { o.AccountableId, o.StageId, o.CloseOn, o.Id });
        model.Entity<Lead>().HasIndex(l => new { l.Status, l.Id });
        model.Entity<Handoff>().HasIndex(h => new { h.Status, h.DueAt });
        // Whose turn it is by a row of the rules of assignment.
        model.Entity<Lead>().HasIndex(l => new { l.AssignedById, l.AssignedToId, l.AssignedAt }).HasFilter("assigned_by_id IS NOT NULL");
        model.Entity<Handoff>().HasIndex(h => new { h.AssignedById, h.AssignedToId, h.AssignedAt }).HasFilter("assigned_by_id IS NOT NULL");
        model.Entity<Account>().HasIndex(a => a.Name);
        model.Entity<Account>().HasIndex(a => a.Domain);
        model.Entity<Account>().HasIndex(a => a.MergedIntoId);
        model.Entity<Contact>().HasIndex(c => c.Email);
        model.Entity<Contact>().HasIndex(c => c.Name);
        model.Entity<Contact>().HasIndex(c => c.MergedIntoId);
        model.Entity<CheckIn>().HasIndex(c => new { c.DoneAt, c.DueOn });
        model.Entity<CheckIn>().HasIndex(c => c.DueOn);
        model.Entity<Survey>().HasIndex(s => s.SentAt);
        model.Entity<UsageDay>().HasIndex(d => new { d.AccountId, d.UsedOn });
        model.Entity<UsageDay>().HasIndex(d => d.UsedOn);
        model.Entity<UsageEvent>().HasIndex(e => e.Name);
        // Who ever answered for what: so many people see only part that their lists must not read all of history.
        model.Entity<KeptValue>().HasIndex(k => new { k.Value, k.Kind, k.RecordId }, "kept_holders").HasFilter(SightSql.Slots);
        model.Entity<KeptValue>().HasIndex(k => new { k.Kind, k.RecordId, k.HappenedAt, k.Id, k.Field, k.Value, k.RecordedAt, k.RetractedAt }, "kept_of_all").HasFilter(OfAll);
    }

    /// <summary>References that nobody asks by: stages and pipelines are few and never deleted, and an index is written with every opportunity.</summary>
    static readonly (Type Table, string Reference)[] Unasked = [(typeof(StageVisit), nameof(StageVisit.StageId)), (typeof(Opportunity), nameof(Opportunity.PipelineId)),
        (typeof(Lead), nameof(Lead.AssignedById)), (typeof(Lead), nameof(Lead.AssignedToId)), (typeof(Handoff), nameof(Handoff.AssignedById)), (typeof(Handoff), nameof(Handoff.AssignedToId))];

    public static void Apply(ModelConfigurationBuilder model) =>
        model.Conventions.Replace<ForeignKeyIndexConvention>(services => new OfReferences(services.GetRequiredService<ProviderConventionSetBuilderDependencies>()));

    /// <summary>An index over each reference that somebody asks by.</summary>
    sealed class OfReferences(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
    {
        protected override IConventionIndex? CreateIndex(IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
            properties is [{ Name: var only }] && Unasked.Contains((entityTypeBuilder.Metadata.ClrType, only)) ? null : base.CreateIndex(properties, unique, entityTypeBuilder);
    }
}
