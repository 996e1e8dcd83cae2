using Rung.People;

namespace Rung.Server.Desk;

/// <summary>
/// The key of the request at hand, for what is decided deep below its route: the first decision of its caller keeps the
/// receipt, in its own transaction.
/// </summary>
sealed class OnceOnly(Id<Person> caller, (string Key, string Fingerprint) repeatable, bool isToldOnce)
{
    static readonly AsyncLocal<OnceOnly?> AtHand = new();
    bool isTaken;

    /// <summary>From here on what this caller decides for the request is done once.</summary>
    public static void Ask(Id<Person> caller, (string Key, string Fingerprint) repeatable, bool isToldOnce) => AtHand.Value = new(caller, repeatable, isToldOnce);

    public static Call Under(Call call)
    {
        if (AtHand.Value is not { isTaken: false } once || once.Caller != call.Actor.Id) return call;
        once.isTaken = true;
        return call with { Repeatable = once.Repeatable, IsToldOnce = once.IsToldOnce };
    }

    (string Key, string Fingerprint) Repeatable => repeatable;
    bool IsToldOnce => isToldOnce;
    Id<Person> Caller => caller;
}
