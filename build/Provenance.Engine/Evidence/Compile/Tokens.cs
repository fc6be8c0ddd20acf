using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Which tokens count (docs/metric.md, "unit").</summary>
internal static class Tokens
{
    // Documentation would be parsed as well, by recursion over its elements.
    private static readonly CSharpParseOptions LexerOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None);

    /// <summary>False for braces, parentheses, <c>;</c>, <c>,</c>, the end of the file and what the parser made up.</summary>
    public static bool IsSignificant(SyntaxToken token) => !token.Span.IsEmpty && token.Kind()
        is not (SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken
        or SyntaxKind.SemicolonToken or SyntaxKind.CommaToken or SyntaxKind.EndOfFileToken);

    /// <summary>Tokens of the regions that the preprocessor removed, in the order of the text.</summary>
    public static IEnumerable<TextSpan> Inactive(SyntaxNode root) => root.ContainsDirectives
        ? root.DescendantTrivia(node => node.ContainsDirectives).Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia)).SelectMany(trivia => Lex(trivia.ToString(), trivia.SpanStart))
        : [];

    /// <summary>Significant tokens of a text that was not compiled. Directives in it are looked through; a text that nests too deeply has none.</summary>
    public static IEnumerable<TextSpan> Lex(string text, int offset)
    {
        if (!BoundedSyntax.IsBounded(text))
        {
            yield break;
        }

        foreach (var token in SyntaxFactory.ParseTokens(text, options: LexerOptions))
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                if (trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                {
                    foreach (var inner in Lex(trivia.ToString(), offset + trivia.SpanStart))
                    {
                        yield return inner;
                    }
                }
            }

            if (IsSignificant(token))
            {
                yield return new TextSpan(offset + token.SpanStart, token.Span.Length);
            }
        }
    }
}
