using Rung.Server.CommandLine;

return await Verbs.Rung(
    Serve.Make(),
    Migrate.Make(),
    ImportVerb.Make(),
    ExportVerb.Make(),
    BackupVerb.Make(),
    RestoreVerb.Make(),
    MetricsVerb.Make(),
    AssessVerb.Make(),
    DemoVerb.Make(),
    Recover.Make(),
    Reseal.Make()).Run(args);
