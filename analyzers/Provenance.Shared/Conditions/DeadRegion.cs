using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Shared.Conditions;

/// <summary>Text that the preprocessor leaves out whatever the SDK defines: <c>#if false</c>, <c>#if NEVER</c>, the <c>#else</c> of <c>#if true</c>.</summary>
/// <param name="text">The text that is left out, without the directives around it.</param>
/// <param name="opening">The directive before it.</param>
internal sealed class DeadRegion(TextSpan text, BranchingDirectiveTriviaSyntax opening)
{
    public TextSpan Text { get; } = text;

    public BranchingDirectiveTriviaSyntax Opening { get; } = opening;

    /// <summary>In source order.</summary>
    /// <param name="mayBeDefined">Symbols, beside the SDK's, whose value in other builds is not known.</param>
    public static List<DeadRegion> In(SyntaxNode root, Func<string, bool> mayBeDefined)
    {
        var regions = new List<DeadRegion>();
        if (!root.ContainsDirectives)
        {
            return regions;
        }

        var symbols = Symbols(root, mayBeDefined);
        BranchingDirectiveTriviaSyntax? opening = null;
        foreach (var trivia in root.DescendantTrivia(static node => node.ContainsDirectives))
        {
            if (trivia.GetStructure() is DirectiveTriviaSyntax directive)
            {
                // Conditions inside of what is left out part its text, and decide nothing.
                opening = directive.IsActive ? directive as BranchingDirectiveTriviaSyntax : opening;
            }
            else if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) && opening is not null && IsNeverTaken(opening, symbols))
            {
                var last = regions.Count - 1;
                if (last >= 0 && regions[last].Opening == opening)
                {
                    regions[last] = new DeadRegion(TextSpan.FromBounds(regions[last].Text.Start, trivia.Span.End), opening);
                }
                else
                {
                    regions.Add(new DeadRegion(trivia.Span, opening));
                }
            }
        }

        return regions;
    }

    // What a file defines itself holds in every build; a symbol of the project's options may be another build's, too.
    private static Func<string, bool?> Symbols(SyntaxNode root, Func<string, bool> mayBeDefined)
    {
        var own = new Dictionary<string, bool>(StringComparer.Ordinal);

        // Not by GetFirstDirective, which goes down to a directive by recursion.
        foreach (var directive in root.DescendantTrivia(static node => node.ContainsDirectives).Select(static trivia => trivia.GetStructure()))
        {
            if (directive is DefineDirectiveTriviaSyntax { IsActive: true } define)
            {
                own[define.Name.ValueText] = true;
            }
            else if (directive is UndefDirectiveTriviaSyntax { IsActive: true } undef)
            {
                own[undef.Name.ValueText] = false;
            }
        }

        var options = (CSharpParseOptions)root.SyntaxTree.Options;
        var defined = new HashSet<string>(options.PreprocessorSymbolNames, StringComparer.Ordinal);
        return symbol => own.TryGetValue(symbol, out var value) ? value
            : BuildSymbols.Contains(symbol) || defined.Contains(symbol) || mayBeDefined(symbol) ? null
            : false;
    }

    private static bool IsNeverTaken(BranchingDirectiveTriviaSyntax opening, Func<string, bool?> symbols)
    {
        if (opening is ConditionalDirectiveTriviaSyntax { Condition: { } condition } && Truth.Of(condition, symbols) == false)
        {
            return true;
        }

        // An earlier branch that is always taken leaves nothing to the later ones.
        foreach (var directive in opening.GetRelatedDirectives())
        {
            if (directive == opening)
            {
                return false;
            }

            if (directive is ConditionalDirectiveTriviaSyntax { Condition: { } earlier } && Truth.Of(earlier, symbols) == true)
            {
                return true;
            }
        }

        return false;
    }
}
