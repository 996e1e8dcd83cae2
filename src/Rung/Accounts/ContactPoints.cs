using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Rung.Accounts;

/// <summary>E-mail addresses and domains in the one form in which they are compared.</summary>
public static class ContactPoints
{
    /// <summary>Anybody has an address here, so it says nothing about the company.</summary>
    static readonly FrozenSet<string> PublicHosts = FrozenSet.ToFrozenSet(
    [
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de", "live.com", "live.cn", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.co.jp", "yahoo.fr", "yahoo.de",
        "yahoo.com.cn", "yahoo.com.hk", "yahoo.com.tw", "ymail.com", "rocketmail.com", "aol.com", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io",
        "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de", "posteo.de", "mailbox.org", "arcor.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr",
        "libero.it", "virgilio.it", "tiscali.it", "terra.es", "mail.ru", "yandex.ru", "yandex.com", "bk.ru", "inbox.ru", "list.ru", "rambler.ru", "wp.pl", "o2.pl", "interia.pl", "onet.pl", "seznam.cz", "bluewin.ch",
        "btinternet.com", "sky.com", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "bigpond.com", "rogers.com", "shaw.ca", "uol.com.br", "bol.com.br", "zoho.com", "fastmail.com", "hey.com", "mail.com",
        "qq.com", "vip.qq.com", "foxmail.com", "163.com", "vip.163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "vip.sina.com", "sohu.com", "tom.com", "21cn.com", "139.com", "189.cn", "wo.cn", "aliyun.com", "88.com",
        "naver.com", "daum.net", "hanmail.net", "nate.com", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "rediffmail.com",
    ]);

    static readonly SearchValues<char> Never = SearchValues.Create(" \t,;\"'()<>");
    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false };

    /// <summary>
    /// Trimmed and in lower case; null if it is no address. A plus tag stays: ada+news@ may be another mailbox. Where the
    /// host is known to ignore tags and dots (Gmail), they go.
    /// </summary>
    public static string? Email(string? text)
    {
        if (text?.Trim() is not { Length: > 2 and <= 320 } trimmed) return null;
        var at = trimmed.LastIndexOf('@');
        if (at < 1 || Domain(trimmed[(at + 1)..]) is not { } host || trimmed.AsSpan(0, at).ContainsAny(" \t\r\n")) return null;

        // The local part is case-sensitive by RFC 5321 and in no mail system anybody uses.
        var local = trimmed[..at].ToLowerInvariant();
        if (host is "gmail.com" or "googlemail.com")
            (local, host) = (local.Split('+')[0].Replace(".", "", StringComparison.Ordinal), "gmail.com");
        return local.Length == 0 ? null : local + "@" + host;
    }

    /// <summary>The host of a domain, web or e-mail address in lower-case ASCII without www; null if there is none.</summary>
    public static string? Domain(string? text)
    {
        var host = (text ?? "").Trim().ToLowerInvariant();
        if (host.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) host = host[(scheme + 3)..];
        host = host.Split('/', '?', '#')[0];
        host = host[(host.LastIndexOf('@') + 1)..].Split(':')[0].TrimEnd('.');
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        if (host.Length is 0 or > 253 || !host.Contains('.', StringComparison.Ordinal) || host.AsSpan().ContainsAny(Never)) return null;
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null; // an empty label, or one that IDNA forbids
        }
    }

    /// <summary>The domain, unless it is one where anybody may have a mailbox.</summary>
    public static string? CompanyDomain(string? text) => Domain(text) is { } host && !PublicHosts.Contains(host) ? host : null;
}
