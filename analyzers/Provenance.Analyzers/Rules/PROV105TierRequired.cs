using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Analyzers.Policy;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV105: a rule 'require-tier' of the policy holds for the file, and some agent-written line of the member is vouched for by less.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("Evidence is made when a commit is made.")]
public sealed class PROV105TierRequired() : ProvenanceAnalyzer(Descriptors.PROV105TierRequired)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFilesWithPolicy(context, map, "PROV105", Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (!file.File.HasAgentTokens || !file.Map.Policy.Any(file.File, "PROV105"))
        {
            return;
        }

        foreach (var member in file.Members(context.CancellationToken))
        {
            if (MemberFacts.Worst(file, member, "PROV105", context) is { } breach)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV105TierRequired, member.Identifier.GetLocation(), breach.Entry.Severity, additionalLocations: null, properties: null,
                    MapFormat.Tiers[breach.Entry.Tier], AgentShare.NameOf(breach.Origin), MapFormat.Tiers[Math.Max(0, breach.Origin.Tier)]));
            }
        }
    }
}
