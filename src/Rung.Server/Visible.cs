using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Rung.Server.Tests")]
[assembly: InternalsVisibleTo("Rung.Browser.Tests")]
[assembly: InternalsVisibleTo("bench")]
