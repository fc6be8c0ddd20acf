using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Provenance.Analyzers.CodeFixes.Edits;

/// <summary>Adds provenance attributes to members, and the using directive that they need.</summary>
internal static class AttributeInsertion
{
    /// <summary>True when the project can name the attribute: there is a type of that full name.</summary>
    public static async Task<bool> IsPossibleAsync(Document document, string type, CancellationToken cancellationToken) =>
        await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && compilation.GetTypeByMetadataName(type) is { } symbol
        && compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    public static MemberDeclarationSyntax? MemberAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    /// <param name="attributes">Members of the document's root, each with the attribute that it gets.</param>
    public static async Task<Document> AddAsync(Document document, IEnumerable<(MemberDeclarationSyntax Member, NewAttribute Attribute)> attributes, CancellationToken cancellationToken)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        foreach (var (member, attribute) in attributes)
        {
            editor.AddAttribute(member, attribute.ToSyntax(editor.Generator));
        }

        var changed = editor.GetChangedDocument();
        var imported = await ImportAdder.AddImportsAsync(changed, Simplifier.AddImportsAnnotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        var shortened = await Simplifier.ReduceAsync(imported, Simplifier.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
        // Where the directive was there already, the names are short in it; where the short name means something else, the new directive is taken out again but leaves its blank line.
        var (before, after) = (await CountUsingsAsync(changed, cancellationToken).ConfigureAwait(false), await CountUsingsAsync(shortened, cancellationToken).ConfigureAwait(false));
        return before == after && await CountUsingsAsync(imported, cancellationToken).ConfigureAwait(false) > before ? changed : shortened;
    }

    private static async Task<int> CountUsingsAsync(Document document, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
            ? root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Count()
            : 0;
}

/// <summary>An attribute that is not in the source yet.</summary>
/// <param name="name">Simple name, without the suffix.</param>
/// <param name="agent">Null for a review.</param>
internal sealed class NewAttribute(string name, string? agent, string? model)
{
    private readonly string _name = name;
    private readonly string? _agent = agent;
    private readonly string? _model = model;

    /// <summary><c>AgentAuthored</c>, or what the diagnostic names, with the agent and model that it gives.</summary>
    public static NewAttribute? Of(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(RuleProperties.Agent, out var agent) || agent is null)
        {
            return null;
        }

        diagnostic.Properties.TryGetValue(RuleProperties.Model, out var model);
        diagnostic.Properties.TryGetValue(RuleProperties.Attribute, out var attribute);
        return new NewAttribute(attribute ?? "AgentAuthored", agent, model);
    }

    public SyntaxNode ToSyntax(SyntaxGenerator generator)
    {
        var arguments = new List<SyntaxNode>();
        if (_agent is not null)
        {
            arguments.Add(generator.AttributeArgument(generator.LiteralExpression(_agent)));
        }

        if (_model is not null)
        {
            arguments.Add(generator.AttributeArgument("Model", generator.LiteralExpression(_model)));
        }

        // Written in full and marked: the using is added, and the name shortened where nothing else goes by it.
        var fullName = generator.DottedName("Provenance.Annotations." + _name).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);
        return (arguments.Count == 0 ? generator.Attribute(fullName) : generator.Attribute(fullName, arguments)).WithAdditionalAnnotations(Formatter.Annotation);
    }
}
