using System.Text.Json;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.CommandLine;

/// <summary>Work that an operator asks for, done by whichever process has duty.</summary>
interface IErrand
{
    string Name { get; }

    Task<Outcome<Told>> Run(IServiceProvider services, Actor actor, JsonElement ask, CancellationToken cancel);
}

/// <summary>What came of an errand, ready to be written down.</summary>
sealed record Told(object Document);

/// <summary>
/// Work told by a record that can be written down, so that it can be sent to a running server: paths instead of streams,
/// as both are on one machine. <see cref="Operator.Errands"/> lists them all.
/// </summary>
sealed class Errand<TAsk, TTold>(string name, Func<IServiceProvider, Actor, TAsk, CancellationToken, Task<Outcome<TTold>>> work) : IErrand
    where TAsk : class
    where TTold : class
{
    public string Name => name;

    public Task<Outcome<TTold>> Run(IServiceProvider services, Actor actor, TAsk ask, CancellationToken cancel) => work(services, actor, ask, cancel);

    async Task<Outcome<Told>> IErrand.Run(IServiceProvider services, Actor actor, JsonElement ask, CancellationToken cancel) =>
        (await work(services, actor, ask.Deserialize<TAsk>(Json.Options)!, cancel)).Accepted(out var told, out var refusal) ? new Told(told) : refusal;
}
