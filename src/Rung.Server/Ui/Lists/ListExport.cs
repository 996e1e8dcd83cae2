using System.Text;
using Rung.Company;
using Rung.Server.Database;
using Rung.Server.Desk;
using Rung.Server.Export;
using Rung.Server.Ui.Fields;

namespace Rung.Server.Ui.Lists;

/// <summary>
/// Everything that a list matches as CSV, in its order and with its columns, page by page by keyset: a million rows take
/// the memory of one page. Numbers and days stand as programs write them, so that a spreadsheet reads them.
/// </summary>
sealed class ListExport(Lists lists, Lister lister, Viewer viewer, TheDesk desk, Schema schema)
{
    public const string Permission = "list.export";
    const int AtOnce = 500;

    /// <summary>Writes the list of an address; what went out is a fact, however far it came.</summary>
    public async Task<Outcome<Func<Stream, Task>>> Prepare(ListView view, HttpContext http, CancellationToken cancel)
    {
        if (!viewer.May(view.Kind + ".read")) return new NotAllowed(view.Kind + ".read");
        if (!(await lists.Whole(view, http)).Accepted(out var asked, out var refusal)) return refusal;

        return new Func<Stream, Task>(async to =>
        {
            var rows = 0L;
            try
            {
                await using var text = new StreamWriter(to, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
                await text.WriteAsync(Line(asked.Columns.SelectMany(c => Heads(view, c, asked.Fields))));
                for (var spec = asked.Spec with { Limit = AtOnce }; ;)
                {
                    var page = await lister.Read(spec, cancel);
                    foreach (var row in page.Rows) await text.WriteAsync(Line(asked.Columns.SelectMany(c => Cells(view, row, c, asked.Fields))));
                    rows += page.Rows.Count;
                    if (page.Next is not { } next) break;
                    spec = spec with { After = next };
                }
            }
            finally
            {
                await Note(view.Kind, Narrowed(asked.Spec.Where), rows);
            }
        });
    }

    async Task Note(string kind, string query, long rows) => await desk.Decide(new Call(viewer.Actor, Permission), async docket =>
    {
        var company = await docket.Need((await docket.Company()).Id);
        docket.Do(company, new ListExported(kind, query, rows));
        return company;
    });

    IEnumerable<string> Heads(ListView view, ListColumn column, IReadOnlyList<FieldSpec> fields)
    {
        var head = fields.FirstOrDefault(f => f.Name == column.Field)?.Label ?? viewer.Field(view.Kind, column.Field);
        return column.Cell == Cell.Money ? [head, head + " · " + viewer["import.currencyColumn"]] : [head];
    }

    IEnumerable<string> Cells(ListView view, ListRow row, ListColumn column, IReadOnlyList<FieldSpec> fields) => column.Cell switch
    {
        Cell.Money => row.Money(column.Field) is { } money ? [money.Plain, money.Currency.Code] : ["", ""],
        Cell.Person or Cell.Reference or Cell.Stage => [CsvText.Harmless(row.Title(column.Field) ?? "")],
        Cell.Further => [CsvText.Harmless(FurtherValue.Raw(row.Text("custom"), fields.First(f => f.Name == column.Field).Key))],
        Cell.Choice when row[column.Field] is { } choice and not bool => [viewer[$"value.{Words.Camel(Conventions.Plain(schema.OfKind(view.Kind)!.BySlot[column.Field].Property.PropertyType).Name)}.{choice}"]],
        _ => [row[column.Field] is { } value ? ArchiveValue.Text(value) : ""],
    };

    /// <summary>What narrowed the list, without the values: they may be a person's, and the journal never forgets.</summary>
    static string Narrowed(Condition? where) => where switch
    {
        Condition.Join join => string.Join(join.And ? " and " : " or ", join.Parts.Select(Narrowed)),
        Condition.Not not => "not " + Narrowed(not.Inner),
        Condition.Compare compare => $"{compare.Field} {Words.Camel(compare.Op.ToString())}",
        Condition.Further further => $"custom.{further.Key} {Words.Camel(further.Op.ToString())}",
        _ => "",
    };

    static StringBuilder Line(IEnumerable<string> cells)
    {
        var line = new StringBuilder(256);
        foreach (var cell in cells)
        {
            if (cell.Length > 0) CsvText.Append(line, cell);
            line.Append(',');
        }

        line.Length--;
        return line.Append("\r\n");
    }
}
