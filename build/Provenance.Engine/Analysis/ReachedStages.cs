using System.Collections.Immutable;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>Puts what a walk reached into the stages and spans of shipped lines.</summary>
internal static class ReachedStages
{
    /// <param name="reached">By repository path; null when reachability was not examined.</param>
    public static Dictionary<string, ImmutableArray<LineStage>> Of(Dictionary<string, ImmutableArray<LineStage>> stages, ImmutableSortedDictionary<string, bool[]>? reached) => reached is null
        ? stages
        : stages.ToDictionary(
            file => file.Key,
            file => file.Value.Select((stage, line) => stage == LineStage.Shipped && IsReached(reached, file.Key, line) ? LineStage.Reachable : stage).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <inheritdoc cref="Of(Dictionary{string, ImmutableArray{LineStage}}, ImmutableSortedDictionary{string, bool[]})"/>
    public static ImmutableArray<RecordFile> Of(ImmutableArray<RecordFile> files, ImmutableSortedDictionary<string, bool[]>? reached) => reached is null
        ? files
        : [.. files.Select(file => file with { Spans = [.. file.Spans.SelectMany(span => span.Class == SpanClass.Shipped ? Split(span, file.Path, reached) : [span])] })];

    private static IEnumerable<RecordSpan> Split(RecordSpan span, string path, ImmutableSortedDictionary<string, bool[]> reached)
    {
        for (var line = span.FirstLine; line <= span.LastLine;)
        {
            var first = line;
            var isReached = IsReached(reached, path, first - 1);
            while (line <= span.LastLine && IsReached(reached, path, line - 1) == isReached)
            {
                line++;
            }

            yield return new RecordSpan(first, line - 1, isReached ? SpanClass.Reachable : SpanClass.Shipped);
        }
    }

    private static bool IsReached(ImmutableSortedDictionary<string, bool[]> reached, string path, int line) =>
        !reached.TryGetValue(path, out var lines) || line >= lines.Length || lines[line];
}
