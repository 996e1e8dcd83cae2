using Rung.Server.CommandLine;

return await Verbs.Rung(
    Serve.Make(),
    Migrate.Make(),
    MetricsVerb.Make()).Run(args);
