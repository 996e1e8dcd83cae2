using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.SignIn;

namespace Rung.Server.Ui;

/// <summary>Who looks at the page: their language, zone and theme, and how things are written for them.</summary>
sealed class Viewer(IHttpContextAccessor access, Texts texts, TheDesk desk, Store store, Closed closed)
{
    static readonly string[] Languages = [Texts.English, Texts.Chinese];

    HttpContext Http => access.HttpContext!;

    public Actor Actor => Http.Actor();

    public DateTimeOffset Now => desk.Now;

    /// <summary>Asked in the address, else as set before, else as the browser prefers.</summary>
    public string Language => field ??= Known(Http.Request.Query["lang"]) ?? Known(Http.Request.Cookies["rung-lang"]) ?? Preferred() ?? Texts.English;

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language);

    /// <summary><c>light</c>, <c>dark</c>, or empty to follow the system.</summary>
    public string Theme => Http.Request.Query["theme"].FirstOrDefault() ?? Http.Request.Cookies["rung-theme"] ?? "";

    public string Path => Http.Request.Path;

    public string this[string key] => texts.Get(Language, key);

    public string this[string key, params ReadOnlySpan<(string, object?)> values] => texts.Get(Language, key, values);

    /// <summary>Every text whose key begins with one of the words, as JSON for the page's own script.</summary>
    public string WordsOf(params string[] beginnings)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = Api.Json.Options.Encoder }))
        {
            json.WriteStartObject();
            foreach (var key in texts.Keys.Where(k => beginnings.Any(b => k.StartsWith(b + ".", StringComparison.Ordinal)))) json.WriteString(key, this[key]);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public bool May(string permission) => Actor.May(permission);

    /// <summary>Whether a page opens to this person.</summary>
    public bool Opens(Destination place) => May(place.Permission) && Opens(place.Path);

    /// <summary>Whether a page opens to whoever sees as much as this person, whatever it needs.</summary>
    public bool Opens(string path) => !closed.To(Actor, path);

    public string CompanyName { get; private set; } = "";

    public string Currency { get; private set; } = "USD";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>Reads what pages need of the company; called once before a page is drawn.</summary>
    public async Task Meet()
    {
        var profiles = await store.Known.Profiles();
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        var profile = profiles.LastOrDefault(p => p.FromOn <= day) ?? profiles[0];
        (CompanyName, Currency, Zone) = (profile.Name, profile.Currency, TimeZoneInfo.FindSystemTimeZoneById(profile.Zone));
    }

    /// <summary>The name of a field of a kind, or the field's own word where all kinds share it.</summary>
    public string Field(string kind, string field) =>
        texts.Has($"field.{kind}.{field}") ? this[$"field.{kind}.{field}"] : this["field." + field];

    public string Choice(Type type, object? value) => value is null ? "" : this[$"value.{Words.Camel(type.Name)}.{Words.Camel(value.ToString()!)}"];

    /// <summary>A stage's name is the company's; the names we began with are known in both languages.</summary>
    public string StageName(Rung.Opportunities.Stage stage) => texts.Has("stage." + stage.Name) ? this["stage." + stage.Name] : stage.Name;

    /// <summary>A name that a company begins with is known in both languages; its own are as it wrote them.</summary>
    public string Named(string name) => texts.Has("known." + name) ? this["known." + name] : name;

    /// <summary>Why not, in words, with what to do.</summary>
    public string Refused(Refusal refusal)
    {
        var values = refusal.GetType().GetProperties().Where(p => p.Name is not (nameof(Refusal.Name) or nameof(Refusal.Kind)))
            .Select(p => (p.Name, Shown(p.Name, p.GetValue(refusal)))).ToArray();
        return texts.Get(Language, "refusal." + refusal.Name, values);
    }

    public string Money(Money? money) => money is not { } m ? "" : m.Currency.Code == Currency ? Amount(m) : Amount(m) + " " + m.Currency;

    public string Day(DateOnly? day) => day is not { } d ? "" : Language == Texts.Chinese
        ? d.ToString(d.Year == Today.Year ? "M月d日" : "yyyy年M月d日", Culture)
        : d.ToString(d.Year == Today.Year ? "d MMM" : "d MMM yyyy", Culture);

    public string LongDay(DateOnly day) => day.ToString(Language == Texts.Chinese ? "yyyy年M月d日 dddd" : "dddd d MMMM yyyy", Culture);

    public string When(DateTimeOffset? at)
    {
        if (at is not { } instant) return "";
        var local = TimeZoneInfo.ConvertTime(instant, Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var time = local.ToString("HH:mm", Culture);
        if (day == Today) return this["ui.today"] + " " + time;
        return local.TimeOfDay == TimeSpan.Zero ? Day(day) : Day(day) + " " + time;
    }

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>Up to two letters for a person's badge; of a Chinese name the last character.</summary>
    public static string Initials(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "?";
        // Two Chinese characters do not fit the circle; the last of the given name tells people of one family apart.
        if (name.Any(c => c >= 0x3400)) return name.Trim()[^1..];
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words.Length == 1 ? words[0][..1] : $"{words[0][0]}{words[^1][0]}").ToUpperInvariant();
    }

    /// <summary>The badge of what is not a person: of a name with Chinese characters the first of them, as lists show it.</summary>
    public static string Badge(string? name) => name is not null && name.Any(c => c >= 0x3400) ? name.First(char.IsLetterOrDigit).ToString() : Initials(name);

    string Amount(Money money) => money.Minor % money.Currency.MinorPerMajor == 0
        ? (money.Minor / money.Currency.MinorPerMajor).ToString("N0", Culture)
        : money.Major.ToString("N" + money.Currency.MinorDigits, Culture);

    object? Shown(string name, object? value) => value switch
    {
        // No field of it: all that was sent.
        "" when name is "Field" => this["ui.whole-body"],
        string field when name is "Field" or "Start" or "At" => texts.Has("field." + field) ? this["field." + field] : field,
        DateTimeOffset at => When(at),
        DateOnly day => Day(day),
        Money money => Money(money),
        IEnumerable<string> items => string.Join(Language == Texts.Chinese ? "、" : ", ", items.Select(Named)),
        Enum choice => Choice(choice.GetType(), choice),
        _ => value,
    };

    string? Preferred() => Http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Texts.Chinese : l.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Texts.English : null)
        .FirstOrDefault(l => l is not null);

    static string? Known(string? language) => language switch
    {
        "zh" or "zh-CN" => Texts.Chinese,
        _ => Languages.Contains(language) ? language : null,
    };
}
