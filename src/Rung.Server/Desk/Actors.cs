using Rung.People;
using Rung.Server.Ui;

namespace Rung.Server.Desk;

/// <summary>Who acts without being a person of the house. Their names are texts, and they sign in nowhere.</summary>
static class Actors
{
    /// <summary>A customer who answers through a link of ours; the record says who.</summary>
    public static readonly Actor Respondent = new(Named(1), "respondent", new(["survey.answer", "contact.stop-surveys", "promised-outcome.confirm", "promised-outcome.dispute"]));

    /// <summary>What the house does by itself when its time has come.</summary>
    public static readonly Actor Clockwork = new(Named(2), "clockwork", new(["survey.send", "check-in.record", "handoff.escalate", "handoff.first-action", "person.leave", "subscription.open-renewal", "gate-evaluation.record"]));

    /// <summary>Whoever tries to sign in and does not come in.</summary>
    public static readonly Actor Stranger = new(Named(3), "stranger", new(["sign-in.fail"]));

    static readonly Actor[] All = [Respondent, Clockwork, Stranger];

    /// <summary>What such an actor is called, or nothing for an identity of another kind.</summary>
    public static string NameOf(Guid id, Viewer viewer) => Array.Find(All, a => a.Id.Value == id) is { } actor ? viewer["actor." + actor.Name] : "";

    static Id<Person> Named(int number) => new(Guid.Parse($"00dc6acf-ac00-7000-8000-00000000ac{number:x2}"));
}
