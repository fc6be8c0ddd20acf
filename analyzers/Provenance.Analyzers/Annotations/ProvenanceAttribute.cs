using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.Annotations;

/// <summary>The three attributes of <c>Provenance.Annotations</c>, recognised by full name: a project may carry copies of its own. Where no type is found, by simple name.</summary>
internal static class ProvenanceAttribute
{
    public const string AuthoredType = "Provenance.Annotations.AgentAuthoredAttribute";
    public const string ReviewedType = "Provenance.Annotations.HumanReviewedAttribute";
    public const string AgentPart = "agent";
    public const string ModelPart = "Model";

    public static AttributeKind KindOf(INamedTypeSymbol? type)
    {
        if (type is null or IErrorTypeSymbol)
        {
            return type is null ? AttributeKind.None : KindOfName(type.Name);
        }

        return type is { ContainingNamespace: { Name: "Annotations", ContainingNamespace: { Name: "Provenance", ContainingNamespace.IsGlobalNamespace: true } } }
            ? KindOfName(type.Name)
            : AttributeKind.None;
    }

    public static AttributeKind KindOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken)
    {
        // Most attributes are ruled out by their spelling; an alias may spell ours in any way.
        if (KindOfName(NameOf(attribute)) == AttributeKind.None && model.GetAliasInfo(attribute.Name, cancellationToken) is null)
        {
            return AttributeKind.None;
        }

        var symbol = model.GetSymbolInfo(attribute, cancellationToken);
        if ((symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault()) is IMethodSymbol constructor)
        {
            return KindOf(constructor.ContainingType);
        }

        return model.GetTypeInfo(attribute, cancellationToken).Type is INamedTypeSymbol { TypeKind: not TypeKind.Error } type ? KindOf(type) : KindOfName(NameOf(attribute));
    }

    /// <summary>By the last part of the name alone, with or without the suffix.</summary>
    public static AttributeKind KindOfName(string name) => name switch
    {
        "AgentAuthored" or "AgentAuthoredAttribute" => AttributeKind.AgentAuthored,
        "AgentAssisted" or "AgentAssistedAttribute" => AttributeKind.AgentAssisted,
        "HumanReviewed" or "HumanReviewedAttribute" => AttributeKind.HumanReviewed,
        _ => AttributeKind.None,
    };

    /// <summary>The arguments with their parts' names: <c>agent</c> for the constructor's, the property's name for the others.</summary>
    public static IEnumerable<(string Part, ExpressionSyntax Value)> Arguments(AttributeSyntax attribute)
    {
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            yield return (argument.NameEquals?.Name.Identifier.ValueText ?? AgentPart, argument.Expression);
        }
    }

    /// <summary>True when attributes on a member or around it name the agent, as author or assistant.</summary>
    public static bool NamesAgent(MemberDeclarationSyntax member, string agent, SemanticModel model, CancellationToken cancellationToken) => Around(member, model, cancellationToken, attribute =>
        KindOf(attribute.AttributeClass) is AttributeKind.AgentAuthored or AttributeKind.AgentAssisted
        && string.Equals(AgentOf(attribute), agent, StringComparison.Ordinal));

    /// <summary>True when a person's review is stated on a member or around it.</summary>
    public static bool SaysReviewed(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken) =>
        Around(member, model, cancellationToken, static attribute => KindOf(attribute.AttributeClass) == AttributeKind.HumanReviewed);

    /// <summary>True when any attribute about authorship stands on a member or around it.</summary>
    public static bool SaysAuthorship(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken) =>
        Around(member, model, cancellationToken, static attribute => KindOf(attribute.AttributeClass) is AttributeKind.AgentAuthored or AttributeKind.AgentAssisted);

    /// <summary>The agent that an attribute names, or null. Where the type was not found, only a literal can be read.</summary>
    public static string? AgentOf(AttributeData attribute)
    {
        if (attribute.ConstructorArguments is { Length: > 0 } arguments)
        {
            return arguments[0] is { Kind: TypedConstantKind.Primitive, Value: string agent } ? agent : null;
        }

        return attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax syntax
            ? (Arguments(syntax).FirstOrDefault(static argument => string.Equals(argument.Part, AgentPart, StringComparison.Ordinal)).Value as LiteralExpressionSyntax)?.Token.Value as string
            : null;
    }

    private static bool Around(MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellationToken, Func<AttributeData, bool> says)
    {
        if (model.Compilation.Assembly.GetAttributes().Any(says))
        {
            return true;
        }

        if (MayCarryAttributes(member) && model.GetDeclaredSymbol(Origins.MemberDeclaration.SymbolNodeOf(member), cancellationToken) is { } symbol)
        {
            for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
            {
                if (at.GetAttributes().Any(says))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Most members need no symbol to know that nothing stands on them: no list here or around, and no other part that could have one.
    private static bool MayCarryAttributes(MemberDeclarationSyntax member)
    {
        for (SyntaxNode? at = member; at is not null; at = at.Parent)
        {
            if (at is MemberDeclarationSyntax declaration and not BaseNamespaceDeclarationSyntax && (declaration.AttributeLists.Count > 0 || declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(AttributeSyntax attribute) => attribute.Name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => "",
    };
}

internal enum AttributeKind
{
    None,
    AgentAuthored,
    AgentAssisted,
    HumanReviewed,
}
