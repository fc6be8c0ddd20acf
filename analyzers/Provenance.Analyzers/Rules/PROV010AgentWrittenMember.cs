using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV010: history says that an agent wrote the member, and no attribute on it or around it does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV010AgentWrittenMember() : ProvenanceAnalyzer(Descriptors.PROV010AgentWrittenMember)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFiles(context, map, Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (!file.File.HasAgentTokens)
        {
            return;
        }

        var least = RuleOptions.AgentShare(context);
        foreach (var member in file.Members(context.CancellationToken))
        {
            if (member.Agent(least, context.CancellationToken) is { } agent
                && !ProvenanceAttribute.NamesAgent(member.Declaration, agent.Agent, context.SemanticModel, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV010AgentWrittenMember,
                    member.Identifier.GetLocation(),
                    RuleProperties.Of(agent.Agent, agent.Model),
                    agent.Agent,
                    agent.Model ?? "model not recorded",
                    agent.Percent.ToString(CultureInfo.InvariantCulture),
                    agent.Since ?? "an unknown day",
                    MapFormat.Tiers[agent.Tier]));
            }
        }
    }
}
