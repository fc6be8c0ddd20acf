using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;
using Provenance.Engine.Tests.History;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>What one process gets when it asks for a history.</summary>
/// <param name="Read">How many commits were walked for it.</param>
/// <param name="Stored">The snapshot that is in the cache afterwards.</param>
internal sealed record SourceRun(HistoryResult? History, Notice? Notice, IReadOnlyList<Notice> Notices, int Read, byte[]? Stored)
{
    public const int CheckpointSteps = 3;

    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(90);

    public static readonly DateTimeOffset Today = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of a walk that was stopped: the commits that need not be walked again.</summary>
    public int Kept => int.Parse(Notice!.Arguments[1], CultureInfo.InvariantCulture);

    public IEnumerable<string> Codes => Notices.Select(notice => notice.Code);

    /// <param name="cache">Null for none.</param>
    public static SourceRun Of(
        string root, string? cache, string commit, TimeProvider? clock = null, Action<ReplayState>? checkpoint = null, CancellationToken cancellation = default, Action<int, int>? progress = null)
    {
        var read = 0;
        var options = new AnalysisOptions(UnitMode.Token, cache, PolicyPath: null, Budget, clock ?? new ManualClock(Today)) { Progress = progress };
        var host = TestReplay.Host(root);
        using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, root).Value!);
        using var source = new HistorySource(room, options, IgnoredCommits.None, options.OpenCache(), default, new ReplayObserver(_ => read++, checkpoint, CheckpointSteps));
        var outcome = source.Get(ObjectId.Parse(commit), cancellation);
        return new SourceRun(outcome.Value, outcome.Notice, source.Notices, read, cache is null ? null : StoredAt(FileOf(source, cache, commit)));
    }

    /// <summary>Where processes meet that walk to a commit.</summary>
    public static string LockOf(string root, string cache, string commit)
    {
        var options = new AnalysisOptions(UnitMode.Token, cache, PolicyPath: null, Budget, new ManualClock(Today));
        var host = TestReplay.Host(root);
        using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, root).Value!);
        using var source = new HistorySource(room, options, IgnoredCommits.None, options.OpenCache(), default, ReplayObserver.None);
        return Path.ChangeExtension(FileOf(source, cache, commit), CacheFolder.LockExtension);
    }

    private static string FileOf(HistorySource source, string cache, string commit) =>
        Path.Combine(cache, "history", source.Key.FileName(ObjectId.Parse(commit)));

    private static byte[]? StoredAt(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;
}
