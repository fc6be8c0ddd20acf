using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>What the comments of a file say about who wrote it.</summary>
internal sealed class CommentMarks(Registry registry)
{
    private readonly TrailerReader _trailers = new(registry, new IdentityReader(registry));
    private readonly ContributorReader _contributors = new(registry);

    /// <returns>How many markers hold for nothing.</returns>
    public int Read(SourceTokens tokens, SourceOutline outline, SourceLines lines, int day, List<LineMark> marks)
    {
        var pass = new Pass { Day = day, File = new LineRange(1, lines.Count) };
        foreach (var comment in CommentScan.Read(tokens))
        {
            var text = Encoding.UTF8.GetString(tokens.Text[comment.Start..comment.End]);
            var line = lines.LineOf(comment.Start);
            if (!TryReadSpdx(text, line, comment, pass, marks) && Read(text, comment, pass) is { } read)
            {
                Place(read, line, comment, ScopeOf(tokens, outline, lines, comment, pass), pass, marks);
            }
        }

        return pass.Unscoped + pass.Regions.Count;
    }

    private static LineRange? ScopeOf(SourceTokens tokens, SourceOutline outline, SourceLines lines, CommentLine comment, Pass pass) =>
        comment.NextToken == 0 ? pass.File
            : outline.StartingAt(comment.NextToken) is { Kind: not DeclarationKind.Directive } declaration ? SourceMarkReader.LinesOf(tokens, declaration, lines)
            : null;

    private static void Place(Found found, int line, CommentLine comment, LineRange? scope, Pass pass, List<LineMark> marks)
    {
        switch (found.Scope)
        {
            case MarkerScope.Begin:
                pass.Regions.Push((line, found));
                break;
            case MarkerScope.End when pass.Regions.TryPop(out var begin):
                marks.Add(begin.Found.Mark(new LineRange(begin.Line, line), Granularity.Line));
                break;
            case MarkerScope.Next when scope is { } lines:
                marks.Add(found.Mark(lines, comment.NextToken == 0 ? Granularity.File : Granularity.Symbol));
                break;
            default:
                pass.Unscoped++;
                break;
        }
    }

    private Found? Read(string text, CommentLine comment, Pass pass)
    {
        // In the middle of a text only the two ends of a region are no prose.
        if (CommentMarker.Read(text, registry) is { } marker && (comment.BeginsText || marker.Scope != MarkerScope.Next))
        {
            var label = marker.Agent is null ? Label.Mixed : Label.Agent;
            return new Found(marker.Scope, label, ClaimSource.Comment, LineRules.CommentMarker, Claim.OfLines(
                marker.Agent,
                label == Label.Agent ? ClaimRole.Author : ClaimRole.Assistant,
                marker.Agent is null ? Confidence.Low : Confidence.Medium,
                marker.Model,
                session: null,
                ClaimSource.Comment,
                Granularity.Symbol,
                LineRules.CommentMarker));
        }

        if (TrailerLine.TrySplit(text, out var key, out var value)
            && registry.FindKey(key) is { } known
            && _trailers.Read(known, Cut(value), pass.Place).Claim is { } claim)
        {
            return new Found(MarkerScope.Next, claim.IsWhole ? Label.Agent : Label.Mixed, ClaimSource.Comment, LineRules.CommentTrailer, claim with { Source = ClaimSource.Comment });
        }

        return null;
    }

    private bool TryReadSpdx(string text, int line, CommentLine comment, Pass pass, List<LineMark> marks)
    {
        if (text.StartsWith(SpdxTag.SnippetBegin, StringComparison.Ordinal))
        {
            pass.Snippets.Push((line, []));
            return true;
        }

        if (text.StartsWith(SpdxTag.SnippetEnd, StringComparison.Ordinal))
        {
            if (pass.Snippets.TryPop(out var snippet))
            {
                marks.AddRange(snippet.Found.Select(found => found.Mark(new LineRange(snippet.Line, line), Granularity.Line)));
            }

            return true;
        }

        if (!TrailerLine.TrySplit(text, out var key, out var value) || !string.Equals(key, SpdxTag.Contributor, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (_contributors.Read(Cut(value), pass.Day) is { } claim)
        {
            var contributor = new Found(MarkerScope.Next, Label.Mixed, ClaimSource.Spdx, LineRules.SpdxContributor, claim);
            if (pass.Snippets.TryPeek(out var open))
            {
                open.Found.Add(contributor);
            }
            else if (comment.NextToken == 0)
            {
                marks.Add(contributor.Mark(pass.File, Granularity.File));
            }
        }

        return true;
    }

    private static string Cut(ReadOnlySpan<char> value) => (value.Length <= Limits.Value ? value : value[..Limits.Value]).ToString();

    private sealed record Found(MarkerScope Scope, Label Label, ClaimSource Source, string Rule, Claim Claim)
    {
        public LineMark Mark(LineRange lines, Granularity granularity) =>
            new(lines, Label, Source, Rule, [Claim with { Granularity = granularity, Position = new ClaimPosition(PositionKind.None) }]);
    }

    private sealed class Pass
    {
        public required int Day { get; init; }

        public required LineRange File { get; init; }

        public Stack<(int Line, Found Found)> Regions { get; } = new();

        public Stack<(int Line, List<Found> Found)> Snippets { get; } = new();

        public int Unscoped { get; set; }

        public Evidence Place => new(new ClaimPosition(PositionKind.None), MessageShape.Plain, Day, IsQuoted: false);
    }
}
