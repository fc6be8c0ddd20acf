using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Policy;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV101: a rule 'forbid' of the policy names the agent of a line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("Whether the code goes, moves or is written anew is for people to decide.")]
public sealed class PROV101ForbiddenPath() : ProvenanceAnalyzer(Descriptors.PROV101ForbiddenPath)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) =>
        RegisterFilesWithPolicy(context, map, "PROV101", static (model, file) => FirstLines.Report(model, file, Descriptors.PROV101ForbiddenPath));
}
