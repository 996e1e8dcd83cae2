using Rung.Accounts;
using Rung.Customers;
using Rung.Opportunities;
using Rung.People;
using Rung.Records;
using Rung.Server.Api;
using Rung.Server.Desk;

namespace Rung.Server.Import;

/// <summary>One row on its way in: found or entered, then its story told at its own dates.</summary>
sealed class RowImport(ImportRun run, FilePlan plan, Tally tally)
{
    readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);
    readonly List<(string Field, Money Told)> sums = [];
    SourceRow row;
    string? make;
    bool isUnowned;

    /// <summary>Companies and persons that rows have entered.</summary>
    public List<Record> Entered { get; } = [];

    public async Task<Outcome<Receipt>> Decide(Stroke stroke, SourceRow source)
    {
        (row, make, isUnowned) = (source, null, false);
        values.Clear();
        sums.Clear();
        var id = plan.Id?.Of(row)?.Trim();
        var refusal = plan.Id is not null && string.IsNullOrEmpty(id) ? new Missing(plan.Map.Id!) : await Read();
        Guid? there = null;
        if (refusal is null) (there, refusal) = await Find(id);
        if (refusal is null && there is null && plan.Map.Duplicates != LookalikeMode.Enter && run.Lookalikes is { } lookalikes) (there, refusal) = await Alike(lookalikes, id);
        if (refusal is null) refusal = Fits(there);
        var stage = Stage();
        if (stage is not null) Tally.Count(tally.Stages, stage, 1, 0);
        foreach (var (field, told) in sums) Tally.Count(tally.Sums, $"{field} {told.Currency}", told.Minor, 0);
        if (refusal is not null) return refusal;

        Record? record = null;
        var answer = there is { } known
            ? run.WouldBe.Contains(known) ? new Receipt(Guid.Empty, plan.Map.Record, known, 1, [plan.Map.Record + "-amended"], []) : await stroke.Decide(async docket => record = await Amend(docket, known, id))
            : await stroke.Decide(async docket => record = await Enter(docket, id));
        if (!answer.Accepted(out _, out _)) return answer;

        if (stage is not null && (record is not Opportunity deal || run.StageNamed(deal.StageId) is not { } named || string.Equals(named, stage, StringComparison.OrdinalIgnoreCase))) Tally.Count(tally.Stages, stage, 0, 1);
        foreach (var (field, told) in sums)
            if ((record is null ? told : Stands(record, field)) is { } stands) Tally.Count(tally.Sums, $"{field} {stands.Currency}", 0, stands.Minor);
        if (there is null && record is not null) Remember(record, id);
        if (there is null && record is not null && Lookalikes.Concerns(plan.Table.Type)) Entered.Add(record);
        if (there is null && record is not null && plan.Map.Duplicates != LookalikeMode.Enter) run.Lookalikes?.Wait(record);
        return answer;
    }

    Money? Stands(Record record, string field) => (field == "value" && record is Opportunity deal ? deal.Value : plan.Form.Field(field)?.Read(record)) as Money?;

    string? Stage() => plan.Map.Story?.Stage is { } stage ? plan.Of(stage).Of(row) : null;

    Refusal? Fits(Guid? there) => (plan.Map.Mode, there) switch
    {
        (ImportMode.Create, not null) => new AlreadyHere(plan.Map.Record),
        (ImportMode.Update, null) => new NotHereYet(plan.Map.Record),
        _ => null,
    };

    async Task<Refusal?> Read()
    {
        foreach (var (field, map, text, currency) in plan.Fields)
        {
            if (text.Of(row) is not { } told) continue;
            var (value, refusal) = await run.Value(field, map, told, currency?.Of(row));
            if (refusal is NamesNothing && field.Referred == typeof(Person))
            {
                // Whoever it was, it is not the importing user; somebody looks at all of them at once.
                tally.Strangers[told] = tally.Strangers.GetValueOrDefault(told) + 1;
                continue;
            }

            if (refusal is NamesNothing && map.Make && field.Referred == typeof(Account)) make = told;
            else if (refusal is not null) return refusal;
            if (value is Money money) sums.Add((field.Name, money));
            if (value is not null) values[field.Name] = value;
        }

        if (plan.Map.Story?.Value is { } agreed && plan.Of(agreed).Of(row) is { } asked && run.MoneyOf(asked, agreed) is { } won) sums.Add(("value", won));
        return null;
    }

    async ValueTask<(Guid? There, Refusal? Refusal)> Find(string? id)
    {
        if (plan.Map.Key == ImportKey.ExternalId) return id is null ? (null, null) : (await run.Identities.Find(plan.Table.Type, ImportKey.ExternalId, id), null);
        if (KeyText() is not { } key) return (null, new Missing(Words.Camel(plan.Map.Key == ImportKey.NameAndCity ? "Name" : plan.Map.Key.ToString())));

        var several = false;
        var found = await run.Identities.Find(plan.Table.Type, plan.Map.Key, key, () => several = true);
        return several ? (null, new MatchesSeveral(key.ReplaceLineEndings(", "))) : (found, null);
    }

    /// <summary>The one record that the row looks like, or why it stays outside.</summary>
    async Task<(Guid? There, Refusal? Refusal)> Alike(Lookalikes lookalikes, string? id)
    {
        var found = await lookalikes.Of(plan.Table.Type, values);
        if (found.Count == 0) return (null, null);

        tally.Alike++;
        if (plan.Map.Duplicates == LookalikeMode.Reject) return (null, new LooksLike(found[0].Title));
        if (found.Count > 1) return (null, new MatchesSeveral(string.Join(", ", found.Select(f => f.Title).Distinct())));
        run.Remember(plan.Table.Type, ImportKey.ExternalId, id, found[0].Id);
        return (found[0].Id, null);
    }

    string? KeyText()
    {
        string? Told(string? field) => field is not null && values.GetValueOrDefault(field) is string text ? text : null;
        var title = plan.Form.Title?.Name;
        return plan.Map.Key switch
        {
            ImportKey.Email => Told("email"),
            ImportKey.Domain => Told("domain") ?? Told("website"),
            ImportKey.Name => Told(title),
            _ => Told(title) is { } name ? Identities.Joined(name, Told("city")) : null,
        };
    }

    void Remember(Record record, string? id)
    {
        if (record is Subscription term) run.Holds(term.Key, term.AccountId.Value);
        run.Remember(plan.Table.Type, ImportKey.ExternalId, id, record.Key);
        run.Remember(plan.Table.Type, ImportKey.Name, plan.Form.Title?.Read(record) as string, record.Key);
        if (plan.Map.Key is not (ImportKey.ExternalId or ImportKey.Name)) run.Remember(plan.Table.Type, plan.Map.Key, KeyText(), record.Key);
        if (isUnowned) tally.Unowned++;
    }

    async Task<Record> Amend(Docket docket, Guid known, string? id)
    {
        var found = await docket.Need(plan.Table.Type, known);
        foreach (var once in plan.Form.Fields)
            if (once.Once || (plan.Map.Mode == ImportMode.FillEmpty && once.Read(found) is not (null or ""))) values.Remove(once.Name);
        if (id is not null && found.ExternalId is null) values["externalId"] = run.Map.Source + ":" + id;
        if (plan.Custom(row, found.Custom) is { } custom && (plan.Map.Mode != ImportMode.FillEmpty || found.Custom is null)) values["custom"] = custom;
        await Make(docket);
        docket.Do(found, found.Amend(values, docket.Act));
        return found;
    }

    async Task<Record> Enter(Docket docket, string? id)
    {
        if (id is not null) values["externalId"] = run.Map.Source + ":" + id;
        if (plan.Custom(row, null) is { } custom) values["custom"] = custom;
        if (run.Triage is { } queue && plan.Form.Field("accountableId") is not null && plan.Form.Field("queueId") is not null && !values.ContainsKey("accountableId") && !values.ContainsKey("queueId"))
            (values["queueId"], isUnowned) = (new Id<Queue>(queue), true);
        await Make(docket);
        if (plan.Map.Author is { } author && plan.Of(author).Of(row) is { } by && await run.Identities.Refer(typeof(Person), by) is { } person) docket.TellAs(new(person));
        Began(docket);
        var visits = plan.Map.Story?.History is null || id is null ? [] : run.History(plan.Map, id);
        if (visits.Count > 0) docket.BeginsOn = run.Stories.Beginning(await docket.Stages(), visits, docket.Act.At);
        if (plan.Table.Type == typeof(UsageDay) && !values.ContainsKey("accountId") && values.GetValueOrDefault("subscriptionId") is Id<Subscription> term && await run.HolderOf(term.Value) is { } holder) values["accountId"] = holder;
        var record = await Entering.Enter(docket, plan.Table.Type, values);
        if (record is Opportunity opportunity && plan.Map.Story is { } story) await run.Stories.Tell(docket, opportunity, story, plan, row, visits, tally);
        return record;
    }

    /// <summary>Enters the account that is named and not here, in the same decision.</summary>
    async Task Make(Docket docket)
    {
        if (make is null) return;
        var field = plan.Fields.First(f => f.Map.Make && f.Field.Referred == typeof(Account)).Field;
        var account = await Entering.Enter(docket, typeof(Account), new Dictionary<string, object?> { ["name"] = make });
        values[field.Name] = new Id<Account>(account.Key);
        run.Remember(typeof(Account), ImportKey.Name, make, account.Key);
    }

    void Began(Docket docket)
    {
        if ((plan.Map.Story?.Began ?? plan.Map.Began) is not { } began) return;
        if (plan.Of(began).Of(row) is { } text && run.AtOf(text, began) is { } at) docket.Tell(at, began.IsDerived ? Origin.Derived : Origin.Imported);
        else docket.TellUndated();
    }
}

/// <summary>The record is here already, and this import only enters new ones.</summary>
sealed record AlreadyHere(string Record) : Refusal;

/// <summary>The record is not here, and this import only amends those that are.</summary>
sealed record NotHereYet(string Record) : Refusal;

/// <summary>A value refers to a record that the source has not told of.</summary>
sealed record NamesNothing(string Field, string Given) : Refusal
{
    public override string At => Field;
}
