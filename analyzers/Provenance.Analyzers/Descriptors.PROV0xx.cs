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

    public static readonly DiagnosticDescriptor PROV003ContradictedAttribute = new(
        "PROV003",
        "Attribute contradicts the recorded history",
        "This attribute names {0} as {1}; history records {2} for {3} % of the tokens",
        Category.Attributes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Of most of what the attribute stands on, the recorded history says that another agent wrote it, or people, or that the agent wrote all of it.",
        helpLinkUri: Help("PROV003"));

    public static readonly DiagnosticDescriptor PROV004StaleAttribute = new(
        "PROV004",
        "Attribute is stale",
        "Only {0} % of the tokens are left of what this attribute says about {1}",
        Category.Attributes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "What the agent wrote was replaced since; an attribute that nobody takes away says less and less of the code under it.",
        helpLinkUri: Help("PROV004"));

    public static readonly DiagnosticDescriptor PROV005RepeatedAttribute = new(
        "PROV005",
        "Duplicate or conflicting provenance attributes",
        "This attribute {0}",
        Category.Attributes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Two statements about one piece of code are one too many: equal ones say nothing new, conflicting ones are read as 'mixed'.",
        helpLinkUri: Help("PROV005"));

    public static readonly DiagnosticDescriptor PROV006CommentMarker = new(
        "PROV006",
        "Comment marker instead of an attribute",
        "This comment says what the attribute {0}(\"{1}\") could say",
        Category.Attributes,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        description: "An attribute is checked by the compiler, moves with its member, and names the agent in one way.",
        helpLinkUri: Help("PROV006"));

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

    public static readonly DiagnosticDescriptor PROV011UnreviewedApi = new(
        "PROV011",
        "Agent-written public API without recorded review",
        "Public API written by {0} ({1} % of the tokens); no review by a person is recorded",
        Category.Origin,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Neither a Reviewed-by trailer of its commits, nor [HumanReviewed], nor edits by people say that a person looked at it.",
        helpLinkUri: Help("PROV011"));

    public static readonly DiagnosticDescriptor PROV012UncertainOrigin = new(
        "PROV012",
        "Member is of mixed or unknown origin",
        "Origin is {0}: of the tokens {1} % agents', {2} % mixed, {3} % people's, {4} % unknown",
        Category.Origin,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: false,
        description: "For at least half of the member's committed tokens nobody is known to have written them, or it is known only that an agent took part.",
        helpLinkUri: Help("PROV012"));

    // PROV013 to PROV099 are free.
}
