using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.Annotations;

/// <summary>The three attributes of <c>Provenance.Annotations</c>, recognised by full name: a project may carry copies of its own.</summary>
internal static class ProvenanceAttribute
{
    public const string AuthoredType = "Provenance.Annotations.AgentAuthoredAttribute";
    public const string AgentPart = "agent";

    public static AttributeKind KindOf(INamedTypeSymbol? type)
    {
        if (type is not { ContainingNamespace: { Name: "Annotations", ContainingNamespace: { Name: "Provenance", ContainingNamespace.IsGlobalNamespace: true } } })
        {
            return AttributeKind.None;
        }

        return type.Name switch
        {
            "AgentAuthoredAttribute" => AttributeKind.AgentAuthored,
            "AgentAssistedAttribute" => AttributeKind.AgentAssisted,
            "HumanReviewedAttribute" => AttributeKind.HumanReviewed,
            _ => AttributeKind.None,
        };
    }

    public static AttributeKind KindOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken) =>
        KindOf((model.GetSymbolInfo(attribute, cancellationToken).Symbol as IMethodSymbol)?.ContainingType);

    /// <summary>The arguments with their parts' names: <c>agent</c> for the constructor's, the property's name for the others.</summary>
    public static IEnumerable<(string Part, ExpressionSyntax Value)> Arguments(AttributeSyntax attribute)
    {
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            yield return (argument.NameEquals?.Name.Identifier.ValueText ?? AgentPart, argument.Expression);
        }
    }

    /// <summary>True when attributes on a symbol or around it name the agent, as author or assistant.</summary>
    public static bool NamesAgent(ISymbol symbol, string agent)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (HasAgent(at, agent))
            {
                return true;
            }
        }

        return symbol.ContainingAssembly is { } assembly && HasAgent(assembly, agent);
    }

    private static bool HasAgent(ISymbol symbol, string agent) => symbol.GetAttributes().Any(attribute =>
        KindOf(attribute.AttributeClass) is AttributeKind.AgentAuthored or AttributeKind.AgentAssisted
        && attribute.ConstructorArguments is { Length: > 0 } arguments
        && arguments[0].Value is string named
        && string.Equals(named, agent, StringComparison.Ordinal));
}

internal enum AttributeKind
{
    None,
    AgentAuthored,
    AgentAssisted,
    HumanReviewed,
}
