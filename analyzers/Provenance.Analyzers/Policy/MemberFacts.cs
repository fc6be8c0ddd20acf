using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Policy;

/// <summary>What a policy asks of a member: history's part from an origin, the source's part from its symbol.</summary>
internal static class MemberFacts
{
    public static CodeFacts Of(AgentShare agent, MemberOrigin member, SemanticModelAnalysisContext context)
    {
        var symbol = SymbolOf(member, context);
        return new CodeFacts(
            agent.Agent, agent.Model, agent.Tier, agent.IsReviewed,
            symbol is not null && ProvenanceAttribute.SaysReviewed(symbol), symbol is not null && ProvenanceAttribute.SaysAuthorship(symbol));
    }

    public static CodeFacts Of(MappedOrigin origin, MemberOrigin member, SemanticModelAnalysisContext context)
    {
        var symbol = SymbolOf(member, context);
        return new CodeFacts(
            AgentShare.NameOf(origin), origin.Model, Math.Max(0, origin.Tier), origin.IsReviewed,
            symbol is not null && ProvenanceAttribute.SaysReviewed(symbol), symbol is not null && ProvenanceAttribute.SaysAuthorship(symbol));
    }

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

    private static ISymbol? SymbolOf(MemberOrigin member, SemanticModelAnalysisContext context) =>
        context.SemanticModel.GetDeclaredSymbol(MemberDeclaration.SymbolNodeOf(member.Declaration), context.CancellationToken);
}
