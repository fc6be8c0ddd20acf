using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV901: says once per compilation that history is not to be had, and why.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("The cause is outside the source.")]
public sealed class PROV901UnusableMap() : ProvenanceAnalyzer(Descriptors.PROV901UnusableMap)
{
    // RS1013: a plain compilation action would do, but the start is where the base class reads the map for all rules alike.
#pragma warning disable RS1013
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        var condition = map.State switch
        {
            MapState.Missing => "missing",
            MapState.Unreadable => "unreadable",
            MapState.Newer => "newer than this analyzer",
            _ => null,
        };
        if (condition is not null)
        {
            context.RegisterCompilationEndAction(end => end.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV901UnusableMap, Location.None, condition)));
        }
    }
#pragma warning restore RS1013
}
