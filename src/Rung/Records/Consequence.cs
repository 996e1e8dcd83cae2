namespace Rung.Records;

/// <summary>A verb that nobody does by itself: it follows in the same stroke from what happened to another record.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsequenceAttribute : Attribute;
