using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rung.People;
using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>
/// Our logins and passkeys as ASP.NET Core Identity asks for them, which verifies what authenticators say. It reads only:
/// changes go through the desk, so whatever would write here is a mistake.
/// </summary>
sealed class PasskeyHolders(Store store) : IUserPasskeyStore<Login>
{
    public async Task<Login?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(userId, out var given)) return null;
        await using var db = store.Open();
        var person = new Id<Person>(given);
        return await db.Set<Login>().AsNoTracking().FirstOrDefaultAsync(l => l.PersonId == person, cancellationToken);
    }

    public async Task<Login?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db.Set<Passkey>().Where(p => p.CredentialId == credentialId).Join(db.Set<Login>(), p => p.PersonId, l => l.PersonId, (_, l) => l).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return await db.Set<Passkey>().AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == user.PersonId && p.CredentialId == credentialId, cancellationToken) is { } passkey ? Told(passkey) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Login user, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return [.. (await db.Set<Passkey>().AsNoTracking().Where(p => p.PersonId == user.PersonId).ToListAsync(cancellationToken)).Select(Told)];
    }

    public Task<string> GetUserIdAsync(Login user, CancellationToken cancellationToken) => Task.FromResult(user.PersonId.ToString());

    public Task<string?> GetUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(Login user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<Login?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw Reads();

    public Task SetUserNameAsync(Login user, string? userName, CancellationToken cancellationToken) => throw Reads();

    public Task SetNormalizedUserNameAsync(Login user, string? normalizedName, CancellationToken cancellationToken) => throw Reads();

    public Task<IdentityResult> CreateAsync(Login user, CancellationToken cancellationToken) => throw Reads();

    public Task<IdentityResult> UpdateAsync(Login user, CancellationToken cancellationToken) => throw Reads();

    public Task<IdentityResult> DeleteAsync(Login user, CancellationToken cancellationToken) => throw Reads();

    public Task AddOrUpdatePasskeyAsync(Login user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw Reads();

    public Task RemovePasskeyAsync(Login user, byte[] credentialId, CancellationToken cancellationToken) => throw Reads();

    public void Dispose()
    {
    }

    // How the device proved its make is neither asked for nor kept.
    static UserPasskeyInfo Told(Passkey passkey) =>
        new(passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, (uint)passkey.SignCount, null, true, passkey.CanSync, passkey.IsSynced, [], []);

    static NotSupportedException Reads() => new("Passkeys are looked up by what their device calls them, and changed through the desk.");
}
