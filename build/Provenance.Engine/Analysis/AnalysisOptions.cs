using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Analysis;

/// <summary>How a repository is analysed.</summary>
/// <param name="CacheFolder">Absolute; null reads and writes no snapshot.</param>
/// <param name="PolicyPath">Absolute path of the policy; null looks upwards from the project.</param>
/// <param name="Budget">What the walk may take, and how long another process that walks is waited for, up to 120 s; past it PROV921.</param>
/// <param name="Clock">The machine's clock: bounds the walk, dates the use of cached files, and says whether HEAD lies in its future. No figure depends on it.</param>
public sealed record AnalysisOptions(UnitMode Mode, string? CacheFolder, string? PolicyPath, TimeSpan Budget, TimeProvider Clock)
{
    /// <summary>What the cache may hold before its least recently used files go.</summary>
    public long CacheLimitBytes { get; init; } = History.Snapshots.CacheFolder.LimitBytes;

    /// <summary>Commits that were the tip of the mainline in earlier builds. One that was merged since, instead of being built upon, says that the mainline was swapped (PROV924).</summary>
    public ImmutableArray<ObjectId> MainlineTips { get; init; } = [];

    /// <summary>Told while commits are walked how many are, of how many; never, when the history is stored. Called on the walking thread.</summary>
    public Action<int, int>? Progress { get; init; }

    /// <summary>Called with the analysis while it is stored: who asks for its notices waits for that. The analysis is returned afterwards.</summary>
    public Action<AnalyzedRepository>? Meanwhile { get; init; }

    /// <summary>The policy to use instead of the one that lies in the work tree: a change is judged by its base's.</summary>
    public Policy.LoadedPolicy? Policy { get; init; }

    internal CacheFolder? OpenCache() => CacheFolder is null ? null : new CacheFolder(CacheFolder, Clock, CacheLimitBytes);
}
