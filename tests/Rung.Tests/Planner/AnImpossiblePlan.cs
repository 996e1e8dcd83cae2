using System.Collections;
using System.Reflection;
using Rung.Planner.ClosedForms;

namespace Rung.Tests.Planner;

/// <summary>Whatever numbers people give, they get a named refusal or numbers that mean something, and soon.</summary>
public sealed class AnImpossiblePlan
{
    static readonly double[] Impossible = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 1e300];

    static readonly MethodInfo[] ClosedForms = [.. typeof(Erlang).Assembly.GetTypes().Where(type => type.Namespace == typeof(Erlang).Namespace && type.IsPublic)
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType is { IsGenericType: true } answer && answer.GetGenericTypeDefinition() == typeof(Outcome<>))];

    public static TheoryData<string> Names => [.. ClosedForms.Select(Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_by_name_for_each_number_that_cannot_be(string name)
    {
        var method = ClosedForms.Single(each => Name(each) == name);
        var usual = method.GetParameters().Select(parameter => Usual(parameter)).ToArray();
        Assert.Null(Refusal(method, usual));
        for (var i = 0; i < usual.Length; i++)
            foreach (var value in Impossible)
            {
                if (With(usual[i], value) is not { } wrong) continue;
                object?[] arguments = [.. usual];
                arguments[i] = wrong;
                Assert.IsType<OutOfRange>(Refusal(method, arguments));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Never_answers_with_what_is_no_number(string name)
    {
        var (method, chance) = (ClosedForms.Single(each => Name(each) == name), new Random(6));
        for (var round = 0; round < 120; round++)
        {
            var arguments = method.GetParameters().Select(parameter => Wild(Usual(parameter), chance)).ToArray();
            var answer = Ask(method, arguments);
            if ((Refusal?)Property(answer, "Refusal") is not null) continue;
            Assert.All(Numbers(Property(answer, "Value")!), number => Assert.True(double.IsFinite(number), $"{name}({string.Join(", ", arguments)}): {number}"));
        }
    }

    [Fact]
    public void Names_the_load_that_cannot_be_carried()
    {
        Assert.Equal(new CannotKeepUp(1), Erlang.C(2, 1, 2).Refusal);
        Assert.Equal(1.0925, ((CannotKeepUp)Erlang.C(3.8, 1.15, 4).Refusal!).Load, 1e-12);
        Assert.Equal(new CannotKeepUp(1.5), PhasedQueue.Of(3, [0.5, 0.5], 2).Refusal);
        Assert.Equal(new CannotKeepUp(2), Mixture.Of([new(1, 2, 1)]).Refusal);
        Assert.Equal(new CannotKeepUp(2), Priorities.Of([new(1, 2, 1)]).Refusal);
        Assert.Equal(1.1, ((CannotKeepUp)ChangeOver.Of([new(1, 0.5, 1), new(1, 0.5, 1)], 0.1).Refusal!).Load, 1e-12);
        Assert.Equal(new CannotKeepUp(3), Network.Tandem(3, [(1, 0.1), (1, 1)]).Refusal);
        Assert.Equal(new CannotKeepUp(2), LimitedPatience.Of(2, 1, 1, 0).Refusal);
    }

    [Fact]
    public void Names_the_place_from_which_no_way_leads_out()
    {
        Assert.Equal(new NobodyEverLeaves(1), AbsorbingChain.Of([[0.5, 0.2, 0], [0, 0, 1], [0, 1, 0]], [0.3, 0, 0]).Refusal);
        Assert.Equal(new NobodyEverLeaves(0), Network.Of([new(1, 0.1, 1, [0, 1]), new(1, 0.1, 0, [1, 0])]).Refusal);
    }

    [Fact]
    public void Is_refused_where_shares_are_more_than_all()
    {
        Assert.IsType<OutOfRange>(AbsorbingChain.Of([[0.8, 0.3], [0, 0.5]], [0, 0.5]).Refusal);
        Assert.IsType<OutOfRange>(AbsorbingChain.Of([[0.5]], [0.6]).Refusal);
        Assert.IsType<OutOfRange>(AbsorbingChain.Of([[0.5, 0.1]], [0.2]).Refusal);
        Assert.IsType<OutOfRange>(AbsorbingChain.Of([], []).Refusal);
        Assert.IsType<OutOfRange>(TeamCapacity.Specialists([1, 2], [0.5]).Refusal);
        Assert.IsType<OutOfRange>(PhasedQueue.Of(1, [1, 1, 1, 1, 1], 100).Refusal);
        Assert.IsType<OutOfRange>(LeadResponse.Of(0.2, 0.3, 1).Refusal);
    }

    static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    static object Ask(MethodInfo method, object?[] arguments) => method.Invoke(method.IsStatic ? null : Example(method.DeclaringType!), arguments)!;

    static Refusal? Refusal(MethodInfo method, object?[] arguments) => (Refusal?)Property(Ask(method, arguments), "Refusal");

    static object? Property(object of, string name) => of.GetType().GetProperty(name)!.GetValue(of);

    static object Example(Type type) => type == typeof(CrossOver)
        ? new CrossOver(4, 1.15, [(2, 0.34), (2, 0.51)], 0.25)
        : new Specialisation(75, 62, 0.15, 0.12, 195, 0.02, 0.78, 40, 15_000, 0.6);

    /// <summary>Arguments under which every closed form answers.</summary>
    static object? Usual(ParameterInfo parameter) => parameter.Name switch
    {
        "servers" or "people" when parameter.ParameterType == typeof(int) => 4,
        "people" when parameter.ParameterType == typeof(IReadOnlyList<int>) => (int[])[2, 3],
        "room" => 9,
        "arrivals" => 0.7,
        "rate" => 1.0,
        "atLast" => 0.1,
        "perDoubling" => 0.85,
        "burden" => 1.25,
        "kinds" => (WorkKind[])[new(0.2, 0.5, 1), new(0.1, 1, 0.5)],
        "stations" => (Station[])[new(2, 0.5, 1, [0, 0.5]), new(1, 0.5, 0, [0.1, 0])],
        "steps" => ((int, double)[])[(2, 0.5), (3, 0.6)],
        "onwards" => null,
        "moves" => (double[][])[[0.5, 0.2], [0.1, 0.6]],
        "won" => (double[])[0.1, 0.2],
        "conversions" => (double[])[0.5, 0.2],
        "phases" or "work" => (double[])[0.5, 0.6],
        _ when parameter.ParameterType == typeof(int) => 3,
        _ when parameter.ParameterType.IsEnum => Enum.GetValues(parameter.ParameterType).GetValue(0),
        _ => 0.5,
    };

    static object? With(object? usual, double value) => usual switch
    {
        double => value,
        int => value == -1 ? -1 : null,
        double[] many => (double[])[value, .. many[1..]],
        WorkKind[] kinds => (WorkKind[])[kinds[0] with { Mean = value }, kinds[1]],
        Station[] stations => (Station[])[stations[0] with { Service = value }, stations[1]],
        (int, double)[] steps => ((int, double)[])[(2, value), steps[1]],
        _ => null,
    };

    /// <summary>Anything that might be typed, from next to nothing to far too much.</summary>
    static object? Wild(object? usual, Random chance)
    {
        return usual switch
        {
            double => Any(),
            int => chance.Next(0, 60),
            int[] => (int[])[chance.Next(0, 9), chance.Next(0, 9)],
            double[] => (double[])[Any(), Any()],
            double[][] => (double[][])[[Any(), Any()], [Any(), Any()]],
            WorkKind[] => (WorkKind[])[new(Any(), Any(), Any()), new(Any(), Any(), Any())],
            Station[] => (Station[])[new(chance.Next(0, 5), Any(), Any(), [0, chance.NextDouble()]), new(chance.Next(0, 5), Any(), Any(), [chance.NextDouble(), 0])],
            (int, double)[] => ((int, double)[])[(chance.Next(0, 5), Any()), (chance.Next(0, 5), Any())],
            _ => usual,
        };

        double Any() => chance.Next(8) switch { 0 => 0, 1 => 1, 2 or 3 or 4 => chance.NextDouble(), 5 => Math.Pow(10, chance.Between(-12, 12)), _ => Math.Pow(10, chance.Between(-3, 3)) };
    }

    static IEnumerable<double> Numbers(object value) => value switch
    {
        double number => [number],
        int or bool or string => [],
        IEnumerable many => many.Cast<object?>().SelectMany(each => each is null ? [] : Numbers(each)),
        _ => value.GetType().GetProperties().Where(property => property.GetIndexParameters() is []).SelectMany(property => property.GetValue(value) is { } each ? Numbers(each) : []),
    };
}
