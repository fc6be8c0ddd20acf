using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Map;

/// <summary>The members of one version of a file, by a name under which they are found again in the next.</summary>
/// <param name="Members">Key: containing types, name and number of parameters; a repeated one is numbered.</param>
internal sealed record MemberSnapshot(IReadOnlyDictionary<string, MemberTokens> Members)
{
    /// <summary>Null for a text that is not parsed.</summary>
    public static MemberSnapshot? Of(string text) => BoundedSyntax.Read(text, Of);

    private static MemberSnapshot Of(SyntaxTree tree)
    {
        var members = new Dictionary<string, MemberTokens>(StringComparer.Ordinal);
        foreach (var member in tree.GetRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>())
        {
            if (NameOf(member) is not { } name)
            {
                continue;
            }

            var key = string.Join('.', member.Ancestors().OfType<TypeDeclarationSyntax>().Select(type => type.Identifier.ValueText).Reverse().Append(name));
            for (var number = 2; members.ContainsKey(key); number++)
            {
                key = $"{key}#{number}";
            }

            var lines = tree.GetLineSpan(member.Span);
            members.Add(key, MemberTokens.Of(member, lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1));
        }

        return new MemberSnapshot(members);
    }

    // Types with members are told by their members.
    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => $"{method.Identifier.ValueText}({method.ParameterList.Parameters.Count})",
        ConstructorDeclarationSyntax constructor => $".ctor({constructor.ParameterList.Parameters.Count})",
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        IndexerDeclarationSyntax indexer => $"this({indexer.ParameterList.Parameters.Count})",
        OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.ValueText}",
        ConversionOperatorDeclarationSyntax conversion => $"operator {conversion.Type}",
        EventDeclarationSyntax @event => @event.Identifier.ValueText,
        BaseFieldDeclarationSyntax { Declaration.Variables: [var first, ..] } => first.Identifier.ValueText,
        EnumDeclarationSyntax @enum => @enum.Identifier.ValueText,
        _ => null,
    };
}

/// <summary>One member's tokens, without order, so that moving statements about is no rewriting.</summary>
/// <param name="FirstLine">1-based.</param>
/// <param name="Bag">How often each text occurs.</param>
internal sealed record MemberTokens(int FirstLine, int LastLine, IReadOnlyDictionary<string, int> Bag, int Count)
{
    // A fifth of the member, and more than a slip of the pen.
    private const int Fraction = 5;
    private const int LeastTokens = 5;

    public static MemberTokens Of(SyntaxNode member, int firstLine, int lastLine)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        var count = 0;
        foreach (var token in member.DescendantTokens(node => node is not AttributeListSyntax))
        {
            if (token.Span.Length > 0 && token.Kind() is not (SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken
                or SyntaxKind.SemicolonToken or SyntaxKind.CommaToken))
            {
                bag[token.Text] = bag.GetValueOrDefault(token.Text) + 1;
                count++;
            }
        }

        return new MemberTokens(firstLine, lastLine, bag, count);
    }

    /// <summary>True when too much of this is gone in the next version for it to be an edit.</summary>
    public bool IsRewrittenBy(MemberTokens next)
    {
        var gone = Bag.Sum(pair => Math.Max(0, pair.Value - next.Bag.GetValueOrDefault(pair.Key)));
        return gone >= LeastTokens && gone * Fraction >= Count;
    }
}
