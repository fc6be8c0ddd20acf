using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV004: too little is left of the code that an attribute was written about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV004StaleAttribute() : ProvenanceAnalyzer(Descriptors.PROV004StaleAttribute)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        if (map.State == MapState.Usable)
        {
            context.RegisterSyntaxNodeAction(node => Check(node, map), SyntaxKind.Attribute);
        }
    }

    private static void Check(SyntaxNodeAnalysisContext context, CompilationMap map)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (MarkedCode.Of(attribute, context, map) is { } code
            && code.PercentLeft() is { } left && left < code.StaleShare
            // Where history names somebody else, PROV003 says so, and knows better what to write instead.
            && code.Contradiction(RuleOptions.AgentShare(context.Options.AnalyzerConfigOptionsProvider.GetOptions(attribute.SyntaxTree))) is null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV004StaleAttribute, attribute.GetLocation(), left.ToString(CultureInfo.InvariantCulture), code.Agent));
        }
    }
}
