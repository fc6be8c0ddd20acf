using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Policy;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV102: rules 'allow' of the policy hold for the file, and none names the agent and model of a line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("Whether the code goes, moves or is written anew is for people to decide.")]
public sealed class PROV102AgentNotAllowed() : ProvenanceAnalyzer(Descriptors.PROV102AgentNotAllowed)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) =>
        RegisterFilesWithPolicy(context, map, "PROV102", static (model, file) => FirstLines.Report(model, file, Descriptors.PROV102AgentNotAllowed));
}
