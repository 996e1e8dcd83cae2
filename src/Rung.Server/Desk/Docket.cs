using Rung.Company;
using Rung.People;
using Rung.Records;
using Rung.Server.Database;

namespace Rung.Server.Desk;

/// <summary>
/// The papers of one decision: records taken from the files, new ones, and what happened to each. Nothing on it is real
/// until the desk has written it, and then all of it is.
/// </summary>
sealed class Docket(Files files, Act act, Call call, Sheet sheet)
{
    readonly Dictionary<Guid, Paper> papers = [];
    readonly List<(Record Record, Fact Fact, Act Act)> facts = [];
    readonly HashSet<Guid> late = [];

    public Act Act { get; private set; } = act;

    /// <summary>What follows happened at another moment: history that is told in one go.</summary>
    public void Tell(DateTimeOffset at, Origin origin) => Act = Act.When(at, origin);

    /// <summary>What follows was done by somebody at another moment: a story told of many people.</summary>
    public void Tell(Id<Person> by, DateTimeOffset at) => Act = Act.Of(by, at);

    /// <summary>What follows happened nobody knows when.</summary>
    public void TellUndated() => Act = Act.Undated();

    /// <summary>What follows was done by somebody whom a source names.</summary>
    public void TellAs(Id<Person> person) => Act = Act.As(person);

    /// <summary>Where a new opportunity begins, when its history tells; else on the first stage.</summary>
    public Rung.Opportunities.Stage? BeginsOn { get; set; }

    /// <summary>The story of a company is told: what followed from what is told with it.</summary>
    public bool IsStory { get; init; }

    public Call Call => call;

    /// <summary>The company as it stands on the day of the act.</summary>
    public ValueTask<CompanyProfile> Company() => files.Company(DateOnly.FromDateTime(Act.At.UtcDateTime));

    /// <summary>Every present stage, the default pipeline's first, each pipeline from left to right.</summary>
    public ValueTask<IReadOnlyList<Rung.Opportunities.Stage>> Stages() => files.Stages();

    /// <summary>Who has left or will leave, with the last day of work.</summary>
    public ValueTask<IReadOnlyDictionary<Guid, DateOnly>> Leavers() => files.Leavers();

    /// <summary>The day of the act in the company's zone.</summary>
    public async Task<DateOnly> Today() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(Act.At, TimeZoneInfo.FindSystemTimeZoneById((await Company()).Zone)).DateTime);

    public Dictionary<Guid, Paper>.ValueCollection Papers => papers.Values;

    public List<(Record Record, Fact Fact, Act Act)> Facts => facts;

    /// <summary>Whether anything is told of the record.</summary>
    public bool Knows(Record record)
    {
        foreach (var fact in facts)
            if (ReferenceEquals(fact.Record, record)) return true;
        return false;
    }

    public List<(string Sql, object?[] Values)> Statements { get; } = [];

    /// <summary>Statements that must each change one row, or the decision falls.</summary>
    public List<(string Sql, object?[] Values)> Guards { get; } = [];

    /// <summary>The decision stands alone: where a turn it takes was overtaken, it is made anew.</summary>
    public bool MayRepeat { get; init; }

    public bool IsOfTurns { get; private set; }

    /// <summary>Guards a turn; many decisions that are written together have theirs one after another.</summary>
    public void InTurn(IEnumerable<(string Sql, object?[] Values)> guards)
    {
        if (!MayRepeat) return;
        var before = Guards.Count;
        Guards.AddRange(guards);
        IsOfTurns |= Guards.Count > before;
    }

    /// <summary>The record the decision is about, taken with the version the caller saw.</summary>
    public async Task<T> Need<T>(Id<T> id)
        where T : Record<T> => (T)await Need(typeof(T), id.Value);

    public async Task<Record> Need(Type kind, Guid id)
    {
        if (papers.TryGetValue(id, out var paper)) return paper.Record;

        var record = sheet.Find(id) ?? await files.Find(kind, id, call.Actor.Sight) ?? throw new RefusedException(new NotFound(Words.Kebab(kind.Name), id.ToString()));
        // The version the caller saw speaks of the first record asked for.
        if (papers.Count == 0 && call.IfVersion is { } seen && seen != record.Version)
            throw new RefusedException(new ChangedMeanwhile(record.RecordKind, id.ToString(), record.Version));
        papers.Add(id, new(record, files.Table(kind), isNew: false));
        return record;
    }

    public async Task<T?> Find<T>(Id<T>? id)
        where T : Record<T> => id is { } given ? await Need(given) : null;

    /// <summary>A record that a verb looks at and leaves as it is. Stages are known without asking.</summary>
    public async Task<Record> Look(Type kind, Guid id) =>
        kind == typeof(Rung.Opportunities.Stage) && (await Stages()).FirstOrDefault(s => s.Id.Value == id) is { } stage ? stage : await Need(kind, id);

    /// <summary>Every kind of record there is.</summary>
    public IEnumerable<Table> Tables => files.Tables;

    /// <summary>Identities of the records, present or removed, whose reference names the given one.</summary>
    public Task<IReadOnlyList<Guid>> KeysWhere(Table table, Slot reference, Guid names) => files.KeysWhere(table, reference, names);

    /// <summary>A question to the files; answers are for reading and are not written back.</summary>
    public IQueryable<T> Ask<T>()
        where T : class => files.Ask<T>();

    /// <summary>Records of a kind that earlier decisions have made or moved and that are still to be written.</summary>
    public IEnumerable<T> Waiting<T>() => sheet.Records.OfType<T>();

    /// <summary>Puts a new record on file.</summary>
    public T Add<T>(Outcome<T> entered)
        where T : Record
    {
        if (!entered.Accepted(out var record, out var refusal)) throw new RefusedException(refusal);

        papers.Add(record.Key, new(record, files.Table(record.GetType()), isNew: true));
        facts.Add((record, new Recorded(record.RecordKind), Act));
        papers[record.Key].Keep(Act);
        return record;
    }

    /// <summary>Whoever sees only part names only what they see: a reference would otherwise tell that something is there, and open it.</summary>
    public async Task NameOnlySeen(CancellationToken cancel = default)
    {
        if (call.Actor.Sight is not { } sight) return;
        foreach (var paper in papers.Values.ToList())
            foreach (var (field, to, id) in paper.NewlyNamed())
                if (!papers.ContainsKey(id) && sheet.Find(id) is null && !await files.Sees(sight, to, id, cancel)) throw new RefusedException(new NamesNoRecord(field, id.ToString()));
    }

    /// <summary>
    /// An amendment to a value that held earlier than one we know of joins the history; the record goes on with what holds
    /// now. What a verb decides stands whole, whenever it happened.
    /// </summary>
    public async Task KeepPresent(CancellationToken cancel = default)
    {
        if (papers.Values.All(static p => p.IsNew)) return;
        foreach (var told in Act.Traces.OfType<KeptValue>().Where(k => facts.All(f => f.Record.Key != k.RecordId || f.Fact is Amended)).GroupBy(k => (k.RecordId, k.Field)))
            if (told.Max(k => k.HappenedAt) is var at && at < Act.Now && papers.GetValueOrDefault(told.Key.RecordId) is { IsNew: false } paper && await files.IsOvertaken(told.Key.RecordId, told.Key.Field, at, cancel))
            {
                paper.PutBack(told.Key.Field);
                late.Add(told.Key.RecordId);
            }
    }

    /// <summary>Whether a late value joined the record's history: that happened, though the record stands as before.</summary>
    public bool IsLate(Record record) => late.Contains(record.Key);

    /// <summary>Notes that fields got back what they had before history was retracted: that history speaks for them, and no new row does.</summary>
    public void PutBack(Record record, IEnumerable<Slot> fields, Fact fact)
    {
        papers[record.Key].Retract(fields);
        Do(record, fact);
    }

    /// <summary>Lets a verb's answer stand: its fact is noted; a refusal ends the decision; nothing to change is nothing to note.</summary>
    public void Do(Record record, Outcome<Fact> outcome)
    {
        if (outcome.Accepted(out var fact, out var refusal))
        {
            facts.Add((record, fact, Act));
            papers[record.Key].Keep(Act);
        }
        else if (refusal is not NothingToChange) throw new RefusedException(refusal);
    }
}

/// <summary>Ends a decision with its refusal; only the desk catches it.</summary>
sealed class RefusedException(Refusal refusal) : Exception(refusal.Name)
{
    public Refusal Refusal => refusal;
}
