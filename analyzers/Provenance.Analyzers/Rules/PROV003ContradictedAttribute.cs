using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV003: what an attribute says of a member or type is not what history says of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV003ContradictedAttribute() : ProvenanceAnalyzer(Descriptors.PROV003ContradictedAttribute)
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
            && code.Contradiction(RuleOptions.AgentShare(context.Options.AnalyzerConfigOptionsProvider.GetOptions(attribute.SyntaxTree))) is { } contradiction)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.PROV003ContradictedAttribute,
                attribute.GetLocation(),
                contradiction.Author is { } author ? RuleProperties.Of(author.Agent, author.Model) : null,
                code.Agent,
                code.Kind == AttributeKind.AgentAuthored ? "author" : "assistant",
                contradiction.Author is { Agent: var agent } ? agent + " as author" : "people as authors",
                contradiction.Percent.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
