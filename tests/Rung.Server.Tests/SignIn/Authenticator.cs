using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rung.Server.Tests.SignIn;

/// <summary>A device with one passkey (ES256, no attestation), written from W3C Web Authentication Level 3 and apart from the server's library.</summary>
sealed class Authenticator : IDisposable
{
    const byte Present = 0x01, Verified = 0x04, Backed = 0x18, Attested = 0x40;

    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    byte[] holder = [];

    public string Origin { get; set; } = "http://localhost";
    public string For { get; set; } = "localhost";
    public bool Verifies { get; set; } = true;
    public bool Syncs { get; set; }
    public uint Count { get; set; }
    public uint Step { get; set; } = 1;

    /// <summary>Signs with a key that is not the one it gave away.</summary>
    public bool Forges { get; set; }

    /// <summary>Answers another question than the one asked.</summary>
    public bool Deaf { get; set; }

    public object Make(JsonElement asked)
    {
        holder = Base64Url.DecodeFromChars(asked.GetProperty("user").GetProperty("id").GetString());
        var key = this.key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. key.X!, 0x22, 0x58, 0x20, .. key.Y!];
        byte[] data = [.. Data(Attested), .. new byte[16], 0x00, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new { clientDataJSON = Base64Url.EncodeToString(Said("webauthn.create", asked)), attestationObject = Base64Url.EncodeToString(attestation), transports = (string[])["internal"] });
    }

    public object Show(JsonElement asked)
    {
        var (data, said) = (Data(0), Said("webauthn.get", asked));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signature = (Forges ? other : key).SignData([.. data, .. SHA256.HashData(said)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Base64Url.EncodeToString(said), authenticatorData = Base64Url.EncodeToString(data), signature = Base64Url.EncodeToString(signature), userHandle = Base64Url.EncodeToString(holder) });
    }

    object Credential(object response) => new { id = Base64Url.EncodeToString(id), rawId = Base64Url.EncodeToString(id), type = "public-key", clientExtensionResults = new { }, response };

    byte[] Data(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count += Step);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(For)), (byte)(Present | more | (Verifies ? Verified : 0) | (Syncs ? Backed : 0)), .. count];
    }

    byte[] Said(string type, JsonElement asked) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type, challenge = Deaf ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) : asked.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false,
    });

    public void Dispose() => key.Dispose();
}
