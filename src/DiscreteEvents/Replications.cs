namespace DiscreteEvents;

/// <summary>How far a set of replications has come.</summary>
public readonly record struct Advance(int Done, int Planned);

/// <summary>The same model over and over, each time with other luck.</summary>
public static class Replications
{
    const int MostAhead = 64; // finished replications that may wait, per thread, for a slower one before them

    /// <summary>
    /// Runs replications on all cores and takes their results in the order of their number, so that sums, and the point at which to
    /// stop, do not depend on the number of threads.
    /// </summary>
    /// <param name="planned">How many at most.</param>
    /// <param name="chance">Replication i gets <c>chance.Split(i)</c>.</param>
    /// <param name="replicate">One replication, alone in its own world; called on several threads.</param>
    /// <param name="take">Takes the next result, on one thread at a time; false when enough is known.</param>
    /// <param name="threads">0 for one per core.</param>
    /// <returns>How many results were taken.</returns>
    /// <exception cref="OperationCanceledException">When cancelled; results taken so far have been taken.</exception>
    public static int Run<T>(int planned, Chance chance, Func<Chance, CancellationToken, T> replicate, Func<T, bool> take,
        int threads = 0, IProgress<Advance>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(planned);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        cancel.ThrowIfCancellationRequested();
        if (planned == 0) return 0;
        threads = Math.Min(threads == 0 ? Environment.ProcessorCount : threads, planned);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var run = new InOrder<T>(planned, threads * MostAhead, chance, replicate, take, progress, stopping);
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(run.Work) { IsBackground = true }).ToArray();
        foreach (var other in others) other.Start();
        run.Work();
        foreach (var other in others) other.Join();
        run.Fault?.Throw();
        if (!run.Enough) cancel.ThrowIfCancellationRequested();
        return run.Taken;
    }

    /// <summary>The results of all replications, in the order of their number.</summary>
    public static IReadOnlyList<T> Run<T>(int planned, Chance chance, Func<Chance, CancellationToken, T> replicate,
        int threads = 0, IProgress<Advance>? progress = null, CancellationToken cancel = default)
    {
        var results = new List<T>(planned);
        Run(planned, chance, replicate, result => { results.Add(result); return true; }, threads, progress, cancel);
        return results;
    }

    sealed class InOrder<T>(int planned, int ahead, Chance chance, Func<Chance, CancellationToken, T> replicate, Func<T, bool> take,
        IProgress<Advance>? progress, CancellationTokenSource stopping)
    {
        readonly Lock door = new();
        readonly Dictionary<int, T> early = [];
        int next;

        internal int Taken { get; private set; }
        internal bool Enough { get; private set; }
        internal System.Runtime.ExceptionServices.ExceptionDispatchInfo? Fault { get; private set; }

        internal void Work()
        {
            try
            {
                while (Next() is { } number)
                {
                    var result = replicate(chance.Split(number), stopping.Token);
                    Deliver(number, result);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception fault)
            {
                lock (door) Fault ??= System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(fault);
                stopping.Cancel();
            }
        }

        int? Next()
        {
            var patience = new SpinWait();
            while (!stopping.IsCancellationRequested)
            {
                lock (door)
                {
                    if (next >= planned) return null;
                    if (next < Taken + ahead) return next++;
                }
                patience.SpinOnce();
            }
            return null;
        }

        void Deliver(int number, T result)
        {
            lock (door)
            {
                early[number] = result;
                while (!stopping.IsCancellationRequested && early.Remove(Taken, out var due))
                {
                    Taken++;
                    var goOn = take(due);
                    progress?.Report(new(Taken, planned));
                    if (goOn) continue;
                    Enough = true;
                    stopping.Cancel();
                }
            }
        }
    }
}
