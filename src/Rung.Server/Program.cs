using Rung.Server.CommandLine;

return await Verbs.Rung(
    Serve.Make(),
    Migrate.Make(),
    Recover.Make()).Run(args);
