using Rung.Server;
using Rung.Server.Database;

var app = await Hosting.Build(args, new Place(Path.Combine(Environment.CurrentDirectory, "data"), null));
app.Run();
return 0;
