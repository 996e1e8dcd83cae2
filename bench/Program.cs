return Rung.Bench.Verbs.Run(args);
