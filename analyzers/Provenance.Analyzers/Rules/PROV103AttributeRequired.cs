using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Analyzers.Policy;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV103: a rule 'require-attribute' of the policy holds for the file, and no attribute says what history says of the member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV103AttributeRequired() : ProvenanceAnalyzer(Descriptors.PROV103AttributeRequired)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFilesWithPolicy(context, map, "PROV103", Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (!file.File.HasAgentTokens || !file.Map.Policy.Any(file.File, "PROV103"))
        {
            return;
        }

        var least = RuleOptions.AgentShare(context);
        foreach (var member in file.Members(context.CancellationToken))
        {
            if (member.Agent(least, context.CancellationToken) is { } agent
                && PolicyJudgement.Broken(file.Map.Policy, file.File, "PROV103", MemberFacts.Of(agent, member, context)) is { } entry)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV103AttributeRequired, member.Identifier.GetLocation(), entry.Severity, additionalLocations: null, RuleProperties.Of(agent.Agent, agent.Model),
                    agent.Agent, agent.Percent.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
