using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor PROV101ForbiddenPath = new(
        "PROV101",
        "Agent-written code where the policy forbids it",
        "The policy forbids code by {0} ({1}) here",
        Category.Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rule 'forbid' of provenance.yml holds for this file and names the agent.",
        helpLinkUri: Help("PROV101"));

    public static readonly DiagnosticDescriptor PROV102AgentNotAllowed = new(
        "PROV102",
        "Agent-written code by an agent or model that is not allowed",
        "The policy allows no code by {0} ({1}) here",
        Category.Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Rules 'allow' of provenance.yml hold for this file, and none of them names the agent and its model.",
        helpLinkUri: Help("PROV102"));

    public static readonly DiagnosticDescriptor PROV103AttributeRequired = new(
        "PROV103",
        "Policy requires an attribute that is missing",
        "The policy requires an attribute on members written by {0} ({1} % of the tokens)",
        Category.Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rule 'require-attribute' of provenance.yml holds for this file.",
        helpLinkUri: Help("PROV103"));

    public static readonly DiagnosticDescriptor PROV104ReviewRequired = new(
        "PROV104",
        "Policy requires human review",
        "The policy requires review by a person of what {0} wrote here",
        Category.Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rule 'require-review' of provenance.yml holds for this file, and none of the evidence that it accepts is recorded.",
        helpLinkUri: Help("PROV104"));

    public static readonly DiagnosticDescriptor PROV105TierRequired = new(
        "PROV105",
        "Policy requires stronger evidence",
        "The policy requires evidence of tier {0} here; what names {1} has tier {2}",
        Category.Policy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A rule 'require-tier' of provenance.yml holds for this file, and the claim is vouched for by less.",
        helpLinkUri: Help("PROV105"));

    // PROV106 to PROV199 are free.
}
