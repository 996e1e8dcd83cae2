using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rung.Opportunities;
using Rung.Records;
using Rung.Server.Database;
using Rung.Server.Ui.Fields;
using Rung.Server.Ui.Lists;

namespace Rung.Server.Ui.Records;

/// <summary>Reads record pages.</summary>
sealed class RecordModels(Schema schema, Lister lister, Store store, Viewer viewer, FieldSpecs specs, Timelines timelines, Deeds deeds, Handoffs.HandoffBook handoffs)
{
    const int RelatedShown = 8;

    /// <summary>Told elsewhere on the page, or nobody's business there.</summary>
    static readonly string[] NotShown = ["stageId", "pipelineId", "stageKind", "nextStep", "nextStepAt", "externalId"];

    public async Task<RecordModel?> Read(ListView view, Guid id, CancellationToken cancel)
    {
        var table = schema.OfKind(view.Kind)!;
        string[] titles = [.. table.References.Where(r => Form.Of(r.To).Title is not null).Select(r => Words.Camel(r.Property))];
        if (await lister.One(table, id, titles, cancel) is not { } row) return null;

        var fields = await specs.Of(view.Kind);
        var stages = view.Kind == "opportunity" ? [.. (await store.Known.Stages()).Where(s => s.PipelineId.Value == row.Reference("pipelineId"))] : (IReadOnlyList<Stage>)[];
        return new()
        {
            View = view,
            Row = row,
            Title = row.NameOf(view, Form.Of(table.Type).Title?.Name, viewer),
            Pairs = [.. fields.Where(f => !NotShown.Contains(f.Name)).Select(f => PairOf(row, f, titles)).Where(p => p.Spec.Edit || p.Shown.Length > 0)],
            Events = await timelines.Of(table, id, cancel),
            Deeds = deeds.Of(view, row, stages),
            Related = await RelatedTo(table, id, cancel),
            Waiting = view.Kind is "lead" or "opportunity" or "account" ? await WaitingFor(view.Kind, id, cancel) : null,
            People = await PeopleBeside(view.Kind, id, cancel),
            Files = await FilesOf(view.Kind, id, cancel),
            Stages = stages,
            Stage = stages.FirstOrDefault(s => s.Id.Value == row.Reference("stageId")),
            DaysIn = view.Kind == "opportunity" ? await DaysIn(id, cancel) : new Dictionary<Guid, int>(),
            Accountable = titles.Contains("accountableId") ? row.Title("accountableId") : null,
        };
    }

    /// <summary>The record's name, as its page heads it.</summary>
    public async Task<string> TitleOf(ListView view, Guid id, CancellationToken cancel) => await lister.TitleOf(schema.OfKind(view.Kind)!, id, cancel) is { Length: > 0 } title ? title : viewer["ui.unnamed"];

    Pair PairOf(ListRow row, FieldSpec field, string[] titles)
    {
        if (field.IsFurther) return new(field, FurtherValue.Raw(row.Text("custom"), field.Key), FurtherValue.Shown(row.Text("custom"), field, viewer), null);

        var value = row[field.Name];
        var raw = value switch
        {
            null => "",
            Money money => money.Plain,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (field.Type == "reference")
        {
            var to = ListViews.OfKind(field.Kind!);
            return new(field, raw, value is null ? "" : titles.Contains(field.Name) ? row.Title(field.Name) ?? viewer["ui.unnamed"] : viewer["ui.unnamed"], value is null || to is null ? null : $"{to.Path}/{value}");
        }

        return new(field, raw, value switch
        {
            null => "",
            Money money => viewer.Money(money),
            DateOnly day => viewer.Day(day),
            DateTimeOffset at => viewer.When(at),
            _ => field.Options.FirstOrDefault(o => o[0] == raw)?[1] ?? Convert.ToString(value, viewer.Culture) ?? "",
        }, field.Name is "website" or "recording" && value is string url && url.StartsWith("https://", StringComparison.Ordinal) ? url : null);
    }

    async Task<List<Related>> RelatedTo(Table table, Guid id, CancellationToken cancel)
    {
        var related = new List<Related>();
        foreach (var view in ListViews.All.Where(v => v.Kind != table.Kind && v.Kind is not ("meeting" or "activity")))
        {
            var other = schema.OfKind(view.Kind)!;
            if (other.References.FirstOrDefault(r => r.To == table.Type).Property is not { } property || !viewer.May(view.Kind + ".read")) continue;
            var reference = Words.Camel(property);
            var page = await lister.Read(new ListSpec(other) { Where = new Condition.Compare(reference, Op.Eq, id), Limit = RelatedShown, Descending = true }, cancel);
            if (page.Rows.Count > 0) related.Add(new(view, page.Rows, page.Next is null ? null : reference));
        }

        return related;
    }

    /// <summary>The hand-off of the record that nobody has answered yet.</summary>
    async Task<Handoffs.HandoffRow?> WaitingFor(string kind, Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var (lead, sale, account) = (new Rung.Id<Rung.Leads.Lead>(id), new Rung.Id<Opportunity>(id), new Rung.Id<Rung.Accounts.Account>(id));
        var waiting = await db.Set<Rung.Handoffs.Handoff>().AsNoTracking().Where(h => h.Status == Rung.Handoffs.HandoffStatus.Waiting && h.RemovedAt == null && (kind == "lead" ? h.LeadId == lead : kind == "opportunity" ? h.OpportunityId == sale : h.AccountId == account)).OrderBy(h => h.Id).FirstOrDefaultAsync(cancel);
        return waiting is null ? null : (await handoffs.Rows(db, [waiting], cancel))[0];
    }

    /// <summary>Who sat in a meeting; who has a part in a purchase.</summary>
    async Task<List<Beside>> PeopleBeside(string kind, Guid id, CancellationToken cancel)
    {
        if (kind is not ("meeting" or "opportunity" or "account")) return [];

        var meeting = kind == "meeting";
        var table = schema.OfKind(meeting ? "meeting-attendee" : "contact-role")!;
        var page = await lister.Read(new ListSpec(table) { Where = new Condition.Compare(kind + "Id", Op.Eq, id), Limit = 50, Titles = meeting ? ["personId", "contactId"] : ["contactId"] }, cancel);
        return [.. page.Rows.Select(r => new Beside(table.Kind, r.Id, r.Version,
            (meeting ? r.Title("personId") : null) ?? r.Title("contactId") ?? viewer["ui.unnamed"],
            r.Reference("contactId") is { } contact ? $"/contacts/{contact}" : null,
            r.View("role") is { } role ? viewer[$"value.{(meeting ? "role" : "buyingRole")}.{role}"] : meeting && r.Reference("contactId") is not null ? viewer["record.contact"] : "",
            meeting ? r["cameAlong"] as bool? : null))];
    }

    async Task<List<FileShown>> FilesOf(string kind, Guid id, CancellationToken cancel)
    {
        var table = schema.OfKind("stored-file")!;
        if (!viewer.May("stored-file.read") || !table.BySlot.ContainsKey(Words.Camel(kind) + "Id")) return [];
        var page = await lister.Read(new ListSpec(table) { Where = new Condition.Compare(Words.Camel(kind) + "Id", Op.Eq, id), Limit = 50, Descending = true }, cancel);
        return [.. page.Rows.Select(r => new FileShown(r.Id, r.Text("name")!, SizeOf((long)r["size"]!), r.At("recordedAt")!.Value))];
    }

    string SizeOf(long bytes) => bytes < 1024 ? bytes.ToString(viewer.Culture) + " B" : bytes < 1024 * 1024 ? (bytes / 1024).ToString("N0", viewer.Culture) + " KB" : (bytes / 1024d / 1024d).ToString("N1", viewer.Culture) + " MB";

    async Task<Dictionary<Guid, int>> DaysIn(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        var visits = await db.Set<StageVisit>().AsNoTracking().Where(v => v.OpportunityId == new Id<Opportunity>(id) && v.RetractedAt == null).OrderBy(v => v.HappenedAt).ToListAsync(cancel);
        var days = new Dictionary<Guid, int>();
        for (var i = 0; i < visits.Count; i++)
        {
            var until = i + 1 < visits.Count ? visits[i + 1].HappenedAt : viewer.Now;
            days[visits[i].StageId.Value] = days.GetValueOrDefault(visits[i].StageId.Value) + viewer.DayOf(until).DayNumber - viewer.DayOf(visits[i].HappenedAt).DayNumber;
        }

        return days;
    }
}
