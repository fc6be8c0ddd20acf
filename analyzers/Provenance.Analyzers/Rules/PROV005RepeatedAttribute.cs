using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV005: an attribute says again, or denies, what an earlier one says of the same symbol, or repeats one around it.</summary>
/// <remarks>An attribute that differs from one around it is no conflict: the innermost scope is read first (claims.md), and so it is how an exception is said.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV005RepeatedAttribute() : ProvenanceAnalyzer(Descriptors.PROV005RepeatedAttribute)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) =>
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.Attribute);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (ProvenanceAttribute.KindOf(attribute, context.SemanticModel, context.CancellationToken) == AttributeKind.None
            || SymbolOf(attribute, context.SemanticModel, context.CancellationToken) is not { } symbol)
        {
            return;
        }

        var marks = MarksOf(symbol, context.CancellationToken);
        var place = marks.FindIndex(mark => mark.Syntax == attribute);
        if (place < 0)
        {
            return;
        }

        for (var i = 0; i < place; i++)
        {
            var relation = Relate(marks[place], marks[i]);
            if (relation != Relation.None)
            {
                var words = relation == Relation.Repeats ? "repeats one that stands before it" : "contradicts one that stands before it";
                Report(context, attribute, marks[i], relation, words);
                return;
            }
        }

        CheckContainers(context, symbol, marks[place]);
    }

    private static void CheckContainers(SyntaxNodeAnalysisContext context, ISymbol symbol, DeclaredMark mark)
    {
        for (var around = OuterOf(symbol); around is not null; around = OuterOf(around))
        {
            if (MarksOf(around, context.CancellationToken).Find(outer => Relate(mark, outer) == Relation.Repeats && AddsNothing(mark, outer)) is { } repeated)
            {
                Report(context, mark.Syntax, repeated, Relation.Repeats, around is IAssemblySymbol ? "repeats one of the assembly" : "repeats one of the containing type");
                return;
            }
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, AttributeSyntax attribute, DeclaredMark earlier, Relation relation, string words) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.PROV005RepeatedAttribute,
            attribute.GetLocation(),
            [earlier.Syntax.GetLocation()],
            ImmutableDictionary<string, string?>.Empty.Add(RuleProperties.Relation, relation == Relation.Repeats ? RuleProperties.Repeats : RuleProperties.Contradicts),
            words));

    private static Relation Relate(DeclaredMark mark, DeclaredMark earlier)
    {
        var isReview = mark.Kind == AttributeKind.HumanReviewed;
        if (isReview || earlier.Kind == AttributeKind.HumanReviewed)
        {
            return isReview && earlier.Kind == mark.Kind && string.Equals(mark.Rest, earlier.Rest, StringComparison.Ordinal) ? Relation.Repeats : Relation.None;
        }

        if (mark.Agent is null || earlier.Agent is null)
        {
            return Relation.None;
        }

        if (!string.Equals(mark.Agent, earlier.Agent, StringComparison.Ordinal))
        {
            // Several may assist; two cannot each have written all of it.
            return mark.Kind == AttributeKind.AgentAuthored && earlier.Kind == AttributeKind.AgentAuthored ? Relation.Contradicts : Relation.None;
        }

        return mark.Kind != earlier.Kind ? Relation.Contradicts
            : IsCompatible(mark.Model, earlier.Model) && IsCompatible(Some(mark.Rest), Some(earlier.Rest)) ? Relation.Repeats
            : Relation.None;
    }

    private static bool AddsNothing(DeclaredMark mark, DeclaredMark outer) =>
        (mark.Model is null || string.Equals(mark.Model, outer.Model, StringComparison.Ordinal))
        && (mark.Rest.Length == 0 || string.Equals(mark.Rest, outer.Rest, StringComparison.Ordinal));

    private static bool IsCompatible(string? one, string? other) => one is null || other is null || string.Equals(one, other, StringComparison.Ordinal);

    private static string? Some(string text) => text.Length == 0 ? null : text;

    // Parts of a partial symbol are put in the order of their files' names, which is the same on every machine.
    private static List<DeclaredMark> MarksOf(ISymbol symbol, CancellationToken cancellationToken) =>
        [.. symbol.GetAttributes()
            .Select(attribute => DeclaredMark.Of(attribute, cancellationToken))
            .OfType<DeclaredMark>()
            .OrderBy(static mark => mark.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(static mark => mark.Syntax.SpanStart)];

    private static ISymbol? SymbolOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken) => attribute.Parent switch
    {
        AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword } => model.Compilation.Assembly,
        _ => DeclaredMark.OwnerOf(attribute) is { } owner && owner is not BaseFieldDeclarationSyntax { Declaration.Variables.Count: 0 }
            ? model.GetDeclaredSymbol(Origins.MemberDeclaration.SymbolNodeOf(owner), cancellationToken)
            : null,
    };

    private static ISymbol? OuterOf(ISymbol symbol) => symbol.ContainingType as ISymbol ?? (symbol is IAssemblySymbol ? null : symbol.ContainingAssembly);

    private enum Relation
    {
        None,
        Repeats,
        Contradicts,
    }
}
