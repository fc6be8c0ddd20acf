using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.Annotations;

/// <summary>A provenance attribute in the source with what it says.</summary>
/// <param name="agent">Null for a review, and when the argument is no constant text.</param>
/// <param name="rest">Every other constant argument as <c>Name=value</c>, in ordinal order.</param>
internal sealed class DeclaredMark(AttributeSyntax syntax, AttributeKind kind, string? agent, string? model, string rest)
{
    public AttributeSyntax Syntax { get; } = syntax;

    public AttributeKind Kind { get; } = kind;

    public string? Agent { get; } = agent;

    public string? Model { get; } = model;

    /// <summary>Session, date or commit, by which two statements about one agent differ.</summary>
    public string Rest { get; } = rest;

    /// <summary>Null when it is none of the three.</summary>
    public static DeclaredMark? Of(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken)
    {
        var kind = ProvenanceAttribute.KindOf(attribute, model, cancellationToken);
        if (kind == AttributeKind.None)
        {
            return null;
        }

        string? agent = null;
        string? modelName = null;
        var rest = new List<string>();
        foreach (var (part, value) in ProvenanceAttribute.Arguments(attribute))
        {
            var text = model.GetConstantValue(value, cancellationToken) is { HasValue: true, Value: string constant } ? constant : (value as LiteralExpressionSyntax)?.Token.Value as string;
            if (text is null)
            {
                continue;
            }

            switch (part)
            {
                case ProvenanceAttribute.AgentPart:
                    agent = text;
                    break;
                case ProvenanceAttribute.ModelPart:
                    modelName = text;
                    break;
                default:
                    rest.Add(part + "=" + text);
                    break;
            }
        }

        rest.Sort(StringComparer.Ordinal);
        return new DeclaredMark(attribute, kind, kind == AttributeKind.HumanReviewed ? null : agent, modelName, string.Join("\n", rest));
    }

    /// <summary>Null when it is none of the three, or is not in source.</summary>
    public static DeclaredMark? Of(AttributeData attribute, CancellationToken cancellationToken)
    {
        var kind = ProvenanceAttribute.KindOf(attribute.AttributeClass);
        if (kind == AttributeKind.None || attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
        {
            return null;
        }

        var named = attribute.NamedArguments.Where(static pair => pair.Value is { Kind: TypedConstantKind.Primitive, Value: string }).ToList();
        var rest = named.Where(static pair => !string.Equals(pair.Key, ProvenanceAttribute.ModelPart, StringComparison.Ordinal)).Select(static pair => pair.Key + "=" + pair.Value.Value);
        return new DeclaredMark(
            syntax,
            kind,
            kind == AttributeKind.HumanReviewed ? null : ProvenanceAttribute.AgentOf(attribute),
            named.Find(static pair => string.Equals(pair.Key, ProvenanceAttribute.ModelPart, StringComparison.Ordinal)).Value is { IsNull: false, Value: string model } ? model : null,
            string.Join("\n", rest.OrderBy(static text => text, StringComparer.Ordinal)));
    }

    /// <summary>What the attribute stands on: a member or type; null for an assembly, a module, a parameter and the like.</summary>
    public static MemberDeclarationSyntax? OwnerOf(AttributeSyntax attribute) =>
        attribute.Parent is AttributeListSyntax { Parent: MemberDeclarationSyntax owner } list
        && list.Target?.Identifier.Kind() is not (SyntaxKind.ReturnKeyword or SyntaxKind.AssemblyKeyword or SyntaxKind.ModuleKeyword)
            ? owner
            : null;
}
