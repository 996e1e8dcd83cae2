namespace Rung.Server.Demo;

/// <summary>This server shows the demo company: anybody at this machine may sign in as anybody in it.</summary>
sealed class DemoMode;
