namespace Rung.Server.Demo;

/// <summary>This server shows the demo company: anybody at this machine may sign in as anybody in it.</summary>
sealed class DemoMode
{
    /// <summary>Whether every address is one that only this machine reaches.</summary>
    public static bool IsLoopback(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .All(u => Uri.TryCreate(u, UriKind.Absolute, out var url) && url.IsLoopback);
}
