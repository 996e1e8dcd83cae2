using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rung.Company;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>What the founder says on the first day.</summary>
/// <param name="OpensAt">When work starts, as 09:00.</param>
/// <param name="Holidays">One line a day: <c>2026-12-25 Christmas Day</c>.</param>
sealed record FirstRunAsk(
    string? Token, string? Name, string? Email, string? Password, string? Company, string? Currency, string? Zone, string? Language,
    int? FiscalYearStartMonth, DayOfWeek? WeekStart, string? Workdays, string? OpensAt, string? ClosesAt, string? Holidays);

/// <summary>
/// The first day of an installation: the founder's account waits to be claimed, once, by somebody at this machine or with
/// the code that the console shows. Afterwards this is gone for good.
/// </summary>
sealed class FirstRun(Store store, TheDesk desk, Logins logins, SessionBook sessions)
{
    volatile bool claimed;

    /// <summary>Shown on the console; new at every start.</summary>
    public string Token { get; } = Secrets.Random()[..22];

    public async ValueTask<bool> IsClaimed(CancellationToken cancel) =>
        claimed = claimed || await store.Questions.HasAny(typeof(Login), cancel);

    public bool Knows(HttpContext http, string? token) =>
        Nearby.IsHere(http) || (token is not null && Secrets.Fingerprint(token.Trim()).AsSpan().SequenceEqual(Secrets.Fingerprint(Token)));

    public async Task<Outcome<Begun>> Claim(FirstRunAsk ask, Caller caller, CancellationToken cancel)
    {
        if (await IsClaimed(cancel)) return new AlreadyClaimed();
        if (Read(ask, out var company, out var holidays) is { } unfit) return unfit;

        var (founder, profile) = await Founded(cancel);
        var decided = await desk.Decide(new(new(founder, ask.Name!.Trim(), Permits.Everything), "company.claim"), async docket =>
        {
            var person = await docket.Need(founder);
            docket.Do(person, person.Amend(new Dictionary<string, object?> { ["name"] = ask.Name, ["email"] = ask.Email }, docket.Act));
            var house = await docket.Need(profile);
            docket.Do(house, house.Amend(company, docket.Act));
            foreach (var (on, name) in holidays) await Entering.Enter(docket, typeof(Holiday), new Dictionary<string, object?> { ["heldOn"] = on, ["name"] = name });
            _ = logins.Open(docket, person, ask.Email!, ask.Password!);
            return person;
        }, cancel);
        if (!decided.Accepted(out _, out var refusal)) return refusal is AlreadyTaken ? new AlreadyClaimed() : refusal;

        claimed = true;
        return await sessions.Begin(founder, caller, SignInWay.Password, null, cancel);
    }

    static Refusal? Read(FirstRunAsk ask, out Dictionary<string, object?> company, out List<(DateOnly On, string Name)> holidays)
    {
        (company, holidays) = ([], []);
        if (string.IsNullOrWhiteSpace(ask.Name)) return new Missing("name");
        if (string.IsNullOrWhiteSpace(ask.Email)) return new Missing("email");
        if (!IsAddress(ask.Email.Trim())) return new Unreadable("email", "name@example.com");
        if (Secrets.Refuse(ask.Password, ask.Email) is { } weak) return weak;
        if (string.IsNullOrWhiteSpace(ask.Company)) return new Missing("company");
        if (Rung.Records.Form.Of<CompanyProfile>().Field("name")!.Max is var most && ask.Company.Length > most) return new TooLong("company", ask.Company.Length, most);
        if (!TryTime(ask.OpensAt ?? "09:00", out var opens)) return new Unreadable("opensAt", "09:00");
        if (!TryTime(ask.ClosesAt ?? "18:00", out var closes)) return new Unreadable("closesAt", "18:00");
        if (closes <= opens) return new EndsBeforeStart("closesAt", "opensAt");

        company = new()
        {
            ["name"] = ask.Company,
            ["currency"] = ask.Currency?.Trim().ToUpperInvariant() ?? "USD",
            ["zone"] = ask.Zone?.Trim() ?? "UTC",
            ["language"] = ask.Language ?? "en",
            ["fiscalYearStartMonth"] = ask.FiscalYearStartMonth ?? 1,
            ["weekStart"] = ask.WeekStart ?? DayOfWeek.Monday,
            ["workdays"] = ask.Workdays?.Trim() ?? "1111100",
            ["opensAtMinute"] = opens,
            ["closesAtMinute"] = closes,
        };
        return Days(ask.Holidays ?? "", holidays);
    }

    /// <summary>A pasted list: a day, then its name, one a line, parted by spaces, a comma or a tab.</summary>
    static Refusal? Days(string pasted, List<(DateOnly, string)> holidays)
    {
        var number = 0;
        foreach (var line in pasted.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0) continue;
            var day = line.Split([' ', ',', ';', '\t'], 2)[0];
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)) return new UnreadableHoliday(number, line.Length > 40 ? line[..40] : line);
            var name = line[day.Length..].Trim(' ', ',', ';', '\t', '"');
            holidays.Add((on, name.Length == 0 ? day : name));
        }

        return null;
    }

    static bool IsAddress(string email) => email.Split('@') is [{ Length: > 0 }, { Length: > 2 } host] && host.Contains('.') && !email.Any(char.IsWhiteSpace);

    static bool TryTime(string text, out int minute)
    {
        var isTime = TimeOnly.TryParseExact(text.Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minute = time.Hour * 60 + time.Minute;
        return isTime;
    }

    async Task<(Id<Person> Founder, Id<CompanyProfile> Profile)> Founded(CancellationToken cancel)
    {
        await using var db = store.Open();
        var founder = await db.Set<RoleAssignment>().Where(r => r.Role == Role.Founder && r.RemovedAt == null).OrderBy(r => r.Id).Select(r => r.PersonId).FirstAsync(cancel);
        var profile = await db.Set<CompanyProfile>().Where(p => p.RemovedAt == null).OrderBy(p => p.FromOn).Select(p => p.Id).FirstAsync(cancel);
        return (founder, profile);
    }
}

/// <summary>The company was set up before.</summary>
public sealed record AlreadyClaimed : Refusal
{
    public override RefusalKind Kind => RefusalKind.Absent;
}

/// <summary>The code is not the one the console shows.</summary>
public sealed record WrongSetUpCode : Refusal
{
    public override string At => "token";
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>A line of the list of holidays does not begin with a day.</summary>
public sealed record UnreadableHoliday(int Line, string Text) : Refusal
{
    public override string At => "holidays";
}
