using System.Reflection;
using Rung.Accounts;
using Rung.Handoffs;
using Rung.Opportunities;
using Rung.Records;
using static Rung.Tests.World;

namespace Rung.Tests.Records;

public sealed class ARemovedRecord
{
    /// <summary>Erasing a person is a right, and bringing back is the point.</summary>
    static readonly string[] Allowed = [nameof(Record<>.Restore), nameof(Contact.Erase)];

    public static TheoryData<string, string> Verbs => [.. Kinds.All
        .SelectMany(k => k.GetMethods().Where(m => m.ReturnType == typeof(Outcome<Fact>) && !Allowed.Contains(m.Name)).Select(m => (k.Name, m.Name)))
        .Where(v => v is not ("Person" or "GateEvaluation" or "AcceptableUse" or "HealthRule" or "EngagementRule" or "AssignmentRule" or "UsageBatch", _) and not ("Opportunity", "Win" or "Reopen" or "Lose")).Distinct()];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Answers_no_verb(string kind, string verb)
    {
        var type = Kinds.All.Single(k => k.Name == kind);
        var record = Form.Of(type).Blank();
        record.Remove(Act());

        var method = type.GetMethod(verb)!;
        var answer = (Outcome<Fact>)method.Invoke(record, [.. method.GetParameters().Select(Argument)])!;

        Assert.Equal(new Removed(record.RecordKind), answer.Refusal);
    }

    [Fact]
    public void That_is_still_there_needs_no_restoring() => Assert.Equal(new NothingToChange(), Entered<Account>(new { name = "A" }).Restore(Act()).Refusal);

    static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var t when t == typeof(Act) => Act(),
        var t when t == typeof(string) => "x",
        var t when t == typeof(Guid) => Guid.Empty,
        var t when t == typeof(Packet) => Packet.Read(null),
        var t when t == typeof(IReadOnlyList<string>) => Array.Empty<string>(),
        var t when t == typeof(Stage) => Entered<Stage>(new { pipelineId = Some<Pipeline>(), name = "Discovery", rank = 1 }),
        var t when t == typeof(IReadOnlyDictionary<string, object?>) => new Dictionary<string, object?>(),
        var t when Nullable.GetUnderlyingType(t) is not null => null,
        var t => Activator.CreateInstance(t),
    };
}
