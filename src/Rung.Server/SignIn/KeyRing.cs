using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
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
        services.AddDataProtection().SetApplicationName("Rung");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(ring =>
        {
            ring.XmlRepository = new Kept(s.GetRequiredService<Store>());
            if (s.GetRequiredService<Vault>() is { IsThere: true } vault) ring.XmlEncryptor = new Sealing(vault);
        }));
    }

    /// <summary>Whether the key file opens what lies sealed in the database.</summary>
    public static async Task<bool> Opens(IServiceProvider services, CancellationToken cancel)
    {
        var vault = services.GetRequiredService<Vault>();
        foreach (var xml in await Keys(services.GetRequiredService<Store>(), cancel))
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

    static Task<List<string>> Keys(Store store, CancellationToken cancel) =>
        store.Questions.All("SELECT xml FROM \"DataProtectionKeys\" ORDER BY id", [], row => row.Text(0)!, cancel);

    /// <summary>What lies sealed in one key of the ring; nothing where it lies in clear.</summary>
    public static IEnumerable<XElement> Boxes(string xml) => Boxes(XElement.Parse(xml));

    public static IEnumerable<XElement> Boxes(XElement key) => key.Descendants("sealed");

    /// <summary>Read without a model of the tables: every start waits for these few rows.</summary>
    internal sealed class Kept(Store store) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. Keys(store, CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => store.Writer.Write(new()
        {
            Statements = { ("INSERT INTO \"DataProtectionKeys\" (friendly_name, xml) VALUES (@0, @1)", [friendlyName, element.ToString(SaveOptions.DisableFormatting)]) },
        }, CancellationToken.None).GetAwaiter().GetResult();
    }

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
