using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Map;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Which members of a repository's living files were rewritten how often, for the map (PROV203).</summary>
/// <remarks>
/// The replay counts deaths by file. Only where enough steps each killed a handful of tokens of a file, close to each other, can a member of it have been rewritten often enough;
/// the versions of those files are read again. Once for a repository: many projects are built from one analysis.
/// </remarks>
internal static class RewrittenMembers
{
    /// <summary>Less than <c>MemberTokens</c> asks of one member cannot have rewritten any.</summary>
    private const int LeastDeaths = 5;

    /// <summary>The latest versions of one file that are read.</summary>
    private const int MaxVersions = 400;

    private static readonly ConditionalWeakTable<AnalyzedRepository, Dictionary<string, ImmutableArray<MapChurn>>> Known = [];

    /// <summary>Per path; paths without such members are not there.</summary>
    public static IReadOnlyDictionary<string, ImmutableArray<MapChurn>> Of(AnalyzedRepository repository, CleanRoom room)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(repository, out var known))
            {
                known = Count(repository, room);
                Known.Add(repository, known);
            }

            return known;
        }
    }

    private static Dictionary<string, ImmutableArray<MapChurn>> Count(AnalyzedRepository repository, CleanRoom room)
    {
        var counts = new Dictionary<string, ImmutableArray<MapChurn>>(StringComparer.Ordinal);
        var thresholds = repository.Policy.Policy.Thresholds;
        var candidates = Candidates(repository, thresholds);
        if (candidates.Count == 0
            || FileVersions.List(room, repository.History, repository.Commit, candidates) is not { } versions
            || ObjectReader.Open(room) is not { } opened)
        {
            return counts;
        }

        using var reader = opened;
        foreach (var path in candidates)
        {
            var texts = Texts(versions.ByPath[path], repository.History, reader);
            var members = MemberRewrites.Count(texts, thresholds.RewriteDays, thresholds.Rewrites);
            if (!members.IsEmpty)
            {
                counts.Add(path, members);
            }
        }

        return counts;
    }

    private static List<(string Text, long Seconds)> Texts(IReadOnlyList<FileVersion> versions, HistoryResult history, ObjectReader reader)
    {
        var texts = new List<(string, long)>();
        foreach (var version in versions.Where(version => version.IsMainline).OrderBy(version => version.Step).TakeLast(MaxVersions))
        {
            if (version.NewBlob is null)
            {
                // The file was away: what comes back is counted anew.
                texts.Clear();
            }
            else if (FileVersions.Read(reader, version.NewBlob.Value) is { } text)
            {
                texts.Add((text, history.Mainline[version.Step].Seconds));
            }
        }

        return texts;
    }

    /// <summary>Files with agents' code in which enough steps, within the policy's days of each other, modified something.</summary>
    private static List<string> Candidates(AnalyzedRepository repository, PolicyThresholds thresholds)
    {
        var history = repository.History;
        var deaths = new Dictionary<(int Path, int Step), long>();
        foreach (var cell in history.Cells)
        {
            if (cell.Exit >= 0 && cell.Cause == DeathCause.Modified)
            {
                var key = (history.Origins[history.Lives[cell.Life].Origin].Path, cell.Exit);
                deaths[key] = deaths.GetValueOrDefault(key) + cell.Count;
            }
        }

        var stepsOf = deaths.Where(pair => pair.Value >= LeastDeaths).ToLookup(pair => history.Paths[pair.Key.Path], pair => history.Mainline[pair.Key.Step].Seconds, StringComparer.Ordinal);
        return
        [
            .. history.Files
                .Where(file => file.IsRead && IsBusy([.. stepsOf[file.Path].Order()], thresholds) && file.Origins.Values.Any(origin => repository.Lines[origin].Label == Label.Agent))
                .Select(file => file.Path),
        ];
    }

    private static bool IsBusy(long[] steps, PolicyThresholds thresholds)
    {
        var apart = Math.Max(1, thresholds.Rewrites) - 1;
        for (var last = apart; last < steps.Length; last++)
        {
            if (steps[last] - steps[last - apart] <= thresholds.RewriteDays * 86_400L)
            {
                return true;
            }
        }

        return false;
    }
}
