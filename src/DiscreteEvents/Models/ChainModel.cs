namespace DiscreteEvents.Models;

/// <summary>
/// Items that move once per unit of time between states until one of two ends takes them: an absorbing Markov chain, with Poisson
/// arrivals in the first state.
/// </summary>
/// <param name="Moves">Row i: probabilities of going from state i to each state.</param>
/// <param name="Won">Probability of the good end from each state; the rest of a row is the other end.</param>
public sealed record ChainModel(double Rate, IReadOnlyList<IReadOnlyList<double>> Moves, IReadOnlyList<double> Won)
{
    /// <exception cref="OperationCanceledException"/>
    public ChainAnswer Simulate(ulong seed, Precision precision, int start = 0, CancellationToken cancel = default, params IReadOnlyList<Func<ChainAnswer, Estimate>> asked) =>
        new ChainRun(this, new(seed), start).Until(precision, asked is [] ? [answer => answer.ShareWon] : asked, cancel);
}

/// <summary>What a <see cref="ChainModel"/> settles to.</summary>
/// <param name="Time">From arrival to either end.</param>
/// <param name="Numbers">Items in each state, over time.</param>
public sealed record ChainAnswer(Settled Ended, long Events, Estimate ShareWon, Estimate Time, Estimate TimeWon, Estimate TimeLost,
    IReadOnlyList<Estimate> Numbers, Estimate InProgress, Estimate WonPerTime);

sealed class ChainRun
{
    const int Most = 200_000;
    const double ItemsInStretch = 100;
    const int Ended = 1, Won = 2, TimeWon = 3, Lost = 4, TimeLost = 5, AllTime = 6, Area = 7, Areas = 8;

    readonly ChainModel model;
    readonly int start;
    readonly World world = new(new(Limits.MostEvents, 2 * Most));
    readonly Chance arrivals, moves;
    readonly SteadyRun run;
    readonly double[] sums;
    readonly TimeWeighted[] numbers;

    internal ChainRun(ChainModel model, Chance chance, int start)
    {
        (this.model, this.start) = (model, start);
        (arrivals, moves) = (chance.Split("arrivals"), chance.Split("moves"));
        numbers = new TimeWeighted[model.Won.Count];
        run = new(world, Areas + numbers.Length, ItemsInStretch / model.Rate);
        sums = run.Sums;
    }

    internal ChainAnswer Until(Precision precision, IReadOnlyList<Func<ChainAnswer, Estimate>> asked, CancellationToken cancel)
    {
        world.Start(Arrivals());
        run.Until(precision, Area, Close, () => asked.Select(one => one(Answer())), Most, cancel);
        return Answer();
    }

    async Process Arrivals()
    {
        var between = Exponential.WithRate(model.Rate);
        while (true)
        {
            await world.Pause(between.Draw(arrivals));
            world.Start(Item());
        }
    }

    async Process Item()
    {
        var (came, state) = (world.Now, start);
        while (true)
        {
            Count(state, 1);
            await world.Pause(1);
            Count(state, -1);
            var (next, won) = Move(state);
            if (next >= 0)
            {
                state = next;
                continue;
            }
            Ends(won, world.Now - came);
            return;
        }
    }

    void Count(int state, int change) => numbers[state].Set(world.Now, numbers[state].Level + change);

    (int Next, bool Won) Move(int state)
    {
        var u = moves.Uniform();
        var row = model.Moves[state];
        for (var next = 0; next < row.Count; next++) if ((u -= row[next]) < 0) return (next, false);
        return (-1, u < model.Won[state]);
    }

    void Ends(bool won, double time)
    {
        sums[Ended]++;
        sums[AllTime] += time;
        sums[won ? Won : Lost]++;
        sums[won ? TimeWon : TimeLost] += time;
    }

    void Close()
    {
        for (var state = 0; state < numbers.Length; state++)
        {
            sums[Areas + state] = numbers[state].Area(world.Now);
            sums[Area] += sums[Areas + state];
            numbers[state].Restart(world.Now);
        }
    }

    ChainAnswer Answer() => new(run.Ended, world.Events, run.Per(Won, Ended), run.Per(AllTime, Ended), run.Per(TimeWon, Won), run.Per(TimeLost, Lost),
        [.. numbers.Select((_, state) => run.PerTime(Areas + state))], run.PerTime(Area), run.PerTime(Won));
}
