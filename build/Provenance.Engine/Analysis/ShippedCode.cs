using System.Collections.Immutable;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>A compile record and what of its code left the build.</summary>
/// <param name="Lines">By repository path: for each compiled line from line 1 on what became of it, null for a line that was not compiled.</param>
internal sealed record ShippedCode(BuildRecord Record, ShipResult Result, ImmutableSortedDictionary<string, SpanClass?[]> Lines)
{
    /// <summary>Where the record lies: its assembly lies in a folder above.</summary>
    public string RecordPath { get; init; } = "";

    /// <summary>Of the project that is published or packed; others are referenced by it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>All or nothing, as an assembly that nobody rewrote leaves the build.</summary>
    public static ShippedCode Whole(BuildRecord record, ShipResult result)
    {
        var fate = result.Status switch
        {
            ShipStatus.Shipped => SpanClass.Shipped,
            ShipStatus.NotShipped => SpanClass.Dropped,
            _ => SpanClass.Unknown,
        };
        return new ShippedCode(record, result, record.Files.ToImmutableSortedDictionary(
            file => file.Path, file => Array.ConvertAll(CompiledLines(file), isCompiled => isCompiled ? fate : (SpanClass?)null), StringComparer.Ordinal));
    }

    /// <summary>Which lines of a file a compile record calls compiled, line 1 first.</summary>
    public static bool[] CompiledLines(RecordFile file)
    {
        var lines = new bool[file.Spans.IsEmpty ? 0 : Math.Min(file.Spans[^1].LastLine, RecordFiles.MaxLines)];
        foreach (var span in file.Spans)
        {
            if (span.Class is SpanClass.Executable or SpanClass.Declarative && span.FirstLine <= lines.Length)
            {
                lines.AsSpan(span.FirstLine - 1, Math.Min(span.LastLine, lines.Length) - span.FirstLine + 1).Fill(true);
            }
        }

        return lines;
    }

    /// <summary>The files of several records, each line with the best that became of it in any of them.</summary>
    public static ImmutableArray<RecordFile> FilesOf(IReadOnlyCollection<ShippedCode> all)
    {
        var files = all.SelectMany(code => code.Record.Files.Select(file => (File: file, Lines: code.Lines[file.Path], Artifacts: ArtifactsOf(code, file.Path))));
        return
        [
            .. files.GroupBy(item => item.File.Path, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                group.First().File with
                {
                    Spans = [.. Spans(group.Select(item => item.Lines).Aggregate(Union))],
                    Artifacts = [.. group.SelectMany(item => item.Artifacts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                }),
        ];
    }

    /// <summary>What the metric counts: a line that did not leave the build was compiled all the same.</summary>
    public static Dictionary<string, ImmutableArray<LineStage>> StagesOf(IReadOnlyCollection<ShippedCode> all) => all
        .SelectMany(code => code.Lines)
        .GroupBy(file => file.Key, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.Select(file => file.Value).Aggregate(Union).Select(Stage).ToImmutableArray(),
            StringComparer.Ordinal);

    private static IEnumerable<string> ArtifactsOf(ShippedCode code, string path) =>
        code.Lines[path].Contains(SpanClass.Shipped) ? code.Result.Artifacts.Select(artifact => artifact.Path) : [];

    private static LineStage Stage(SpanClass? fate) => fate switch
    {
        null => LineStage.None,
        SpanClass.Shipped => LineStage.Shipped,
        _ => LineStage.Compiled,
    };

    private static SpanClass?[] Union(SpanClass?[] a, SpanClass?[] b)
    {
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        return [.. longer.Select((fate, line) => line < shorter.Length && Rank(shorter[line]) > Rank(fate) ? shorter[line] : fate)];
    }

    private static int Rank(SpanClass? fate) => fate switch
    {
        null => 0,
        SpanClass.Dropped => 1,
        SpanClass.Unknown => 2,
        _ => 3,
    };

    private static IEnumerable<RecordSpan> Spans(SpanClass?[] lines)
    {
        for (var i = 0; i < lines.Length;)
        {
            var first = i;
            while (i < lines.Length && lines[i] == lines[first])
            {
                i++;
            }

            if (lines[first] is { } fate)
            {
                yield return new RecordSpan(first + 1, i, fate);
            }
        }
    }
}
