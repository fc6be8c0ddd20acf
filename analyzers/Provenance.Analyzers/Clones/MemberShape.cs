using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Clones;

/// <summary>A member's body with names and literals folded to their kinds.</summary>
internal sealed class MemberShape(MemberDeclarationSyntax member, SyntaxToken identifier, SyntaxNode body, ulong hash, int units)
{
    public MemberDeclarationSyntax Member { get; } = member;

    public SyntaxToken Identifier { get; } = identifier;

    public ulong Hash { get; } = hash;

    /// <summary>Tokens of the body that carry weight.</summary>
    public int Units { get; } = units;

    private SyntaxNode Body { get; } = body;

    /// <summary>Null for members without a body.</summary>
    public static MemberShape? Of(MemberDeclarationSyntax member)
    {
        if (BodyOf(member) is not { } body)
        {
            return null;
        }

        var hash = 14695981039346656037ul;
        var units = 0;
        foreach (var token in body.DescendantTokens())
        {
            hash = (hash ^ (ulong)token.RawKind) * 1099511628211ul;
            units += MemberDeclaration.IsUnit(token) ? 1 : 0;
        }

        return new MemberShape(member, MemberDeclaration.IdentifierOf(member), body, hash, units);
    }

    /// <summary>How many of 100 units are the same letter for letter; null when the shapes differ after all.</summary>
    public int? PercentEqual(MemberShape other)
    {
        var equal = 0;
        using var theirs = other.Body.DescendantTokens().GetEnumerator();
        foreach (var mine in Body.DescendantTokens())
        {
            if (!theirs.MoveNext() || theirs.Current.RawKind != mine.RawKind)
            {
                return null;
            }

            equal += MemberDeclaration.IsUnit(mine) && string.Equals(mine.Text, theirs.Current.Text, StringComparison.Ordinal) ? 1 : 0;
        }

        return theirs.MoveNext() ? null : AgentShare.PercentOf(equal, Units);
    }

    private static SyntaxNode? BodyOf(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        PropertyDeclarationSyntax property => (SyntaxNode?)property.AccessorList ?? property.ExpressionBody,
        IndexerDeclarationSyntax indexer => (SyntaxNode?)indexer.AccessorList ?? indexer.ExpressionBody,
        _ => null,
    };
}
