namespace Rung.Planner.ClosedForms;

/// <summary>What a sales development rep can supply in a month (5.2 item 3; the consistency check of 5.3).</summary>
/// <param name="Accounts">Worked.</param>
/// <param name="Booked">Meetings booked.</param>
/// <param name="Held">Of them held.</param>
/// <param name="Accepted">Of them held and accepted by an account executive.</param>
public sealed record MeetingSupply(double Accounts, double Booked, double Held, double Accepted)
{
    /// <summary>Share of booked meetings that are held: s0·d^lag; 0.790035 for 0.92, 0.97 and five days.</summary>
    /// <param name="sameDay">Show rate of meetings of the same day (s0).</param>
    /// <param name="perDay">What is left of it per business day of lag (d).</param>
    public static Outcome<ShowRate> Show(double sameDay, double perDay, double lagDays) =>
        (Given.Share(sameDay) ?? Given.SomeShare(perDay) ?? Given.NotNegative(lagDays)) is { } no ? no : new ShowRate(sameDay * Math.Pow(perDay, lagDays));

    /// <param name="touches">E-mails, calls and the like per month; 672 of 9 minutes in 0.6 of 168 hours.</param>
    /// <param name="touchesPerAccount">In a full sequence.</param>
    /// <param name="booking">Meetings booked per worked account.</param>
    public static Outcome<MeetingSupply> Of(double touches, double touchesPerAccount, double booking, double show, double acceptance)
    {
        if ((Given.NotNegative(touches) ?? Given.Positive(touchesPerAccount) ?? Given.Share(booking) ?? Given.Share(show) ?? Given.Share(acceptance)) is { } no) return no;
        var accounts = touches / touchesPerAccount;
        return new MeetingSupply(accounts, accounts * booking, accounts * booking * show, accounts * booking * show * acceptance);
    }

    /// <summary>Meetings to book for so many held and accepted: 18.986493 for 12.</summary>
    public static Outcome<BookingsNeeded> BookingsFor(double accepted, double show, double acceptance) =>
        (Given.NotNegative(accepted) ?? Given.SomeShare(show) ?? Given.SomeShare(acceptance)) is { } no ? no : new BookingsNeeded(accepted / (show * acceptance));
}

/// <summary>Share of booked meetings that are held.</summary>
public sealed record ShowRate(double Share);

/// <summary>Meetings to book per month.</summary>
public sealed record BookingsNeeded(double PerMonth);
