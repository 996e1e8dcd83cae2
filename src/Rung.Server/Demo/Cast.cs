using Rung.Improvements;
using Rung.People;

namespace Rung.Server.Demo;

/// <summary>Somebody of the company as the records call them.</summary>
sealed record Member(string Name, string Email, string Language);

/// <summary>Who plays which role: the known faces first, in the order in which they join, then people nobody has met.</summary>
sealed class Cast(AddressBook book, int territory)
{
    const string House = "@lumen-freight.example.com";

    static readonly Dictionary<Role, string[]> Faces = new()
    {
        [Role.Founder] = ["Maya Lindqvist:maya.lindqvist"],
        [Role.VpSales] = ["Grant Keller:grant.keller"],
        [Role.Sdr] = ["Tom Okafor:tom.okafor", "Liam Byrne:liam.byrne", "Priya Rao:priya.rao"],
        [Role.Ae] = ["Ines Duarte:ines.duarte", "Wei Zhang:wei.zhang", "Amara Osei:amara.osei", "Jonas Ekberg:jonas.ekberg", "Clara Vogel:clara.vogel"],
        [Role.Csm] = ["林芳:fang.lin:zh-CN", "陈静:jing.chen:zh-CN", "Noah Petrov:noah.petrov"],
        [Role.SalesManager] = ["Sofia Brandt:sofia.brandt"],
        [Role.SalesOps] = ["Theo Marchand:theo.marchand"],
    };

    readonly Dictionary<int, Member> members = [];
    readonly Dictionary<Role, int> named = [];

    /// <summary>The name of a person of the stream, the same at each call.</summary>
    public Member Named(Role role, int person)
    {
        if (members.TryGetValue(person, out var known)) return known;

        var number = named[role] = named.GetValueOrDefault(role) + 1;
        if (Faces.TryGetValue(role, out var faces) && (role == Role.Founder || (territory == 0 && number <= faces.Length)))
        {
            var face = faces[role == Role.Founder ? 0 : number - 1].Split(':');
            return members[person] = new(face[0], face[1] + House, face.ElementAtOrDefault(2) ?? "en");
        }

        var stranger = territory * 1_000L + person;
        var (name, mail) = book.Colleague(stranger);
        return members[person] = new(name, $"{mail}.{stranger}{House}", "en");
    }

    public string Language(int person) => members.TryGetValue(person, out var known) ? known.Language : "en";

    public string? NameOf(int person) => members.GetValueOrDefault(person)?.Name;

    public (string Name, string Profile) Opening(Role role) => role switch
    {
        Role.Sdr => ("SDR, freight", "Curious, writes short mails, not afraid of the phone. Case: ten accounts in an hour, three reasons each."),
        Role.Ae => ("Account executive", "Has sold something that needs a pilot. Asks before showing. Case: our demo after two days with the playbook."),
        Role.Csm => ("Customer success manager", "Has planned transport or trained planners. Case: an onboarding plan for a customer with forty carriers."),
        Role.SalesManager => ("Sales manager", "Has led six to eight sellers and coached from recorded calls. Case: one of our lost deals."),
        Role.VpSales => ("VP of sales", "Brings a network and a way of selling."),
        Role.SalesOps => ("Sales operations", "Measures first. Case: find the leak in our funnel."),
        _ => (role.ToString(), ""),
    };

    static readonly (string, string)[] Bugs =
    [
        ("Carrier question comes up in every third call", "The demo has no answer to small carriers without telematics."), ("Hand-off packet misses the start date", "Success learns the date promised from the customer."),
        ("Security answers take three days", "Each seller writes them anew."), ("Two people mail the same account", "Lists overlap between pods."),
        ("Meetings without an outcome", "A fifth of the meetings have none two days later."), ("Close dates in the past", "Nobody moves them."),
    ];

    static readonly (string, string)[] Features =
    [
        ("One-page case for food shippers", "To be sent after the first call."), ("Calculator for detention fees", "Price is discussed with a figure on the table."), ("Reply templates for inbound", "First touch within the hour."),
        ("Demo data by trade", "Planning sees its own lane."), ("Reference list by country", "A reference within a day."), ("Renewal letter ninety days ahead", "Nobody is surprised by the end of the term."),
    ];

    public (string Name, string About) Improvement(ImprovementType type, int number)
    {
        var of = type == ImprovementType.Bug ? Bugs : Features;
        var (name, about) = of[number / 2 % of.Length];
        return (number / 2 < of.Length ? name : $"{name} ({number / 2 / of.Length + 1})", about);
    }
}
