using Rung.Server.CommandLine;

return await Verbs.Rung(
    Serve.Make(),
    Migrate.Make()).Run(args);
