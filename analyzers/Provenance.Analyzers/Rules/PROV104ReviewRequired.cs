using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Analyzers.Policy;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV104: a rule 'require-review' of the policy holds for the file, and some agent-written line of the member has none of the evidence.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("A review has to be done, not written down.")]
public sealed class PROV104ReviewRequired() : ProvenanceAnalyzer(Descriptors.PROV104ReviewRequired)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFilesWithPolicy(context, map, "PROV104", Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (!file.File.HasAgentTokens || !file.Map.Policy.Any(file.File, "PROV104"))
        {
            return;
        }

        foreach (var member in file.Members(context.CancellationToken))
        {
            if (MemberFacts.Worst(file, member, "PROV104", context) is { } breach)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV104ReviewRequired, member.Identifier.GetLocation(), breach.Entry.Severity, additionalLocations: null, properties: null, AgentShare.NameOf(breach.Origin)));
            }
        }
    }
}
