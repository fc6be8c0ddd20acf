using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Goodhart.Tests.Edits;

/// <summary>Changes of one source file, each a function of its text.</summary>
internal static class Source
{
    public static CompilationUnitSyntax Parse(string text) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text).GetRoot();

    public static string ClassOf(string text) => Parse(text).DescendantNodes().OfType<ClassDeclarationSyntax>().First().Identifier.Text;

    /// <summary>Puts text before the brace that closes the first class.</summary>
    public static string AppendMember(string text, string member)
    {
        var at = Parse(text).DescendantNodes().OfType<ClassDeclarationSyntax>().First().CloseBraceToken.SpanStart;
        return text[..at] + member + text[at..];
    }

    public static string WithoutMethod(string text, Func<MethodDeclarationSyntax, bool> isChosen)
    {
        var method = Parse(text).DescendantNodes().OfType<MethodDeclarationSyntax>().First(isChosen);
        return text.Remove(method.FullSpan.Start, method.FullSpan.Length);
    }

    /// <summary>Puts text before or after nodes, by a function of each.</summary>
    public static string Around<T>(string text, Func<T, (string Before, string After)?> edit)
        where T : SyntaxNode
    {
        // Outer nodes come first: what goes before them stands before, what goes after them after.
        var insertions = new SortedDictionary<int, (string After, string Before)>(Comparer<int>.Create((left, right) => right.CompareTo(left)));
        foreach (var node in Parse(text).DescendantNodes().OfType<T>())
        {
            if (edit(node) is var (before, after))
            {
                var (start, end) = (insertions.GetValueOrDefault(node.SpanStart), node.Span.End);
                insertions[node.SpanStart] = (start.After, start.Before + before);
                var last = insertions.GetValueOrDefault(end);
                insertions[end] = (after + last.After, last.Before);
            }
        }

        foreach (var (position, insertion) in insertions)
        {
            text = text.Insert(position, insertion.After + insertion.Before);
        }

        return text;
    }

    /// <summary>Renames every use of names that the file itself declares.</summary>
    public static string RenameOwn(string text, Func<string, string> rename, Func<SyntaxToken, bool>? isChosen = null)
    {
        var root = Parse(text);
        var declared = root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)
                && token.Parent is VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or MethodDeclarationSyntax { Identifier.Text: not "Run" })
            .Where(isChosen ?? (_ => true))
            .Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        return root.ReplaceTokens(
            root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && declared.Contains(token.Text)),
            (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, rename(token.Text), token.TrailingTrivia)).ToFullString();
    }

    public static string ReplaceNumbers(string text, Func<int, int> replace)
    {
        var root = Parse(text);
        return root.ReplaceTokens(
            root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.NumericLiteralToken) && token.Value is int),
            (token, _) => SyntaxFactory.Literal(replace((int)token.Value!)).WithTriviaFrom(token)).ToFullString();
    }
}
