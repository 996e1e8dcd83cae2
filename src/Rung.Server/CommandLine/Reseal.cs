using System.CommandLine;
using Rung.Server.SignIn;

namespace Rung.Server.CommandLine;

/// <summary><c>rung reseal</c>: every secret of the database under the first key of the key file.</summary>
static class Reseal
{
    static readonly Option<bool> NewKey = new("--new-key") { Description = "Put a new key on top of the key file first. Where several nodes have files of their own, put the same new line into each yourself and leave this out." };

    static readonly Option<bool> Forget = new("--forget") { Description = "Take the keys below it out of the key file at the end. Backups taken before open only with those: keep a copy apart as long as such backups are kept." };

    public static readonly Errand<ResealAsk, ResealTold> Errand = new("reseal", (services, actor, ask, cancel) => services.GetRequiredService<Resealing>().Run(actor, ask, cancel));

    public static Command Make() => new Command("reseal", "Seal all secrets of the database anew, under the first key of the key file.") { NewKey, Forget }
        .Does((parsed, terminal, cancel) => Operator.Through(terminal, Errand, new(parsed.GetValue(NewKey), parsed.GetValue(Forget)), Words, cancel));

    static string Words(ResealTold told) =>
        $"{told.Secrets} secrets lie under the first key of {told.KeyFile}, {told.Resealed} of them since now.{(told.KeysBelow > 0 ? $" The keys below it ({told.KeysBelow}) open nothing in this database any more; backups taken before still need them." : "")}";
}
