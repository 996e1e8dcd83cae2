using System.Reflection;
using System.Text.Json;
using Rung.Records;
using Rung.Server.Desk;

namespace Rung.Server.Api;

/// <summary>
/// One verb of a kind of record as programs reach it: <c>POST /api/v1/kinds/{id}/verb</c>. The parameters of the method
/// that does it are the fields of its body; where the method takes another record, the body names it.
/// </summary>
sealed class Verb
{
    readonly MethodInfo method;
    readonly Delegate? decision;

    Verb(Type kind, string name, MethodInfo method, Delegate? decision = null)
    {
        (Kind, Name, this.method, this.decision) = (kind, name, method, decision);
        Told = Array.Find(kind.GetMethods(), m => Words.Kebab(m.Name) == name) ?? method;
    }

    public Type Kind { get; }

    /// <summary>The verb's word, in the address and in the permission: <c>reach-first-value</c>.</summary>
    public string Name { get; }

    public string Permission => $"{Words.Kebab(Kind.Name)}.{Name}";

    // Read off the method when somebody first asks: a start maps every verb, and uses none.
    public IReadOnlyList<VerbInput> Inputs => field ??= [.. Parameters.Where(p => p.ParameterType != typeof(Act) && p.ParameterType != typeof(Docket) && !IsSubject(p)).Select(p => new VerbInput(Kind, p))];

    ParameterInfo[] Parameters => field ??= method.GetParameters();

    MethodInvoker Method => field ??= MethodInvoker.Create(method);

    /// <summary>The method that tells what the verb means: the rule, where the record has one of that name.</summary>
    public MethodInfo Told { get; }

    /// <summary>The verbs that a kind of record has by itself; what follows from other records' verbs is none.</summary>
    public static IEnumerable<Verb> Of(Type kind) => kind.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(m => m.ReturnType == typeof(Outcome<Fact>) && m.GetBaseDefinition() == m && !m.IsDefined(typeof(ConsequenceAttribute)))
        .Select(m => new Verb(kind, Words.Kebab(m.Name), m));

    /// <summary>A verb that moves several records: a method that takes the docket, the identity of its record and the body's fields.</summary>
    public static Verb Of<T>(string name, Delegate decision)
        where T : Record<T> => new(typeof(T), name, decision.Method, decision);

    /// <summary>Reads the body; unknown, repeated and missing fields are refused.</summary>
    public Refusal? Read(JsonElement body, out object?[] given, out DateTimeOffset? happenedAt)
    {
        (given, happenedAt) = (new object?[Inputs.Count], null);
        if (body.ValueKind != JsonValueKind.Object) return new Unreadable("", "object");

        foreach (var field in body.EnumerateObject())
        {
            if (field.Name == "happenedAt")
            {
                if (VerbInput.HappenedAt.Read(field.Value, out var at) is { } undated) return undated;
                happenedAt = (DateTimeOffset?)at;
                continue;
            }

            var place = PlaceOf(field.Name);
            if (place < 0) return new UnknownField(field.Name);
            if (Inputs[place].Read(field.Value, out given[place]) is { } refusal) return refusal;
        }

        for (var i = 0; i < given.Length; i++)
            if (given[i] is null && Inputs[i].IsRequired) return new Missing(Inputs[i].Name);
        return null;
    }

    /// <summary>Does it, as part of a decision.</summary>
    public async Task<Record> Do(Docket docket, Guid id, object?[] given)
    {
        if (decision is not null) return await (Task<Record>)Method.Invoke(decision.Target, new Span<object?>(await Arguments(docket, id, given)))!;

        var record = await docket.Need(Kind, id);
        docket.Do(record, (Outcome<Fact>)Method.Invoke(record, new Span<object?>(await Arguments(docket, id, given)))!);
        return record;
    }

    async Task<object?[]> Arguments(Docket docket, Guid id, object?[] given)
    {
        var (arguments, next) = (new object?[Parameters.Length], 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = Parameters[i];
            if (parameter.ParameterType == typeof(Act)) arguments[i] = docket.Act;
            else if (parameter.ParameterType == typeof(Docket)) arguments[i] = docket;
            else if (IsSubject(parameter)) arguments[i] = Activator.CreateInstance(parameter.ParameterType, id);
            else if (Inputs[next].Looked is { } kind) arguments[i] = given[next++] is Guid other ? await docket.Look(kind, other) : null;
            else arguments[i] = given[next++];
        }

        return arguments;
    }

    /// <summary>Of a decision, the parameter after the docket: the record in the address.</summary>
    bool IsSubject(ParameterInfo parameter) => decision is not null && parameter.Position == 1;

    int PlaceOf(string name)
    {
        for (var i = 0; i < Inputs.Count; i++)
            if (Inputs[i].Name == name) return i;
        return -1;
    }
}

/// <summary>One field of a verb's body.</summary>
sealed class VerbInput
{
    /// <summary>A verb's text where no field of the record says how long it may be.</summary>
    const int UsualText = 500;

    static readonly NullabilityInfoContext Nullability = new();

    public static readonly VerbInput HappenedAt = new("happenedAt", typeof(DateTimeOffset));

    VerbInput(string name, Type type) => (Name, Type) = (name, type);

    public VerbInput(Type kind, ParameterInfo parameter)
    {
        var like = Form.Of(kind).Field(parameter.Name!);
        Looked = parameter.ParameterType.IsSubclassOf(typeof(Record)) ? parameter.ParameterType : null;
        Name = Looked is null ? parameter.Name! : parameter.Name + "Id";
        Type = Looked is not null ? typeof(Guid) : Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        lock (Nullability) IsRequired = Nullability.Create(parameter).ReadState != NullabilityState.Nullable;
        (Max, Lines) = (like?.Max ?? UsualText, like?.Lines ?? false);
    }

    public string Name { get; }

    /// <summary>The type without its nullable wrapper.</summary>
    public Type Type { get; }

    public bool IsRequired { get; }

    /// <summary>The kind of record the verb looks at, where it looks at one.</summary>
    public Type? Looked { get; }

    public int Max { get; }
    public bool Lines { get; }

    public Refusal? Read(JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Null) return null;
        if (!FormJson.TryRead(Type, json, out value)) return new Unreadable(Name, FormJson.Expected(Type));
        if (value is not string text) return Plausible.Refuse(Name, value!);

        value = Plausible.Tidy(text, Lines) is { Length: > 0 } tidy ? tidy : null;
        return value is null ? null : Plausible.Refuse(Name, (string)value, Max, Lines);
    }
}
