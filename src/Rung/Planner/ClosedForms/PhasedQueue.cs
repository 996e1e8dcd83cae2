namespace Rung.Planner.ClosedForms;

/// <summary>
/// M/PH/c: Poisson arrivals, several servers, a service of exponential phases one after the other; exact. The generalists of
/// V37–V41 work like this: 0.46 and then 0.69 days on one deal; V51.
/// </summary>
/// <remarks>
/// A level-dependent quasi birth–death process (Neuts, <i>Matrix-Geometric Solutions</i>, 1981): the level is the number in the
/// system, the state within it how many servers are in which phase. Above c the vectors fall by one matrix
/// R = λ(−A₁ − λG)⁻¹, G by logarithmic reduction (Latouche and Ramaswami, J. Appl. Prob. 30, 1993); below by one per level.
/// </remarks>
public static class PhasedQueue
{
    const int MostStates = 150;

    /// <param name="phases">Mean times of the phases, one to six. Up to 150 ways in which all servers can be spread over them.</param>
    public static Outcome<Queue> Of(double arrivals, IReadOnlyList<double> phases, int servers)
    {
        if ((Given.Positive(arrivals) ?? Given.Each(phases, 1, 6, phase => Given.Positive(phase, nameof(phases))) ?? Given.Whole(servers, 1, MostStates)
            ?? Given.Whole(Spread.Count(servers, phases.Count), 1, MostStates, nameof(servers))) is { } no) return no;
        var (service, load) = (phases.Sum(), arrivals * phases.Sum() / servers);
        if (load >= 1) return new CannotKeepUp(load);
        var (mustWait, waiting) = new Levels(arrivals, phases, servers).Solve();
        return Queue.From(arrivals, service, load, mustWait, waiting / arrivals);
    }

    /// <summary>The ways to spread a number of people over phases.</summary>
    sealed class Spread
    {
        readonly Dictionary<string, int> places = [];

        internal Spread(int people, int phases)
        {
            Fill(people, 0, new int[phases]);
            foreach (var way in Ways) places[Name(way)] = places.Count;
        }

        internal List<int[]> Ways { get; } = [];

        internal int At(int[] way) => places[Name(way)];

        internal static long Count(int people, int phases)
        {
            var count = 1.0;
            for (var i = 1; i < phases; i++) count = count * (people + i) / i;
            return (long)Math.Round(count);
        }

        void Fill(int left, int phase, int[] way)
        {
            if (phase == way.Length - 1)
            {
                way[phase] = left;
                Ways.Add([.. way]);
                return;
            }
            for (var here = left; here >= 0; here--)
            {
                way[phase] = here;
                Fill(left - here, phase + 1, way);
            }
        }

        static string Name(int[] way) => string.Join(' ', way);
    }

    sealed class Levels(double arrivals, IReadOnlyList<double> phases, int servers)
    {
        readonly Spread[] spreads = [.. Enumerable.Range(0, servers + 1).Select(people => new Spread(people, phases.Count))];

        internal (double MustWait, double Waiting) Solve()
        {
            var full = Block.Identity(spreads[servers].Ways.Count);
            var (up, within, down) = (full * arrivals, Within(servers), Down(servers, refill: true));
            var r = up / -(within + up * Reduced(up, within, down));

            // Below the last level each vector is the one under it times a matrix of its own.
            var steps = new Block[servers];
            var above = r * down;
            for (var level = servers; level > 0; level--)
            {
                steps[level - 1] = Up(level - 1) / -(Within(level) + above);
                above = steps[level - 1] * Down(level, refill: false);
            }
            var (at, below) = (Block.Identity(1), 0.0);
            foreach (var step in steps)
            {
                below += at.Sum;
                at *= step;
            }
            var inverse = full / (full - r);
            var (busy, waiting) = ((at * inverse).Sum, (at * r * inverse * inverse).Sum);
            return (busy / (below + busy), waiting / (below + busy));
        }

        /// <summary>G: where the level is first when it has gone down by one.</summary>
        static Block Reduced(Block up, Block within, Block down)
        {
            var solve = Block.Identity(within.Rows) / -within;
            var (rise, fall) = (solve * up, solve * down);
            var (g, way) = (fall, rise);
            for (var i = 0; i < 60; i++)
            {
                var middle = rise * fall + fall * rise;
                var turn = Block.Identity(within.Rows) / (Block.Identity(within.Rows) - middle);
                (rise, fall) = (turn * (rise * rise), turn * (fall * fall));
                g += way * fall;
                way *= rise;
                if (way.Sum < 1e-17) break;
            }
            return g;
        }

        Block Up(int level)
        {
            var block = new Block(spreads[level].Ways.Count, spreads[level + 1].Ways.Count);
            foreach (var (from, way) in spreads[level].Ways.Index()) block[from, spreads[level + 1].At(Moved(way, null, 0))] = arrivals;
            return block;
        }

        /// <summary>A service ends; with somebody in line the server begins anew.</summary>
        Block Down(int level, bool refill)
        {
            var to = refill ? spreads[level] : spreads[level - 1];
            var block = new Block(spreads[level].Ways.Count, to.Ways.Count);
            foreach (var (from, way) in spreads[level].Ways.Index())
                if (way[^1] > 0) block[from, to.At(Moved(way, phases.Count - 1, refill ? 0 : null))] += way[^1] / phases[^1];
            return block;
        }

        /// <summary>From phase to phase; on the diagonal all that happens at all.</summary>
        Block Within(int level)
        {
            var block = new Block(spreads[level].Ways.Count, spreads[level].Ways.Count);
            foreach (var (from, way) in spreads[level].Ways.Index())
            {
                block[from, from] -= arrivals + way.Select((people, phase) => people / phases[phase]).Sum();
                for (var phase = 0; phase + 1 < phases.Count; phase++)
                    if (way[phase] > 0) block[from, spreads[level].At(Moved(way, phase, phase + 1))] += way[phase] / phases[phase];
            }
            return block;
        }

        static int[] Moved(int[] way, int? from, int? to)
        {
            int[] moved = [.. way];
            if (from is { } left) moved[left]--;
            if (to is { } entered) moved[entered]++;
            return moved;
        }
    }
}
