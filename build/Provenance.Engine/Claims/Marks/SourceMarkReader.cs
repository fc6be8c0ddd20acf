using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Reads who wrote what out of the source itself: attributes, comment markers, SPDX headers and snippets (docs/claims.md, "Marks in source").</summary>
/// <remarks>Any bytes give a reading, in one pass each over text and tokens. Safe for concurrent use.</remarks>
public sealed class SourceMarkReader
{
    private readonly Registry _registry;
    private readonly AttributeMarks _attributes;
    private readonly CommentMarks _comments;
    private readonly MarkBytes _bytes;

    /// <param name="agentAttributes">Full names of attributes, the policy's <c>attributes</c>.</param>
    /// <param name="humanAttributes">Full names of attributes, the policy's <c>humanAttributes</c>.</param>
    public SourceMarkReader(Registry registry, ImmutableArray<string> agentAttributes, ImmutableArray<string> humanAttributes)
    {
        _registry = registry;
        _attributes = new AttributeMarks(registry, agentAttributes, humanAttributes);
        _comments = new CommentMarks(registry);
        _bytes = new MarkBytes(_attributes.SimpleNames, registry.Content.Keys.Keys.Append(SpdxTag.Contributor).Append("AI-generated"));
    }

    /// <summary>False when no version with this text can hold a mark, so that it need not be scanned: true of nearly every file.</summary>
    /// <param name="text">UTF-8.</param>
    public bool MayHoldMarks(ReadOnlySpan<byte> text) => _bytes.AreIn(text);

    /// <param name="day">Of the birth commit's author date, days since 1970-01-01 UTC: rules have windows.</param>
    public SourceMarks Read(SourceTokens tokens, int day)
    {
        var lines = new SourceLines(tokens.Text);
        var outline = SourceOutline.Read(tokens);
        var marks = new List<LineMark>();
        foreach (var declaration in outline.Declarations)
        {
            if (declaration.Head > declaration.First && declaration.Kind != DeclarationKind.Directive
                && _attributes.Read(AttributeList.Read(tokens, declaration.First, declaration.Head), declaration, LinesOf(tokens, declaration, lines)) is { } mark)
            {
                marks.Add(mark);
            }
        }

        var unscoped = _comments.Read(tokens, outline, lines, day, marks);
        return new SourceMarks(
            [
                .. marks.Distinct().OrderBy(mark => mark.Lines.First).ThenByDescending(mark => mark.Lines.Last).ThenBy(mark => mark.Source).ThenBy(mark => mark.Rule, StringComparer.Ordinal),
            ],
            lines.Count,
            unscoped);
    }

    /// <summary>Lines of the declarations with this full name (namespaces, types, member, joined by dots): one range per overload or part.</summary>
    public static ImmutableArray<LineRange> FindSymbol(SourceTokens tokens, string fullName)
    {
        var lines = new SourceLines(tokens.Text);
        var outline = SourceOutline.Read(tokens);
        var found = ImmutableArray.CreateBuilder<LineRange>();
        foreach (var declaration in outline.Named(fullName))
        {
            found.Add(LinesOf(tokens, declaration, lines));
        }

        return found.ToImmutable();
    }

    internal static LineRange LinesOf(SourceTokens tokens, Declaration declaration, SourceLines lines) =>
        lines.Range(tokens.Start(declaration.First), tokens.End(declaration.Last));
}
