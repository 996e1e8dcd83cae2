using Rung.Planner.ClosedForms;

namespace Rung.Vectors;

/// <summary>Limited room, slots and patience: V27–V29.</summary>
static class LimitedLines
{
    internal static IEnumerable<Vector> All =>
    [
        .. Room("V27a", 4, 1, 3, 8, "0.006219", "0.279540", "2.881839", "5.914196", "3.032358", "2.052230", "1.052230", "0.960613"),
        .. Room("V27b", 5, 1, 4, 4, "0.015296", "0.398343", "3.008286", "3.008286", "0", "1", "0", "0.752071"),
        .. Room("V27c", 3.5, 0.5, 10, 12, "0.000925", "0.035277", "3.376529", "6.874009", "0.120951", "2.035821", "0.035821", "0.675306"),
        .. Room("V27d", 6, 2, 2, 5, "0.024653", "0.374422", "3.753467", "3.665639", "1.788906", "0.976601", "0.476601", "0.938367"),
        .. new[] { (15, "0.600650"), (20, "0.472629"), (21, "0.447581"), (30, "0.236611"), (42, "0.044459"), (60, "0.000067") }.SelectMany(slots =>
            Dossier.Of("V28", ($"{slots.Item1} slots", slots.Item2, () => Erlang.B(36, slots.Item1).Value.TurnedAway))),
        .. Dossier.Of("V50",
            ("42 slots, exponential", "0.044459", () => Erlang.B(36, 42).Value.TurnedAway), ("42 slots, log-normal", "0.044459", () => Erlang.B(36, 42).Value.TurnedAway),
            ("42 slots, all alike", "0.044459", () => Erlang.B(36, 42).Value.TurnedAway)),
        .. Patience("V29a", 10, 1, 10, 0.5, "0.619655", "0.103913", "2.078264", "11.039132", "0.207826", "8.960868", "0.896087"),
        .. Patience("V29b", 12, 1, 10, 0.25, "0.925599", "0.181083", "8.691961", "18.518971", "0.724330", "9.827010", "0.982701"),
        .. Patience("V29c", 6, 2, 3, 1, "0.646272", "0.187268", "1.123606", "3.561803", "0.187268", "4.876394", "0.812732"),
        .. Patience("V29d", 20, 8, 2, 4, "0.789024", "0.308502", "1.542509", "3.271255", "0.077125", "13.829963", "0.864373"),
    ];

    static IEnumerable<Vector> Room(string id, double arrivals, double speed, int servers, int room, string empty, string away, string through, string inSystem, string waiting, string sojourn, string wait, string busy) =>
        Dossier.Of(id, () => LimitedRoom.Of(arrivals, 1 / speed, servers, room).Value,
            ("P0", empty, q => q.Empty), ("P block", away, q => q.TurnedAway), ("λ eff", through, q => q.Throughput), ("L", inSystem, q => q.InSystem), ("Lq", waiting, q => q.Waiting),
            ("W", sojourn, q => q.Sojourn), ("Wq", wait, q => q.Wait), ("util", busy, q => q.Busy));

    static IEnumerable<Vector> Patience(string id, double arrivals, double speed, int servers, double impatience, string mustWait, string lost, string waiting, string inSystem, string wait, string through, string busy) =>
        Dossier.Of(id, () => LimitedPatience.Of(arrivals, 1 / speed, servers, impatience).Value,
            ("P(wait)", mustWait, q => q.MustWait), ("P(abandon)", lost, q => q.LosePatience), ("Lq", waiting, q => q.Waiting), ("L", inSystem, q => q.InSystem), ("Wq", wait, q => q.Wait),
            ("throughput", through, q => q.Throughput), ("busy", busy, q => q.Busy));
}
