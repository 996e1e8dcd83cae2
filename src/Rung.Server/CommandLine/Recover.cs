using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.SignIn;

namespace Rung.Server.CommandLine;

/// <summary>
/// <c>rung recover</c>: lets somebody in again who lost a password or waits after wrong ones. Whoever can read the data
/// directory may do it; it is journaled with their name.
/// </summary>
static class Recover
{
    static readonly Option<string?> Email = new("--email")
    {
        Description = "Whose password was lost. Default: the founder.",
        HelpName = "ADDRESS",
    };

    static readonly Option<bool> SecondStep = new("--second-step") { Description = "Ask for no code of an authenticator any more: phone and recovery codes are lost." };

    public static readonly Errand<Ask, Told> LetIn = new("recover", async (services, actor, ask, cancel) =>
    {
        await using var db = services.GetRequiredService<Store>().Open();
        if (await Whose(db, ask.Email, cancel) is not { } login) return new NotFound("login", ask.Email ?? "founder");
        var link = await services.GetRequiredService<Logins>().Recover(actor, login.PersonId, ask.DropSecondStep, cancel);
        return link.Accepted(out var given, out var refusal) ? new Told(login.Email, given.Path, given.Until) : refusal;
    });

    public static Command Make() => new Command("recover", "Let somebody in who lost their password: prints a link, good once for an hour.") { Email, SecondStep }
        .Does((parsed, terminal, cancel) => Operator.Through(terminal, LetIn, new(parsed.GetValue(Email), parsed.GetValue(SecondStep)), told =>
            $"For {told.Email}, once, until {told.Until:HH:mm} UTC: open this path on the server and choose a password.\n{told.Path}", cancel));

    static async Task<Login?> Whose(RungDb db, string? email, CancellationToken cancel)
    {
        var logins = db.Set<Login>().AsNoTracking();
        if (email is not null)
        {
            var plain = Login.Plain(email);
            return await logins.FirstOrDefaultAsync(l => l.Email == plain, cancel);
        }

        var founders = db.Set<RoleAssignment>().Where(r => r.Role == Role.Founder && r.RemovedAt == null).OrderBy(r => r.Id);
        return await founders.Join(logins, r => r.PersonId, l => l.PersonId, (_, l) => l).FirstOrDefaultAsync(cancel);
    }

    public sealed record Ask(string? Email, bool DropSecondStep = false);

    public sealed record Told(string Email, string Path, DateTimeOffset Until);
}
