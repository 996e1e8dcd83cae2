using Rung.Records;

namespace Rung.Company;

/// <summary>
/// What holds for the whole company from a day on: name, money, time, hours. Rows are dated; a change is a new row and
/// never rewrites what was computed under the old one.
/// </summary>
public sealed class CompanyProfile : Record<CompanyProfile>
{
    /// <summary>The first day this row holds.</summary>
    [Entered(Once = true)] public DateOnly FromOn { get; private set; }

    [Entered, Title] public string Name { get; private set; } = "";

    /// <summary>Reporting currency, ISO 4217.</summary>
    [Entered(Max = 3)] public string Currency { get; private set; } = "USD";

    /// <summary>IANA name of the company's time zone; days, months and business hours are counted in it.</summary>
    [Entered(Max = 60)] public string Zone { get; private set; } = "UTC";

    [Entered(Max = 10)] public string Language { get; private set; } = "en";

    /// <summary>1 January … 12 December.</summary>
    [Entered(Least = 1, Most = 12)] public int FiscalYearStartMonth { get; private set; } = 1;

    [Entered] public DayOfWeek WeekStart { get; private set; } = DayOfWeek.Monday;

    /// <summary>Days of work, Monday first: <c>1111100</c>.</summary>
    [Entered(Max = 7)] public string Workdays { get; private set; } = "1111100";

    /// <summary>Minutes after midnight when work starts; default 9:00.</summary>
    [Entered(Least = 0, Most = 1440)] public int OpensAtMinute { get; private set; } = 540;

    /// <summary>Minutes after midnight when work ends; default 18:00.</summary>
    [Entered(Least = 0, Most = 1440)] public int ClosesAtMinute { get; private set; } = 1080;

    public override Refusal? Check()
    {
        if (!Rung.Currency.IsCode(Currency)) return new Unreadable("currency", "ISO 4217");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _)) return new Unreadable("zone", "IANA");
        if (Language is not ("en" or "zh-CN")) return new Unreadable("language", "en, zh-CN");
        if (Workdays.Length != 7 || Workdays.Any(c => c is not ('0' or '1')) || !Workdays.Contains('1')) return new Unreadable("workdays", "1111100");
        if (ClosesAtMinute <= OpensAtMinute) return new EndsBeforeStart("closesAtMinute", "opensAtMinute");
        return null;
    }
}

/// <summary>A day on which nobody is expected to work.</summary>
public sealed class Holiday : Record<Holiday>
{
    [Entered] public DateOnly HeldOn { get; private set; }

    [Entered, Title] public string Name { get; private set; } = "";
}
