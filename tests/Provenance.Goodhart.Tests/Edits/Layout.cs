using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Goodhart.Tests.Edits;

/// <summary>The same tokens in other places.</summary>
internal static class Layout
{
    public static string Reformat(string text) => Source.Parse(text).NormalizeWhitespace("  ", "\n").ToFullString() + "\n";

    public static string BraceStyle(string text)
    {
        var result = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim() == "{")
            {
                result.Length--;
                result.Append(" {\n");
            }
            else
            {
                result.Append(line).Append('\n');
            }
        }

        result.Length--;
        return result.ToString();
    }

    public static string WindowsLines(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    /// <summary>Each token in a line of its own, but for text.</summary>
    public static string SplitLines(string text)
    {
        var root = Source.Parse(text);
        return root.ReplaceTokens(
            root.DescendantTokens().Where(token => token.Parent?.AncestorsAndSelf().Any(node => node is InterpolatedStringExpressionSyntax) == false),
            (token, _) => token.WithTrailingTrivia(SyntaxFactory.LineFeed)).ToFullString();
    }

    /// <summary>Each method in one line.</summary>
    public static string JoinLines(string text)
    {
        foreach (var method in Source.Parse(text).DescendantNodes().OfType<MethodDeclarationSyntax>().OrderByDescending(node => node.SpanStart))
        {
            var lines = method.ToString().Split('\n').Select(line => line.Trim());
            text = text[..method.SpanStart] + string.Join(' ', lines) + text[method.Span.End..];
        }

        return text;
    }
}
