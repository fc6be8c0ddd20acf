using System.Collections.Concurrent;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels commits as they come by, on a thread of its own while the walk goes on, and reads only those that neither the cache nor the walk has shown.</summary>
internal sealed class FactsSource : IDisposable
{
    private readonly CleanRoom _room;
    private readonly FactsCache? _cache;
    private readonly Dictionary<ObjectId, CommitFacts> _facts;
    private readonly Lazy<CommitLabels> _labels;
    private readonly BlockingCollection<CommitObject> _waiting = [];
    private readonly int _cached;
    private Task? _labeller;

    public FactsSource(CleanRoom room, LoadedPolicy policy, string? cacheFolder)
    {
        _room = room;
        _cache = cacheFolder is null ? null : new FactsCache(cacheFolder, room.Repository, policy);
        _facts = _cache?.Load() ?? [];
        _cached = _facts.Count;
        _labels = new Lazy<CommitLabels>(() => new CommitLabels(policy));
    }

    public CommitFacts this[ObjectId commit] => _facts[commit];

    /// <summary>Takes a commit that somebody read. Not after <see cref="Complete"/>.</summary>
    public void Add(CommitObject commit)
    {
        _labeller ??= OwnThread.Run(LabelAll);
        _waiting.Add(commit);
    }

    /// <summary>Makes sure that every commit of a history is known; the notice says why not.</summary>
    public Notice? Complete(HistoryResult history)
    {
        _waiting.CompleteAdding();
        _labeller?.GetAwaiter().GetResult();
        var missing = history.Commits.Where(commit => !_facts.ContainsKey(commit.Id)).Select(commit => commit.Id).ToArray();
        if (missing.Length > 0 && CommitReader.Visit(_room, missing, Label) is { } notice)
        {
            return notice;
        }

        if (_facts.Count > _cached)
        {
            _cache?.Save(_facts.Values);
        }

        return null;
    }

    public void Dispose()
    {
        if (!_waiting.IsAddingCompleted)
        {
            _waiting.CompleteAdding();
            _labeller?.GetAwaiter().GetResult();
        }

        _waiting.Dispose();
    }

    private void LabelAll()
    {
        foreach (var commit in _waiting.GetConsumingEnumerable())
        {
            Label(commit);
        }
    }

    private void Label(CommitObject commit)
    {
        if (!_facts.ContainsKey(commit.Id))
        {
            _facts.Add(commit.Id, _labels.Value.Read(commit));
        }
    }
}
