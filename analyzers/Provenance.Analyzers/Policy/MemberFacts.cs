using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Policy;

/// <summary>What a policy asks of a member: history's part from an origin, the source's part from its symbol.</summary>
internal static class MemberFacts
{
    public static CodeFacts Of(AgentShare agent, MemberOrigin member, SemanticModelAnalysisContext context) => new(
        agent.Agent, agent.Model, agent.Tier, agent.IsReviewed,
        () => ProvenanceAttribute.SaysReviewed(member.Declaration, context.SemanticModel, context.CancellationToken),
        () => ProvenanceAttribute.SaysAuthorship(member.Declaration, context.SemanticModel, context.CancellationToken));

    public static CodeFacts Of(MappedOrigin origin, MemberOrigin member, SemanticModelAnalysisContext context) => new(
        AgentShare.NameOf(origin), origin.Model, Math.Max(0, origin.Tier), origin.IsReviewed,
        () => ProvenanceAttribute.SaysReviewed(member.Declaration, context.SemanticModel, context.CancellationToken),
        () => ProvenanceAttribute.SaysAuthorship(member.Declaration, context.SemanticModel, context.CancellationToken));

    /// <summary>The severest breach of a rule among the origins of a member's agent-written tokens, with the origin; or null.</summary>
    public static (PolicyEntry Entry, MappedOrigin Origin)? Worst(FileOrigins file, MemberOrigin member, string rule, SemanticModelAnalysisContext context)
    {
        (PolicyEntry Entry, MappedOrigin Origin)? worst = null;
        foreach (var (index, _) in member.Shares(context.CancellationToken).AgentOrigins)
        {
            var origin = file.Map.Header.Origins[index];
            if (PolicyJudgement.Broken(file.Map.Policy, file.File, rule, Of(origin, member, context)) is { } entry && (worst is null || entry.Severity > worst.Value.Entry.Severity))
            {
                worst = (entry, origin);
            }
        }

        return worst;
    }
}
