using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Goodhart.Tests.Edits;

/// <summary>What can be written around code without changing it.</summary>
internal static class Decoration
{
    public static string Comments(string text) => Source.Around<StatementSyntax>(text, node => node is BlockSyntax ? null : ("// This does what the next line says.\n        ", " /* done */"));

    public static string BlankLines(string text) => text.Replace(";\n", ";\n\n\n", StringComparison.Ordinal);

    public static string Documentation(string text) =>
        Source.Around<MemberDeclarationSyntax>(text, node => node is BaseNamespaceDeclarationSyntax ? null : ("/// <summary>A member of the shop.</summary>\n    /// <remarks>Written with care.</remarks>\n    ", ""));

    public static string Regions(string text) =>
        Source.Around<MethodDeclarationSyntax>(text, _ => ("#region A method\n    ", "\n    #endregion"));

    public static string Usings(string text) => "using System.Text;\nusing System.Threading;\nusing System.Threading.Tasks;\nusing System.IO;\nusing Numbers = System.Collections.Generic.List<int>;\n" + text;

    public static string Attributes(string text) => Source.Around<MethodDeclarationSyntax>(
        text, _ => ("[System.Diagnostics.DebuggerStepThrough]\n    [System.ComponentModel.Description(\"A method of the shop, as agreed\")]\n    ", ""));

    public static string Braces(string text) => Source.Around<ExpressionStatementSyntax>(text, node => node.Parent is BlockSyntax ? ("{ ", " }") : null);

    public static string Semicolons(string text) => Source.Around<ExpressionStatementSyntax>(text, node => node.Parent is BlockSyntax ? ("", ";;") : null);

    public static string Parentheses(string text) => Source.Around<ExpressionSyntax>(text, node => node.Parent is BinaryExpressionSyntax or ReturnStatementSyntax ? ("(", ")") : null);

    public static string This(string text) =>
        Source.Around<IdentifierNameSyntax>(text, node => node.Identifier.Text.StartsWith('_') && node.Identifier.Text.Length > 1 ? ("this.", "") : null);

    public static string Casts(string text) => Source.Around<ExpressionSyntax>(
        text, node => node.Parent is ReturnStatementSyntax || node is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } && call.Expression.ToString().StartsWith("Math.", StringComparison.Ordinal) ? ("(int)(", ")") : null);

    /// <summary>Names each operand of a calculation before it is used.</summary>
    public static string Temporaries(string text)
    {
        var number = 0;
        foreach (var declaration in Source.Parse(text).DescendantNodes().OfType<LocalDeclarationStatementSyntax>().OrderByDescending(node => node.SpanStart))
        {
            if (declaration.Declaration.Variables is [{ Initializer.Value: BinaryExpressionSyntax binary }])
            {
                number++;
                var (left, right) = (FormattableString.Invariant($"left{number}"), FormattableString.Invariant($"right{number}"));
                text = text[..declaration.SpanStart] + $"var {left} = {binary.Left};\n        var {right} = {binary.Right};\n        "
                    + text[declaration.SpanStart..binary.SpanStart] + $"{left} {binary.OperatorToken} {right}" + text[binary.Span.End..];
            }
        }

        return text;
    }

    /// <summary>Hands each declared value on from name to name.</summary>
    public static string Relay(string text)
    {
        var number = 0;
        foreach (var declaration in Source.Parse(text).DescendantNodes().OfType<LocalDeclarationStatementSyntax>().OrderByDescending(node => node.SpanStart))
        {
            if (declaration.Declaration is { Type.IsVar: true, Variables: [{ Initializer.Value: { } value }] })
            {
                number++;
                text = text[..declaration.SpanStart] + FormattableString.Invariant($"var first{number} = {value};\n        var second{number} = first{number};\n        var third{number} = second{number};\n        ")
                    + text[declaration.SpanStart..value.SpanStart] + FormattableString.Invariant($"third{number}") + text[value.Span.End..];
            }
        }

        return text;
    }
}
