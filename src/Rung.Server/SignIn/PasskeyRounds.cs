using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rung.People;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>
/// A round of WebAuthn: a question for the device, and its answer. What the question was travels in a sealed cookie of the
/// browser, so that any node reads the answer; it holds for a few minutes and is taken once.
/// </summary>
sealed class PasskeyRounds(Store store, TheDesk desk, Settings settings, IDataProtectionProvider protection)
{
    public static readonly TimeSpan HoldsFor = TimeSpan.FromMinutes(5);
    const string Cookie = "rung-passkey";
    const string Way = "/api/v1";

    readonly IDataProtector seal = protection.CreateProtector("passkey-round");

    /// <summary>Asks a device for a new passkey of this person; those it has already are named, so that it does not make a second.</summary>
    public async Task<Outcome<string>> AskToMake(HttpContext http, Person person)
    {
        if (Handler(http) is not { } asked) return new NoAddressForPasskeys();
        using var users = asked.Users;
        var options = await asked.Handler.MakeCreationOptionsAsync(new() { Id = person.Id.ToString(), Name = person.Email ?? person.Name, DisplayName = person.Name }, http);
        Give(http, Making(http, person.Id), options.AttestationState ?? "");
        return options.CreationOptionsJson;
    }

    /// <summary>What the device made.</summary>
    public async Task<Outcome<Answer>> Made(HttpContext http, Id<Person> person, string credential)
    {
        if (Handler(http) is not { } asked) return new NoAddressForPasskeys();
        using var users = asked.Users;
        if (Take(http, Making(http, person)) is not { } round) return new PasskeyTooLate();
        var made = await asked.Handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = credential, AttestationState = round.State });
        return made.Succeeded && made.UserEntity.Id == person.ToString() ? new Answer(made.Passkey, round) : new PasskeyRefused();
    }

    /// <summary>Asks for any passkey of ours that the device has.</summary>
    public async Task<Outcome<string>> AskToShow(HttpContext http)
    {
        if (Handler(http) is not { } asked) return new NoAddressForPasskeys();
        using var users = asked.Users;
        var options = await asked.Handler.MakeRequestOptionsAsync(null, http);
        Give(http, Showing, options.AssertionState ?? "");
        return options.RequestOptionsJson;
    }

    /// <summary>What was asked for in this browser, while it holds.</summary>
    public Round? Shown(HttpContext http) => Take(http, Showing);

    /// <summary>The passkey that answers, with what its device counts to by now.</summary>
    public async Task<UserPasskeyInfo?> Verified(HttpContext http, Round round, string credential)
    {
        if (Handler(http) is not { } asked) return null;
        using var users = asked.Users;
        var shown = await asked.Handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = credential, AssertionState = round.State });
        return shown.Succeeded ? shown.Passkey : null;
    }

    /// <summary>The answer is taken once: where another request was faster with it, the whole decision fails.</summary>
    public void Spend(Docket docket, Round round)
    {
        docket.Statements.Add(("DELETE FROM spent_challenges WHERE until<@0", [docket.Act.Now]));
        docket.Guards.Add(("INSERT INTO spent_challenges (hash, until) VALUES (@0, @1) ON CONFLICT (hash) DO NOTHING", [round.Hash, round.Until]));
    }

    const string Showing = "show";

    /// <summary>Only the session that asked may bring the answer.</summary>
    static string Making(HttpContext http, Id<Person> person) => $"make {person} {http.SessionId()}";

    /// <summary>What verifies, and what is to be disposed of with it.</summary>
    (PasskeyHandler<Login> Handler, UserManager<Login> Users)? Handler(HttpContext http)
    {
        if (RelyingParty.Of(settings, http) is not { } party || !party.IsAt(http)) return null;
        var users = new UserManager<Login>(new PasskeyHolders(store), Options.Create(new IdentityOptions()), new PasswordHasher<Login>(), [], [], new UpperInvariantLookupNormalizer(), new(), null!, NullLogger<UserManager<Login>>.Instance);
        return (new(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = party.Id,
            AuthenticatorTimeout = HoldsFor,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            ValidateOrigin = said => ValueTask.FromResult(said.Origin == party.Origin && !said.CrossOrigin),
        })), users);
    }

    void Give(HttpContext http, string purpose, string state) =>
        http.Response.Cookies.Append(Cookie, seal.CreateProtector(purpose).Protect(string.Create(CultureInfo.InvariantCulture, $"{(desk.Now + HoldsFor).UtcTicks} {state}")),
            new() { HttpOnly = true, Secure = settings.IsSecure, SameSite = SameSiteMode.Strict, Path = Way, MaxAge = HoldsFor });

    Round? Take(HttpContext http, string purpose)
    {
        if (http.Request.Cookies[Cookie] is not { } box) return null;
        http.Response.Cookies.Delete(Cookie, new() { HttpOnly = true, Secure = settings.IsSecure, SameSite = SameSiteMode.Strict, Path = Way });
        try
        {
            var (until, state) = seal.CreateProtector(purpose).Unprotect(box).Split(' ', 2) is [var ticks, var rest] ? (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), rest) : default;
            return until > desk.Now ? new(state!, until) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public sealed record Answer(UserPasskeyInfo Passkey, Round Round);

    /// <summary>A question that was asked.</summary>
    /// <param name="State">Of the library: the challenge, and of whom it was asked.</param>
    public sealed record Round(string State, DateTimeOffset Until)
    {
        public byte[] Hash { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(State));
    }
}
