using Rung.Planner;

namespace Rung.Tests.Planner;

public sealed class TheParameters
{
    [Fact]
    public void Have_a_row_each_in_their_order() => Assert.Equal(Enum.GetValues<Parameter>(), Parameters.Rows.Select(row => row.Is));

    [Fact]
    public void Have_defaults_that_are_usual_and_possible() => Assert.DoesNotContain(Parameters.Rows,
        row => row.Default < row.Low || row.Default > row.High || row.Low < row.Least || row.High > row.Most);

    [Fact]
    public void Say_what_they_mean_and_where_they_come_from() => Assert.DoesNotContain(Parameters.Rows,
        row => row.Meaning.Length < 5 || row.Source.Length < 2 || row.Grade is not ('A' or 'B' or 'C' or 'D' or '–'));

    [Fact]
    public void Are_found_by_name() => Assert.Equal(Parameter.BookedCold, Parameters.Find("bookedCold")?.Is);

    [Fact]
    public void Give_an_SDR_672_touches_and_56_accounts_a_month()
    {
        var touches = Default(Parameter.ProductiveSdr) * 168 * 60 / Default(Parameter.TouchMinutes);
        Assert.Equal(672, touches, 1e-9);
        Assert.Equal(56, touches / Default(Parameter.TouchesPerAccount), 1e-9);
    }

    [Fact]
    public void Need_19_bookings_for_12_accepted_meetings()
    {
        var show = Default(Parameter.ShowAtOnce) * Math.Pow(Default(Parameter.ShowPerDay), Default(Parameter.BookingLag));
        Assert.Equal(0.790035, show, 1e-6);
        Assert.Equal(18.986493, 12 / (show * Default(Parameter.Acceptance)), 1e-6);
        Assert.Equal(2.123615, 56 * Default(Parameter.BookedCold) * show * Default(Parameter.Acceptance), 1e-6);
    }

    static double Default(Parameter parameter) => Parameters.Row(parameter).Default;
}
