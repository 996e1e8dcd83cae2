namespace DiscreteEvents.Tests;

public sealed class ChanceTests
{
    [Fact] // What the reference implementation prints from this state.
    public void The_generator_is_the_published_one()
    {
        var chance = new Chance(1, 2, 3, 4);
        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], [chance.Next(), chance.Next(), chance.Next(), chance.Next()]);
    }

    [Fact]
    public void A_seed_gives_these_numbers_for_ever()
    {
        var chance = new Chance(2026).Split("golden");
        Assert.Equal([17379802566737274872UL, 479645058285457727UL, 425181303379610483UL], [chance.Next(), chance.Next(), chance.Next()]);
        Assert.Equal("3FFB2EC26D73AE1F BFF8839293DF7C9F 3FFD113A46C521B2 400BAE2A877223C6 3FF2207F25A163A8 4008000000000000 4072900000000000", string.Join(' ', new Distribution[] { new Exponential(1), new Normal(0, 1), new LogNormal(1, 1), new Gamma(0.5, 1), new Gamma(3, 1), new Poisson(3), new Poisson(300) }
            .Select(law => BitConverter.DoubleToInt64Bits(law.Draw(chance)).ToString("X", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_stream_depends_on_its_name_and_not_on_when_it_was_split_off()
    {
        var (one, other) = (new Chance(7), new Chance(7));
        var early = one.Split("arrivals").Next();
        for (var i = 0; i < 10; i++) other.Next();
        other.Split("something else").Next();
        Assert.Equal(early, other.Split("arrivals").Next());
        Assert.NotEqual(early, one.Split("arrival").Next());
        Assert.NotEqual(one.Split(65).Next(), one.Split("A").Next());
        Assert.NotEqual(one.Split("ab").Next(), one.Split("ba").Next());
    }

    [Fact]
    public void Streams_of_neighbouring_seeds_and_numbers_all_differ()
    {
        var first = new HashSet<ulong>();
        for (var i = 0; i < 50_000; i++)
        {
            Assert.True(first.Add(new Chance((ulong)i).Next()));
            Assert.True(first.Add(new Chance(1).Split(i).Next()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Uniform_numbers_fill_every_part_of_the_interval_alike(ulong seed)
    {
        const int Parts = 1000, Draws = 2_000_000;
        var (chance, counts) = (new Chance(seed), new int[Parts]);
        for (var i = 0; i < Draws; i++) counts[(int)(chance.Uniform() * Parts)]++;
        AssertChiSquare(counts.Sum(count => Math.Pow(count - Draws / Parts, 2) / (Draws / Parts)), Parts - 1);
    }

    [Fact]
    public void Each_bit_is_set_half_the_time()
    {
        const int Draws = 200_000;
        var (chance, counts) = (new Chance(4), new int[64]);
        for (var i = 0; i < Draws; i++)
        {
            var bits = chance.Next();
            for (var bit = 0; bit < 64; bit++) if ((bits >> bit & 1) == 1) counts[bit]++;
        }
        Assert.All(counts, count => AssertZ((count - Draws / 2.0) / Math.Sqrt(Draws / 4.0)));
    }

    [Fact]
    public void Neighbours_in_a_stream_and_in_split_streams_are_not_correlated()
    {
        const int Draws = 500_000;
        var parent = new Chance(5);
        foreach (var (one, other, lag) in new[] { (parent.Split(0), parent.Split(1), 0), (parent.Split("a"), parent.Split("b"), 0), (parent.Split(3), parent.Split(3).Split(0), 0), (new Chance(8), new Chance(9), 0), (parent.Split(2), parent.Split(2), 1), (parent.Split(2), parent.Split(2), 7) })
        {
            for (var i = 0; i < lag; i++) other.Uniform();
            var sum = 0.0;
            for (var i = 0; i < Draws; i++) sum += (one.Uniform() - 0.5) * (other.Uniform() - 0.5);
            AssertZ(sum * 12 / Math.Sqrt(Draws));
        }
    }

    [Fact]
    public void First_numbers_of_many_split_streams_are_themselves_uniform()
    {
        const int Parts = 100, Streams = 100_000;
        var (parent, counts) = (new Chance(6), new int[Parts]);
        for (var i = 0; i < Streams; i++) counts[(int)(parent.Split(i).Uniform() * Parts)]++;
        AssertChiSquare(counts.Sum(count => Math.Pow(count - Streams / Parts, 2) / (Streams / Parts)), Parts - 1);
    }

    [Fact]
    public void Whole_numbers_below_a_limit_are_equally_likely()
    {
        const int Draws = 700_000;
        var (chance, counts) = (new Chance(7), new int[7]);
        for (var i = 0; i < Draws; i++) counts[chance.Below(7)]++;
        AssertChiSquare(counts.Sum(count => Math.Pow(count - Draws / 7, 2) / (Draws / 7)), 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => chance.Below(0));
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        const int Draws = 240_000;
        var (chance, counts) = (new Chance(8), new Dictionary<string, int>());
        for (var i = 0; i < Draws; i++)
        {
            char[] cards = ['a', 'b', 'c', 'd'];
            chance.Shuffle(cards.AsSpan());
            var order = new string(cards);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(24, counts.Count);
        AssertChiSquare(counts.Values.Sum(count => Math.Pow(count - 10_000, 2) / 10_000), 23);
    }

    /// <summary>By the cube root of Wilson and Hilferty, chi-square is nearly normal.</summary>
    static void AssertChiSquare(double chiSquare, int freedom) =>
        AssertZ((Math.Cbrt(chiSquare / freedom) - (1 - 2.0 / (9 * freedom))) / Math.Sqrt(2.0 / (9 * freedom)));

    static void AssertZ(double z) => Assert.InRange(z, -4, 4);
}
