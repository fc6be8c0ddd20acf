using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV006: a comment says who wrote the next declaration, or the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV006CommentMarker() : ProvenanceAnalyzer(Descriptors.PROV006CommentMarker)
{
    // RS1013: a plain tree action would do, but the start is where the base class reads the map for all rules alike.
#pragma warning disable RS1013
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => context.RegisterSyntaxTreeAction(Check);
#pragma warning restore RS1013

    private static void Check(SyntaxTreeAnalysisContext context)
    {
        foreach (var comment in MarkedComment.In(context.Tree, context.CancellationToken))
        {
            var attribute = comment.Marker.Kind == AttributeKind.AgentAuthored ? "AgentAuthored" : "AgentAssisted";
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.PROV006CommentMarker,
                comment.Comment.GetLocation(),
                RuleProperties.Of(comment.Marker.Agent, null).Add(RuleProperties.Attribute, attribute),
                attribute,
                comment.Marker.Agent));
        }
    }
}
