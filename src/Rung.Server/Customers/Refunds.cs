using Microsoft.EntityFrameworkCore;
using Rung.Customers;
using Rung.Server.Desk;

namespace Rung.Server.Customers;

/// <summary>What a refund needs from the payments beside it, whichever way it comes in: entered, amended, restored or imported.</summary>
static class Refunds
{
    public static async Task Check(Docket docket)
    {
        foreach (var paper in docket.Papers)
        {
            if (paper.Record is not Payment { IsRefund: true } refund || docket.Facts.All(f => f.Record != refund)) continue;

            var account = refund.AccountId;
            var waiting = docket.Waiting<Payment>().ToDictionary(p => p.Key);
            var written = await docket.Ask<Payment>().Where(p => p.AccountId == account).ToListAsync();
            if (refund.Beyond(written.Where(p => !waiting.ContainsKey(p.Key)).Concat(waiting.Values)) is { } refusal) throw new RefusedException(refusal);
        }
    }
}
