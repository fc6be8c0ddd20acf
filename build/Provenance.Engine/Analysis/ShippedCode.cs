using System.Collections.Immutable;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>A compile record and what of its code left the build.</summary>
/// <param name="Places">By repository path: what became of compiled code, null where nothing was compiled.</param>
internal sealed record ShippedCode(BuildRecord Record, ShipResult Result, ImmutableSortedDictionary<string, PlaceMap<SpanClass?>> Places)
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
            file => file.Path, file => file.Places.Select(compiled => IsCompiled(compiled) ? fate : (SpanClass?)null), StringComparer.Ordinal));
    }

    /// <summary>Whether a compile record says of code that it was compiled.</summary>
    public static bool IsCompiled(SpanClass? spanClass) => spanClass is SpanClass.Executable or SpanClass.Declarative;

    /// <summary>The files of several records, with the best that became of each piece of code in any of them.</summary>
    public static ImmutableArray<RecordFile> FilesOf(IReadOnlyCollection<ShippedCode> all)
    {
        var files = all.SelectMany(code => code.Record.Files.Select(file => (File: file, Places: code.Places[file.Path], Artifacts: ArtifactsOf(code, file.Path))));
        return
        [
            .. files.GroupBy(item => item.File.Path, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                group.First().File with
                {
                    Spans = RecordFile.SpansOf(group.Select(item => item.Places).Aggregate(Union)),
                    Artifacts = [.. group.SelectMany(item => item.Artifacts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                }),
        ];
    }

    /// <summary>What the metric counts: code that did not leave the build was compiled all the same.</summary>
    public static Dictionary<string, PlaceMap<LineStage>> StagesOf(IReadOnlyCollection<ShippedCode> all) => all
        .SelectMany(code => code.Places)
        .GroupBy(file => file.Key, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.Select(file => file.Value).Aggregate(Union).Select(Stage),
            StringComparer.Ordinal);

    private static IEnumerable<string> ArtifactsOf(ShippedCode code, string path) =>
        code.Places[path].Contains(SpanClass.Shipped) ? code.Result.Artifacts.Select(artifact => artifact.Path) : [];

    private static LineStage Stage(SpanClass? fate) => fate switch
    {
        null => LineStage.None,
        SpanClass.Shipped => LineStage.Shipped,
        _ => LineStage.Compiled,
    };

    private static PlaceMap<SpanClass?> Union(PlaceMap<SpanClass?> a, PlaceMap<SpanClass?> b) => a.Join(b, (one, other) => Rank(other) > Rank(one) ? other : one);

    private static int Rank(SpanClass? fate) => fate switch
    {
        null => 0,
        SpanClass.Dropped => 1,
        SpanClass.Unknown => 2,
        _ => 3,
    };
}
