using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Rung.Server.Api;
using Rung.Server.Customers.Surveys;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>
/// How often one address may try what is open to everybody, by the limit that an endpoint names. Held by the house, because
/// the framework's own middleware never lets go of its limits: their clocks would tick on after the house is closed.
/// </summary>
sealed class Throttle : IDisposable
{
    readonly FrozenDictionary<string, PartitionedRateLimiter<HttpContext>> limits = new Dictionary<string, PartitionedRateLimiter<HttpContext>>
    {
        [SignInHosting.FewTries] = Limit(most: 30, each: 10),

        // A whole office may share one address; whoever guesses links needs more tries than there will ever be.
        [AnswerPages.Policy] = Limit(most: 60, each: 30),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    static PartitionedRateLimiter<HttpContext> Limit(int most, int each) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { TokenLimit = most, TokensPerPeriod = each, ReplenishmentPeriod = Period, QueueLimit = 0 }));

    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName is { } limit)
        {
            using var lease = limits[limit].AttemptAcquire(http);
            if (!lease.IsAcquired)
            {
                var refusal = new TooManyTries(http.Take<TheDesk>().Now + Period);
                await (AnswerPages.IsFor(http) ? await AnswerPages.Refused(http, refusal) : Reply.Problem(refusal, http)).ExecuteAsync(http);
                return;
            }
        }

        await next(http);
    }

    public void Dispose()
    {
        foreach (var limit in limits.Values) limit.Dispose();
    }
}
