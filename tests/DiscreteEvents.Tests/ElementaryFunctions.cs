namespace DiscreteEvents.Tests;

public sealed class ElementaryFunctions
{
    static readonly Chance chance = new Chance(1).Split("elementary");

    [Fact]
    public void The_logarithm_is_right_to_the_last_digits()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var x = Math.Exp(1400 * chance.Uniform() - 700);
            Assert.Equal(Math.Log(x), Elementary.Log(x), 4e-16 * Math.Max(1, Math.Abs(Math.Log(x))));
            var near = 1 + (chance.Uniform() - 0.5) / 100;
            Assert.Equal(Math.Log(near), Elementary.Log(near), 3e-16);
        }
        Assert.Equal(0, Elementary.Log(1));
    }

    [Fact]
    public void The_exponential_is_right_to_the_last_digits()
    {
        for (var i = 0; i < 200_000; i++)
        {
            var x = 1400 * chance.Uniform() - 700;
            Assert.Equal(1, Elementary.Exp(x) / Math.Exp(x), 1e-15);
        }
        Assert.Equal(1, Elementary.Exp(0));
        Assert.Equal(0, Elementary.Exp(-1e9));
        Assert.Equal(double.PositiveInfinity, Elementary.Exp(1e9));
    }

    [Theory] // Quantiles of the normal distribution, published to 15 digits.
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.95996398454005)]
    [InlineData(0.025, -1.95996398454005)]
    [InlineData(0.999, 3.09023230616781)]
    [InlineData(1e-10, -6.36134090240406)]
    public void Normal_quantiles_are_those_of_the_tables(double p, double expected) =>
        Assert.Equal(expected, Elementary.NormalQuantile(p), 1e-13);

    [Theory]
    [InlineData(0.5, 0.572364942924700)] // ln √π
    [InlineData(1, 0)]
    [InlineData(11, 15.1044125730755)] // ln 10!
    [InlineData(171, 706.573062245787)] // ln 170!
    public void The_log_gamma_function_is_that_of_the_tables(double x, double expected) =>
        Assert.Equal(expected, Elementary.LogGamma(x), 1e-12);

    [Theory]
    [InlineData(0.975, 1, 12.7062047361747)]
    [InlineData(0.975, 2, 4.30265272974946)]
    [InlineData(0.975, 10, 2.22813885198627)]
    [InlineData(0.95, 29, 1.69912702653349)]
    [InlineData(0.995, 63, 2.65614496)]
    [InlineData(0.975, 100_000, 1.95998771)]
    public void Student_quantiles_are_those_of_the_tables(double p, double freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(p, freedom), 1e-6);
}
