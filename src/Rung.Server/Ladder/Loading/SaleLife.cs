using System.ComponentModel.DataAnnotations.Schema;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rung.Accounts;
using Rung.Ladder;
using Rung.Opportunities;

namespace Rung.Server.Ladder;

/// <summary>
/// One sale of new business with its whole history, packed, for the ladder, which looks at all of them as of any day. A
/// roll-up as <see cref="Metrics.DealState"/> is, made beside it; it can be thrown away and made again.
/// </summary>
[Table("sale_lives"), PrimaryKey(nameof(OpportunityId))]
sealed class SaleLife
{
    public Guid OpportunityId { get; init; }

    /// <summary>As <see cref="Pack"/> writes it. What a stage marks is left out: that is the stage's to say.</summary>
    public byte[] Packed { get; init; } = [];

    public static SaleLife Of(SaleRow sale) => new() { OpportunityId = sale.Id, Packed = Pack(sale) };

    public static void Map(ModelBuilder model) => model.Entity<SaleLife>().Property(l => l.OpportunityId).ValueGeneratedNever();

    static byte[] Pack(SaleRow sale)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        to.Write((byte)sale.Relation);
        Put(to, sale.BeganOn);
        Put(to, sale.ClosedOn);
        Put(to, sale.AccountId);
        Put(to, sale.SourcedById);
        to.Write(sale.Source ?? "");
        to.Write((byte)(sale.Fit switch { null => 0, { Fits: null } => 1, { Fits: false } => 2, _ => 3 }));
        Put(to, sale.Fit?.On);
        to.Write(sale.Fit?.AfterOutcome == true);
        Put(to, sale.Stages, stage =>
        {
            Put(to, stage.On);
            to.Write(stage.StageId.ToByteArray());
            to.Write((byte)((int)stage.Kind * 2 + (stage.Derived ? 1 : 0)));
        });
        Put(to, sale.Owners, owner =>
        {
            Put(to, owner.On);
            Put(to, owner.Value);
        });
        foreach (var sums in new[] { sale.Amounts, sale.Values })
            Put(to, sums, sum =>
            {
                Put(to, sum.On);
                to.Write(sum.Value is { } money ? Encoding.ASCII.GetBytes(money.Currency.Code) : new byte[PackedSale.CodeLength]);
                to.Write(sum.Value?.Minor ?? 0);
            });
        return bytes.ToArray();
    }

    static void Put(BinaryWriter to, DateOnly? day) => to.Write(day?.DayNumber ?? -1);

    static void Put(BinaryWriter to, Guid? id) => to.Write((id ?? Guid.Empty).ToByteArray());

    static void Put<T>(BinaryWriter to, IReadOnlyList<T> all, Action<T> put)
    {
        to.Write(checked((ushort)all.Count));
        foreach (var one in all) put(one);
    }
}
