using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Provenance.Analyzers.Annotations;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Writes into the source what history records: <c>[AgentAuthored("agent", Model = "model")]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV010AgentWrittenMemberFix)), Shared]
public sealed class PROV010AgentWrittenMemberFix : CodeFixProvider
{
    private const string EquivalenceKey = "PROV010.AddAttribute";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["PROV010"];

    // One pass per document instead of merged single fixes: those would each bring the same using directive.
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        static async (context, document, diagnostics) => await CanFixAsync(document, context.CancellationToken).ConfigureAwait(false)
            ? await AddAttributesAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false)
            : document);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (!await CanFixAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Add [AgentAuthored]", token => AddAttributesAsync(context.Document, [diagnostic], token), EquivalenceKey),
                diagnostic);
        }
    }

    private static async Task<bool> CanFixAsync(Document document, CancellationToken cancellationToken) =>
        await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && compilation.GetTypeByMetadataName(ProvenanceAttribute.AuthoredType) is { } type
        && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    private static async Task<Document> AddAttributesAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics)
        {
            var member = editor.OriginalRoot.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (member is not null && diagnostic.Properties.TryGetValue(RuleProperties.Agent, out var agent) && agent is not null)
            {
                diagnostic.Properties.TryGetValue(RuleProperties.Model, out var model);
                editor.AddAttribute(member, Attribute(editor.Generator, agent, model));
            }
        }

        var changed = editor.GetChangedDocument();
        var imported = await ImportAdder.AddImportsAsync(changed, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        var shortened = await Simplifier.ReduceAsync(imported, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        // Where the short name means something else, the new directive is taken out again, but leaves its blank line.
        return await CountUsingsAsync(shortened, cancellationToken).ConfigureAwait(false) == await CountUsingsAsync(changed, cancellationToken).ConfigureAwait(false) ? changed : shortened;
    }

    private static async Task<int> CountUsingsAsync(Document document, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
            ? root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Count()
            : 0;

    private static SyntaxNode Attribute(SyntaxGenerator generator, string agent, string? model)
    {
        var arguments = new List<SyntaxNode> { generator.AttributeArgument(generator.LiteralExpression(agent)) };
        if (model is not null)
        {
            arguments.Add(generator.AttributeArgument("Model", generator.LiteralExpression(model)));
        }

        // Written in full and marked: the using is added, and the name shortened where nothing else goes by it.
        var name = generator.DottedName("Provenance.Annotations.AgentAuthored").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        return generator.Attribute(name, arguments).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
