using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.Origins;

/// <summary>The declarations whose origin is told one by one: members, and types that have none.</summary>
internal static class MemberDeclaration
{
    /// <summary>In source order. A type with members is not among them: its members are.</summary>
    public static List<MemberDeclarationSyntax> In(SyntaxNode root)
    {
        var members = new List<MemberDeclarationSyntax>();
        if (root is CompilationUnitSyntax unit)
        {
            Add(unit.Members, members);
        }

        return members;
    }

    private static void Add(SyntaxList<MemberDeclarationSyntax> declared, List<MemberDeclarationSyntax> members)
    {
        foreach (var member in declared)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax @namespace:
                    Add(@namespace.Members, members);
                    break;
                case TypeDeclarationSyntax { Members.Count: > 0 } type:
                    Add(type.Members, members);
                    break;
                case GlobalStatementSyntax or IncompleteMemberSyntax or EnumMemberDeclarationSyntax:
                    break;
                default:
                    members.Add(member);
                    break;
            }
        }
    }

    /// <summary>The token that names the declaration; for several fields in one declaration the first.</summary>
    public static SyntaxToken IdentifierOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        ConstructorDeclarationSyntax constructor => constructor.Identifier,
        DestructorDeclarationSyntax destructor => destructor.Identifier,
        OperatorDeclarationSyntax @operator => @operator.OperatorToken,
        ConversionOperatorDeclarationSyntax conversion => conversion.ImplicitOrExplicitKeyword,
        PropertyDeclarationSyntax property => property.Identifier,
        IndexerDeclarationSyntax indexer => indexer.ThisKeyword,
        EventDeclarationSyntax @event => @event.Identifier,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier,
        DelegateDeclarationSyntax @delegate => @delegate.Identifier,
        BaseTypeDeclarationSyntax type => type.Identifier,
        _ => default,
    };

    /// <summary>The node that the semantic model knows a symbol of.</summary>
    public static SyntaxNode SymbolNodeOf(MemberDeclarationSyntax member) =>
        member is BaseFieldDeclarationSyntax field ? field.Declaration.Variables[0] : member;

    /// <summary>Where a declaration starts behind its attribute lists.</summary>
    public static int StartOf(SyntaxNode node) => node is MemberDeclarationSyntax { AttributeLists: { Count: > 0 } lists }
        ? lists.Last().GetLastToken().GetNextToken(includeZeroWidth: true).SpanStart
        : node.SpanStart;

    /// <summary>Attribute lists say something about code and are none: nothing in them is a unit of the metric.</summary>
    public static bool HasUnits(SyntaxNode node) => node is not AttributeListSyntax;

    /// <summary>True for the units of the metric: no structure (<c>{ } ( ) ; ,</c>), nothing that the parser made up.</summary>
    public static bool IsUnit(SyntaxToken token) => token.Span.Length > 0 && token.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken
        or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken or SyntaxKind.SemicolonToken or SyntaxKind.CommaToken);
}
