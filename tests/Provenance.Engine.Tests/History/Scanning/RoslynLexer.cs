using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>The oracle of the scanner: Roslyn's lexer with default options.</summary>
internal static class RoslynLexer
{
    /// <summary>The first place where the scanner and Roslyn see different tokens; null where they agree in boundaries and kinds throughout.</summary>
    public static string? FirstDifference(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(utf8, tokens);

        var index = 0;
        var characters = 0;
        var bytes = 0;
        foreach (var expected in SyntaxFactory.ParseTokens(text))
        {
            if (expected.Span.Length == 0)
            {
                continue;
            }

            if (index == tokens.Count)
            {
                return $"no token {index}, Roslyn has {expected.Kind()} at {expected.SpanStart}: {expected.Text}";
            }

            var start = tokens.Starts[index];
            var length = tokens.Lengths[index];
            characters += Encoding.UTF8.GetCharCount(utf8, bytes, start - bytes);
            bytes = start;
            var width = Encoding.UTF8.GetCharCount(utf8, start, length);
            if (characters != expected.SpanStart || width != expected.Span.Length || tokens.Kind(index) != KindOf(expected))
            {
                return $"token {index} is {tokens.Kind(index)} {characters}+{width}, Roslyn's is {expected.Kind()} {expected.SpanStart}+{expected.Span.Length}: {expected.Text}";
            }

            index++;
        }

        return index == tokens.Count ? null : $"token {index} of {tokens.Count} is none of Roslyn's";
    }

    private static TokenKind KindOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => TokenKind.Identifier,
        SyntaxKind.NumericLiteralToken => TokenKind.Number,
        SyntaxKind.CharacterLiteralToken => TokenKind.Character,
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken => TokenKind.String,
        SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken
            or SyntaxKind.SemicolonToken or SyntaxKind.CommaToken => TokenKind.Structural,
        SyntaxKind.BadToken or SyntaxKind.None or SyntaxKind.RazorContentToken => TokenKind.Bad,
        var kind => SyntaxFacts.IsKeywordKind(kind) ? TokenKind.Keyword : TokenKind.Punctuation,
    };
}
