using Rung.Server.Desk;

namespace Rung.Server.SignIn;

/// <summary>
/// What a token may be narrowed to, beside <see cref="Permissions"/>: a program may do what its person may, within the scopes
/// of its token. What is in no scope needs <c>admin</c>.
/// </summary>
static class Scopes
{
    public const string Read = "read";
    public const string Everything = "admin";

    /// <summary>From the narrowest; a page offers each together with those before it.</summary>
    public static readonly IReadOnlyDictionary<string, Permits> All = new Dictionary<string, Permits>(StringComparer.Ordinal)
    {
        [Read] = new(["*.read", "search"]),
        ["write"] = new([.. Permissions.Daily, NeedsPermission.Own]),
        ["transfer"] = new(["*.read", "import.*", "list.export", "contact.export", "company.export", "bulk.*", "*.merge", "usage.send", "changes.read"]),
        [Everything] = Permits.Everything,
    };

    /// <summary>Scopes as a request writes them, parted by spaces: known, each once, in order. None is the narrowest.</summary>
    public static Outcome<string> Known(string? given)
    {
        var asked = (given ?? Read).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (asked.FirstOrDefault(s => !All.ContainsKey(s)) is { } unknown) return new UnknownScope(unknown.Length > 40 ? unknown[..40] : unknown, [.. All.Keys]);
        return asked.Length == 0 ? Read : string.Join(' ', All.Keys.Where(asked.Contains));
    }

    public static Permits Of(string scope) => Permits.Sum(scope.Split(' ').Where(All.ContainsKey).Select(s => All[s]));
}

/// <summary>The person may, but not with this token.</summary>
public sealed record BeyondScope(string Permission) : Refusal
{
    public override RefusalKind Kind => RefusalKind.Forbidden;
}

/// <summary>There is no such scope.</summary>
public sealed record UnknownScope(string Scope, IReadOnlyList<string> Known) : Refusal
{
    public override string At => "scope";
}

/// <summary>A token lasts at most so many days.</summary>
public sealed record ExpiresTooLate(int Days) : Refusal
{
    public override string At => "expiresAt";
}
