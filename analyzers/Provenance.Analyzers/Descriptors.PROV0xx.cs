using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor PROV001MalformedAttribute = new(
        "PROV001",
        "Provenance attribute is malformed",
        "The {0} of this attribute must be {1}",
        Category.Attributes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An agent, model, date or commit id that does not have its form is read by nobody: the attribute then says nothing.",
        helpLinkUri: Help("PROV001"));

    public static readonly DiagnosticDescriptor PROV002UnknownAgent = new(
        "PROV002",
        "Attribute names an unknown agent",
        "The agent '{0}' is known neither to the registry nor to the policy",
        Category.Attributes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Only agents of the registry and of the policy are counted by name; code of any other counts as an agent's that the evidence does not name.",
        helpLinkUri: Help("PROV002"));

    // PROV003: attribute contradicts the recorded history.
    // PROV004: attribute is stale.
    // PROV005: duplicate or conflicting attributes.
    // PROV006: comment marker instead of an attribute.
    // PROV007 to PROV009 are free.

    public static readonly DiagnosticDescriptor PROV010AgentWrittenMember = new(
        "PROV010",
        "Member is agent-written",
        "Written by {0} ({1}): {2} % of the tokens, since {3}, evidence {4}",
        Category.Origin,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The recorded history attributes at least the configured share of the member's tokens to an AI agent, and no attribute says so.",
        helpLinkUri: Help("PROV010"));

    // PROV011: agent-written public API without recorded review.
    // PROV012: member of mixed or unknown origin.
    // PROV013 to PROV099 are free.
}
