namespace DiscreteEvents.Tests;

public sealed class Distributions
{
    const int Draws = 400_000;

    public static TheoryData<Distribution> Laws => [
        new Deterministic(3), new Exponential(2), new Uniform(-1, 4), new Triangular(1, 2, 5), new Triangular(0, 0, 1), new Normal(-3, 2), new LogNormal(2, 0.7),
        new Gamma(0.4, 2), new Gamma(1, 3), new Gamma(2.5, 1), Gamma.WithVariation(60, 0.7), new SumOf(new Exponential(1), new Uniform(0, 2)),
        new Bernoulli(0.3), new Bernoulli(0), new Bernoulli(1), new Poisson(0), new Poisson(0.7), new Poisson(9.9), new Poisson(10.1), new Poisson(250),
        new Discrete((5, 2), (1, 1), (3, 0)), new Empirical(1, 2, 2, 9)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Mean_and_variance_are_what_the_distribution_says(Distribution law)
    {
        var (chance, values, squares) = (new Chance(11), new Tally(), new Tally());
        for (var i = 0; i < Draws; i++)
        {
            var value = law.Draw(chance);
            values.Add(value);
            squares.Add((value - law.Mean) * (value - law.Mean));
        }
        Assert.True(Agrees(values.Estimate, law.Mean), $"{law}: mean {values.Estimate}, not {law.Mean}");
        Assert.True(Agrees(squares.Estimate, law.Variance), $"{law}: variance {squares.Estimate}, not {law.Variance}");
    }

    [Fact]
    public void Exponential_normal_log_normal_and_gamma_have_their_shape()
    {
        // Kolmogorov–Smirnov: the largest gap between the drawn and the true distribution, times √n, stays below 1.95 with probability 0.999.
        AssertShape(new Exponential(2), x => 1 - Math.Exp(-x / 2));
        AssertShape(new Normal(1, 2), x => NormalShare((x - 1) / 2));
        var scale = Math.Sqrt(Math.Log(1.49));
        AssertShape(new LogNormal(2, 0.7), x => NormalShare((Math.Log(x) - Math.Log(2) + scale * scale / 2) / scale));
        AssertShape(new Gamma(3, 1.5), x => 1 - Math.Exp(-2 * x) * (1 + 2 * x + 2 * x * x));
        AssertShape(new Triangular(0, 1, 4), x => x < 1 ? x * x / 4 : 1 - (4 - x) * (4 - x) / 12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Poisson_counts_come_up_as_often_as_they_should(double mean)
    {
        var (chance, law, counts) = (new Chance(12), new Poisson(mean), new Dictionary<int, int>());
        for (var i = 0; i < Draws; i++)
        {
            var value = (int)law.Draw(chance);
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }
        var term = Math.Exp(-mean);
        for (var count = 0; count < 3 * mean; count++)
        {
            var expected = term * Draws;
            if (expected > 20) Assert.InRange((counts.GetValueOrDefault(count) - expected) / Math.Sqrt(expected * (1 - term)), -4, 4);
            term *= mean / (count + 1);
        }
    }

    [Fact]
    public void What_draws_by_inversion_takes_one_step_for_one_draw()
    {
        foreach (var law in new Distribution[] { new Exponential(2), new Uniform(-1, 4), new Triangular(1, 2, 5), new Normal(-3, 2), new LogNormal(2, 0.7), new Bernoulli(0.3), new Poisson(5), new Discrete((1, 1), (2, 1)), new Empirical(1, 2, 3) })
        {
            var (drawn, stepped) = (new Chance(13), new Chance(13));
            law.Draw(drawn);
            stepped.Next();
            Assert.Equal(stepped.Next(), drawn.Next());
        }
    }

    [Fact]
    public void A_draw_by_inversion_grows_with_its_step()
    {
        foreach (var law in new Distribution[] { new Exponential(2), new Uniform(-1, 4), new Triangular(1, 2, 5), new Normal(-3, 2), new LogNormal(2, 0.7), new Bernoulli(0.3), new Poisson(5), new Discrete((1, 1), (2, 1)), new Empirical(1, 2, 3) })
        {
            var inOrder = Enumerable.Range(0, 1000).Select(i => (ulong)i).OrderBy(seed => new Chance(seed).Uniform());
            var values = inOrder.Select(seed => law.Draw(new Chance(seed))).ToArray();
            Assert.Equal(values.Order(), values);
        }
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Exponential(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Exponential.WithRate(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Uniform(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Triangular(1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Normal(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogNormal(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gamma(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Bernoulli(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Poisson(-1));
        Assert.Throws<ArgumentException>(() => new Discrete());
        Assert.Throws<ArgumentException>(() => new Discrete((1, 0)));
        Assert.Throws<ArgumentException>(() => new Empirical());
        Assert.Throws<ArgumentException>(() => new SumOf());
    }

    [Fact]
    public void Distributions_are_values()
    {
        Assert.Equal(new LogNormal(2, 0.7), new LogNormal(2, 0.7));
        Assert.Equal<Distribution>(new Discrete((1, 1), (2, 3)), new Discrete((2, 3), (1, 1)));
        Assert.Equal<Distribution>(new Empirical(1, 2), new Empirical(2, 1));
        Assert.NotEqual<Distribution>(new Exponential(1), new Deterministic(1));
    }

    static bool Agrees(Estimate estimate, double expected) =>
        Math.Abs(estimate.Mean - expected) <= Math.Max(4 * estimate.StandardError, 1e-12 * Math.Abs(expected));

    static void AssertShape(Distribution law, Func<double, double> share)
    {
        var (chance, values) = (new Chance(14), new double[100_000]);
        for (var i = 0; i < values.Length; i++) values[i] = law.Draw(chance);
        Array.Sort(values);
        var gap = values.Select((value, i) => Math.Abs(share(value) - (i + 0.5) / values.Length)).Max();
        Assert.True(gap * Math.Sqrt(values.Length) < 1.95, $"{law}: {gap * Math.Sqrt(values.Length)}");
    }

    /// <summary>The normal distribution function by its series about zero.</summary>
    static double NormalShare(double x)
    {
        if (x < -6 || x > 6) return x < 0 ? 0 : 1;
        var (term, sum) = (x, x);
        for (var n = 3; Math.Abs(term) > 1e-17; n += 2) sum += term *= x * x / n;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
