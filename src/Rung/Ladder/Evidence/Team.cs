using Rung.People;

namespace Rung.Ladder;

/// <summary>A seller who is not the founder, with the days that say since when sales are expected.</summary>
/// <param name="CertifiedOn">The first certification passed; null without one.</param>
public sealed record Seller(Guid Id, Role Role, DateOnly StartedOn, DateOnly RampedOn, DateOnly? CertifiedOn)
{
    /// <summary>From here opportunities count (3.0, Ramped): after the certification, else after the ramp.</summary>
    public DateOnly CountsFrom => CertifiedOn ?? RampedOn;
}

/// <summary>Who does what on a day.</summary>
public sealed class Team
{
    static readonly Role[] Selling = [Role.Ae, Role.ClosingSdr];

    readonly CompanyRows rows;
    readonly DateOnly day;
    readonly ILookup<Guid, RoleRow> roles;

    public Team(CompanyRows rows, DateOnly day, int rampMonths)
    {
        (this.rows, this.day) = (rows, day);
        roles = rows.Roles.Where(r => r.StartsOn <= day).ToLookup(r => r.PersonId);
        Founders = [.. rows.Roles.Where(r => r.Role == Role.Founder && r.StartsOn <= day).Select(r => r.PersonId)];
        var passed = rows.Certifications.Where(c => c.Passed && c.TakenOn <= day).GroupBy(c => c.PersonId).ToDictionary(g => g.Key, g => g.Min(c => c.TakenOn));
        Everybody = [.. from person in roles
            where !Founders.Contains(person.Key) && person.Any(r => Selling.Contains(r.Role))
            let first = person.Where(r => Selling.Contains(r.Role)).MinBy(r => r.StartsOn)!
            let began = first.RampStartsOn ?? first.StartsOn
            let ramped = began.AddMonths(first.RampMonths ?? rampMonths)
            orderby first.StartsOn, person.Key
            select new Seller(person.Key, first.Role, first.StartsOn, ramped, passed.TryGetValue(person.Key, out var taken) ? taken : null)];
    }

    public HashSet<Guid> Founders { get; }

    /// <summary>All who ever sold for the founder, in the order they began.</summary>
    public IReadOnlyList<Seller> Everybody { get; }

    /// <summary>Those who sell on the day.</summary>
    public IReadOnlyList<Seller> Sellers => field ??= [.. Everybody.Where(s => Holds(s.Id, day, Selling))];

    public bool IsFounder(Guid? person) => person is { } id && Founders.Contains(id);

    /// <summary>Whether the person was founder and seller on one day.</summary>
    public bool IsBoth(Guid person, DateOnly on) => Founders.Contains(person) && Holds(person, on, Role.Founder) && Holds(person, on, Selling);

    public bool Holds(Guid person, DateOnly on, params Role[] any) => roles[person].Any(r => any.Contains(r.Role) && r.HoldsOn(on));

    /// <summary>People in a role on a day.</summary>
    public IEnumerable<Guid> In(DateOnly on, params Role[] any) => rows.Roles.Where(r => any.Contains(r.Role) && r.HoldsOn(on)).Select(r => r.PersonId).Distinct();

    /// <summary>The first day on which anybody held the role.</summary>
    public DateOnly? FirstIn(params Role[] any) => rows.Roles.Where(r => any.Contains(r.Role) && r.StartsOn <= day && !Founders.Contains(r.PersonId)).Select(r => (DateOnly?)r.StartsOn).Min();

    /// <summary>The role somebody had in a meeting: as written down, else as assigned on that day.</summary>
    public bool WasFounder(AttendeeRow attendee, DateOnly on) => attendee.Role is { } role ? role == Role.Founder : IsFounder(attendee.PersonId) && Holds(attendee.PersonId, on, Role.Founder);
}
