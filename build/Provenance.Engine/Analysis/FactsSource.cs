using System.Collections.Concurrent;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels commits as they come by, on a thread of its own while the walk goes on, and reads only those that neither the cache nor the walk has shown.</summary>
internal sealed class FactsSource : IDisposable
{
    private readonly CleanRoom _room;
    private readonly FactsCache? _cache;
    private readonly List<Notice> _notices = [];

    // Read when the first one is asked for: by then, another process that walked to the same commit has stored what it read.
    private readonly Lazy<Dictionary<ObjectId, CommitFacts>> _facts;
    private readonly Lazy<CommitLabels> _labels;
    // Bounded, so that a long history is not held in messages; most histories never meet the bound.
    private readonly BlockingCollection<CommitObject> _waiting = new(8192);
    private int _cached;
    private Task? _labeller;

    public FactsSource(CleanRoom room, LoadedPolicy policy, CacheFolder? cache)
    {
        _room = room;
        _cache = cache is null ? null : new FactsCache(cache, room.Repository, policy);
        _facts = new Lazy<Dictionary<ObjectId, CommitFacts>>(Load);
        _labels = new Lazy<CommitLabels>(() => new CommitLabels(policy));
    }

    /// <summary>What is to be said of the cache. After <see cref="Complete"/>.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    public CommitFacts this[ObjectId commit] => _facts.Value[commit];

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
        var missing = history.Commits.Where(commit => !_facts.Value.ContainsKey(commit.Id)).Select(commit => commit.Id).ToArray();
        if (missing.Length > 0 && CommitReader.Visit(_room, missing, Label) is { } notice)
        {
            return notice;
        }

        if (_facts.Value.Count > _cached)
        {
            AddIfAny(_cache?.Save(_facts.Value.Values));
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
        if (!_facts.Value.ContainsKey(commit.Id))
        {
            _facts.Value.Add(commit.Id, _labels.Value.Read(commit));
        }
    }

    private Dictionary<ObjectId, CommitFacts> Load()
    {
        var (facts, notice) = _cache?.Load() ?? ([], null);
        AddIfAny(notice);
        _cached = facts.Count;
        return facts;
    }

    private void AddIfAny(Notice? notice)
    {
        if (notice is not null)
        {
            _notices.Add(notice);
        }
    }
}
