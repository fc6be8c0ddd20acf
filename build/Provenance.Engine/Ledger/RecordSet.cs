using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>The build records of one commit.</summary>
/// <param name="Records">By project, framework, configuration and kind; equal records once.</param>
/// <param name="DamagedFiles">Files that are no records.</param>
public sealed record RecordSet(ImmutableArray<BuildRecord> Records, int DamagedFiles)
{
    public static RecordSet Empty { get; } = new([], 0);

    public EvidenceKind Evidence => Records.IsEmpty ? EvidenceKind.None
        : Records.Any(record => record.Kind != RecordKind.Compiled) ? EvidenceKind.Shipped
        : EvidenceKind.Compiled;

    /// <summary>Every shipped record says which code can be reached; what one of them leaves open would count as unreachable.</summary>
    public bool IsReachabilityExamined => Evidence == EvidenceKind.Shipped && Records.Where(record => record.Kind != RecordKind.Compiled).All(record => record.IsReachabilityExamined);

    /// <summary>How many projects have a record.</summary>
    public int Projects => Records.Select(record => record.Project).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Reads record files and keeps those of a commit.</summary>
    public static RecordSet Load(IEnumerable<string> files, ObjectId commit)
    {
        var records = new Dictionary<string, BuildRecord>(StringComparer.Ordinal);
        var damaged = 0;
        foreach (var file in files)
        {
            var record = RecordFiles.TryRead(file) is { } bytes ? RecordJson.TryRead(bytes) : null;
            damaged += record is null ? 1 : 0;
            if (record is not null && record.Commit == commit)
            {
                // The same record lies in the project's output and in the ledger.
                records[KeyOf(record)] = record;
            }
        }

        return new RecordSet([.. records.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)], damaged);
    }

    /// <summary>The furthest stage of each place over all records.</summary>
    /// <param name="textHash">Hash of a file's committed text, or null: lines of any other text are not the committed ones.</param>
    /// <returns>By repository path; lines as the compiler counts them.</returns>
    public ImmutableSortedDictionary<string, PlaceMap<LineStage>> StagesByPath(Func<string, string?> textHash)
    {
        var files = Records
            .SelectMany(record => record.Files)
            .Where(file => string.Equals(file.TextHash, textHash(file.Path), StringComparison.Ordinal))
            .GroupBy(file => file.Path, StringComparer.Ordinal);
        return files.ToImmutableSortedDictionary(group => group.Key, group => group.Select(file => file.Places.Select(StageOf)).Aggregate(Furthest), StringComparer.Ordinal);
    }

    /// <summary>What a span says of how far its code got.</summary>
    public static LineStage StageOf(SpanClass? spanClass) => spanClass switch
    {
        SpanClass.Executable or SpanClass.Declarative or SpanClass.Dropped => LineStage.Compiled,
        SpanClass.Shipped => LineStage.Shipped,
        SpanClass.Reachable => LineStage.Reachable,
        _ => LineStage.None,
    };

    private static PlaceMap<LineStage> Furthest(PlaceMap<LineStage> a, PlaceMap<LineStage> b) => a.Join(b, (one, other) => one >= other ? one : other);

    private static string KeyOf(BuildRecord record) =>
        string.Join('\n', record.Project, record.TargetFramework, record.Configuration, LedgerWords.Of(record.Kind), record.Artifact?.Path, record.Artifact?.Sha256);
}
