using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels commits as they come by, and reads only those that neither the cache nor the walk has shown.</summary>
internal sealed class FactsSource
{
    private readonly CleanRoom _room;
    private readonly FactsCache? _cache;
    private readonly Dictionary<ObjectId, CommitFacts> _facts;
    private readonly Lazy<CommitLabels> _labels;
    private int _cached;

    public FactsSource(CleanRoom room, LoadedPolicy policy, string? cacheFolder)
    {
        _room = room;
        _cache = cacheFolder is null ? null : new FactsCache(cacheFolder, room.Repository, policy);
        _facts = _cache?.Load() ?? [];
        _cached = _facts.Count;
        _labels = new Lazy<CommitLabels>(() => new CommitLabels(policy));
    }

    public CommitFacts this[ObjectId commit] => _facts[commit];

    public void Add(CommitObject commit)
    {
        if (!_facts.ContainsKey(commit.Id))
        {
            _facts.Add(commit.Id, _labels.Value.Read(commit));
        }
    }

    /// <summary>Makes sure that every commit of a history is known; the notice says why not.</summary>
    public Notice? Complete(HistoryResult history)
    {
        var missing = history.Commits.Where(commit => !_facts.ContainsKey(commit.Id)).Select(commit => commit.Id).ToArray();
        if (missing.Length > 0 && CommitReader.Visit(_room, missing, Add) is { } notice)
        {
            return notice;
        }

        if (_facts.Count > _cached)
        {
            _cache?.Save(_facts.Values);
            _cached = _facts.Count;
        }

        return null;
    }
}
