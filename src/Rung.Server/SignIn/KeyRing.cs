using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rung.Server.Database;

namespace Rung.Server.SignIn;

/// <summary>
/// The keys that seal cookies and links lie in the database, so that all nodes have them, and there in the
/// <see cref="Vault"/>: a copy of the database is not enough to sign in as anybody.
/// </summary>
static class KeyRing
{
    public const string Purpose = "data-protection";

    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Rung").PersistKeysToDbContext<RungDb>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(ring =>
        {
            if (s.GetRequiredService<Vault>() is { IsThere: true } vault) ring.XmlEncryptor = new Sealing(vault);
        }));
    }

    /// <summary>Whether the key file opens what lies sealed in the database.</summary>
    public static async Task<bool> Opens(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = services.GetRequiredService<Store>().Open();
        var vault = services.GetRequiredService<Vault>();
        foreach (var xml in await db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml!).ToListAsync(cancel))
            try
            {
                foreach (var box in Boxes(xml)) vault.Open(Purpose, Convert.FromBase64String(box.Value));
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return false;
            }

        return true;
    }

    /// <summary>What lies sealed in one key of the ring; nothing where it lies in clear.</summary>
    public static IEnumerable<XElement> Boxes(string xml) => Boxes(XElement.Parse(xml));

    public static IEnumerable<XElement> Boxes(XElement key) => key.Descendants("sealed");

    internal sealed class Sealing(Vault vault) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
            new(new XElement("sealed", Convert.ToBase64String(vault.Seal(Purpose, System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))), typeof(Opening));
    }

    /// <summary>Made by the ring from its name in the XML.</summary>
    internal sealed class Opening(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) =>
            XElement.Parse(System.Text.Encoding.UTF8.GetString(services.GetRequiredService<Vault>().Open(Purpose, Convert.FromBase64String(encryptedElement.Value))));
    }
}
