using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Turns lines and columns of a PDB into offsets of the text.</summary>
/// <remarks>
/// Under <c>#line</c> a PDB holds mapped positions. They are led back through the mapping that the syntax tree reports, each candidate is
/// mapped forward again for proof, and a point with several candidates is certain for none of them.
/// </remarks>
internal sealed class PointPlacer
{
    private readonly SyntaxTree _tree;
    private readonly SourceText _text;
    private readonly LineMapping[] _mappings;
    private readonly bool _tooMany;

    public PointPlacer(SyntaxTree tree)
    {
        _tree = tree;
        _text = tree.GetText();
        _mappings = [.. tree.GetLineMappings()];
        _tooMany = _mappings.Length > Limits.LineMappings;
    }

    /// <summary>File names that <c>#line</c> directives of this file mention; empty without such directives.</summary>
    public HashSet<string> MappedFileNames => _mappings
        .Where(mapping => !mapping.IsHidden && mapping.MappedSpan.HasMappedPath)
        .Select(mapping => Documents.FileName(mapping.MappedSpan.Path))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the compiler reports the position under another line or file, or hides it.</summary>
    public bool IsMapped(int position)
    {
        if (_mappings.Length == 0)
        {
            return false;
        }

        if (_tooMany)
        {
            return true;
        }

        var line = _text.Lines.GetLineFromPosition(position).LineNumber;
        foreach (var mapping in _mappings)
        {
            if (line >= mapping.Span.Start.Line && line <= mapping.Span.End.Line)
            {
                return !IsIdentity(mapping);
            }
        }

        return false;
    }

    /// <summary>Adds each point at every place that it may have been made from.</summary>
    /// <param name="documentName">Last part of the name of the points' document.</param>
    /// <param name="isOwn">The document is the file's own, by checksum.</param>
    public void Place(List<MethodPoint> points, string documentName, bool isOwn, List<PlacedPoint> placed)
    {
        foreach (var point in points)
        {
            if (_mappings.Length == 0)
            {
                if (Plain(point) is { } span)
                {
                    placed.Add(new PlacedPoint(span, point, Doubt(point, UnknownReason.None)));
                }
            }
            else if (!_tooMany)
            {
                PlaceMapped(point, documentName, isOwn, placed);
            }
        }
    }

    private void PlaceMapped(MethodPoint point, string documentName, bool isOwn, List<PlacedPoint> placed)
    {
        var candidates = new List<TextSpan>();
        foreach (var mapping in _mappings)
        {
            if (!mapping.IsHidden && (mapping.MappedSpan.HasMappedPath ? Documents.FileName(mapping.MappedSpan.Path) == documentName : isOwn))
            {
                AddCandidate(candidates, mapping, point);
            }
        }

        var doubt = candidates.Count > 1 ? UnknownReason.LineDirective : UnknownReason.None;
        placed.AddRange(candidates.Select(span => new PlacedPoint(span, point, Doubt(point, doubt))));
    }

    private static bool IsIdentity(LineMapping mapping) =>
        !mapping.IsHidden && !mapping.MappedSpan.HasMappedPath && mapping.Span.Start.Line == mapping.MappedSpan.StartLinePosition.Line;

    private static UnknownReason Doubt(MethodPoint point, UnknownReason otherwise) =>
        point.Doubt != UnknownReason.None ? point.Doubt
        : point.StartColumn >= Limits.LastColumn || point.EndColumn >= Limits.LastColumn ? UnknownReason.ColumnLimit
        : otherwise;

    private TextSpan? Plain(MethodPoint point) => Span(point.StartLine - 1, point.StartColumn - 1, point.EndLine - 1, point.EndColumn - 1);

    private void AddCandidate(List<TextSpan> candidates, LineMapping mapping, MethodPoint point)
    {
        var shift = mapping.Span.Start.Line - mapping.MappedSpan.StartLinePosition.Line;
        var startLine = point.StartLine - 1 + shift;
        var endLine = point.EndLine - 1 + shift;
        if (startLine < mapping.Span.Start.Line || endLine > mapping.Span.End.Line)
        {
            return;
        }

        // The span form of the directive also shifts the columns of its first line.
        var columnShift = (mapping.CharacterOffset ?? 0) - mapping.MappedSpan.StartLinePosition.Character;
        foreach (var (start, end) in ((int, int)[])[(0, 0), (columnShift, columnShift), (columnShift, 0)])
        {
            if (Span(startLine, point.StartColumn - 1 + start, endLine, point.EndColumn - 1 + end) is { } span && !candidates.Contains(span) && MapsTo(span, point))
            {
                candidates.Add(span);
            }
        }
    }

    private bool MapsTo(TextSpan span, MethodPoint point)
    {
        var mapped = _tree.GetMappedLineSpan(span);
        return mapped.StartLinePosition == new LinePosition(point.StartLine - 1, point.StartColumn - 1)
            && mapped.EndLinePosition == new LinePosition(point.EndLine - 1, point.EndColumn - 1);
    }

    private TextSpan? Span(int startLine, int startColumn, int endLine, int endColumn)
    {
        var lines = _text.Lines;
        if (startLine < 0 || startLine > endLine || endLine >= lines.Count || startColumn < 0 || endColumn < 0)
        {
            return null;
        }

        var start = (long)lines[startLine].Start + startColumn;
        var last = lines[endLine];

        // At the last column that can be written down the true end may be anywhere further right.
        var end = endColumn >= Limits.LastColumn - 1 ? last.End : (long)last.Start + endColumn;
        return end <= last.EndIncludingLineBreak && start < end ? TextSpan.FromBounds((int)start, (int)end) : null;
    }
}
