using System.Collections.Immutable;

namespace Provenance.Analyzers;

/// <summary>Keys under which a diagnostic hands its fix what the message says in words.</summary>
internal static class RuleProperties
{
    public const string Agent = "agent";
    public const string Model = "model";

    /// <summary>The simple name of the attribute that the fix writes; absent when it is <c>AgentAuthored</c>.</summary>
    public const string Attribute = "attribute";

    /// <summary>PROV005: how the attribute relates to the earlier one, which is the additional location.</summary>
    public const string Relation = "relation";
    public const string Repeats = "repeats";
    public const string Contradicts = "contradicts";

    public static ImmutableDictionary<string, string?> Of(string agent, string? model)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Agent, agent);
        return model is null ? properties : properties.Add(Model, model);
    }
}
