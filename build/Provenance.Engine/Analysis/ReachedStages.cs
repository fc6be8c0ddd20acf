using System.Collections.Immutable;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>Puts what a walk reached into the stages and spans of shipped code.</summary>
internal static class ReachedStages
{
    /// <param name="unreached">By repository path; null when reachability was not examined.</param>
    public static Dictionary<string, PlaceMap<LineStage>> Of(Dictionary<string, PlaceMap<LineStage>> stages, ImmutableSortedDictionary<string, PlaceMap<bool>>? unreached) => unreached is null
        ? stages
        : stages.ToDictionary(
            file => file.Key,
            file => file.Value.Join(In(unreached, file.Key), (stage, isUnreached) => stage == LineStage.Shipped && !isUnreached ? LineStage.Reachable : stage),
            StringComparer.Ordinal);

    /// <inheritdoc cref="Of(Dictionary{string, PlaceMap{LineStage}}, ImmutableSortedDictionary{string, PlaceMap{bool}})"/>
    public static ImmutableArray<RecordFile> Of(ImmutableArray<RecordFile> files, ImmutableSortedDictionary<string, PlaceMap<bool>>? unreached) => unreached is null
        ? files
        : [.. files.Select(file => file with
        {
            Spans = RecordFile.SpansOf(file.Places.Join(In(unreached, file.Path), (fate, isUnreached) => fate == SpanClass.Shipped && !isUnreached ? SpanClass.Reachable : fate)),
        })];

    private static PlaceMap<bool> In(ImmutableSortedDictionary<string, PlaceMap<bool>> unreached, string path) => unreached.GetValueOrDefault(path) ?? PlaceMap<bool>.Empty;
}
