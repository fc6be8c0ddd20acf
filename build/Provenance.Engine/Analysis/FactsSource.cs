using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.Analysis.Lines;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels commits as they come by, on a thread of its own while the walk goes on, and reads only those that neither the cache nor the walk has shown.</summary>
/// <remarks>What is cached depends on one commit and its note alone; what commits say of each other comes after (<see cref="RelatedCommits"/>).</remarks>
internal sealed class FactsSource : IDisposable
{
    // A labeller that failed wakes nobody.
    private static readonly TimeSpan LabellerCheck = TimeSpan.FromMilliseconds(50);

    private readonly CleanRoom _room;
    private readonly NoteSource _notes;
    private readonly FactsCache? _cache;
    private readonly List<Notice> _notices = [];

    // What is known of them depends on an object that could not be read.
    private readonly HashSet<ObjectId> _unsettled = [];

    // Read when the first one is asked for: by then, another process that walked to the same commit has stored what it read.
    private readonly Lazy<Dictionary<ObjectId, CommitFacts>> _facts;
    private readonly Lazy<CommitLabels> _labels;
    // Bounded, so that a long history is not held in messages; most histories never meet the bound.
    private readonly BlockingCollection<CommitObject> _waiting = new(8192);
    private readonly List<ObjectId> _ofPeople = [];
    private readonly CancellationTokenSource _stop = new();

    // Written by the labeller, read by the walk.
    private readonly Dictionary<ObjectId, bool> _agents = [];
    private bool _hasNews;
    private Task? _labeller;
    private Task? _preload;
    private Task<Outcome<LabelledCommits>>? _completing;
    private Task<Notice?>? _saving;

    public FactsSource(CleanRoom room, LoadedPolicy policy, NoteSource notes, CacheFolder? cache)
    {
        _room = room;
        _notes = notes;
        _cache = cache is null ? null : new FactsCache(cache, room.Repository, policy);
        _facts = new Lazy<Dictionary<ObjectId, CommitFacts>>(Load);
        _labels = new Lazy<CommitLabels>(() => new CommitLabels(policy));
    }

    /// <summary>What could not be read, beside notes and their trees. After <see cref="Complete"/>.</summary>
    public UnreadObjects Unread { get; } = new();

    /// <summary>What is to be said of the cache and of git. After <see cref="Save"/>, whose end is waited for.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            AddIfAny(_saving?.GetAwaiter().GetResult());
            _saving = null;
            return _notices;
        }
    }

    /// <summary>Takes a commit that somebody read, once or more. One caller at a time; not after <see cref="Complete"/> or <see cref="StartCompleting"/>.</summary>
    public void Add(CommitObject commit)
    {
        _labeller ??= OwnThread.Run(LabelAll);
        _waiting.Add(commit);
    }

    /// <summary>Of what <see cref="IsAgents"/> depends on beside a commit, its note, and the rules that say what claims are; empty for the usual.</summary>
    public static string AgentsKey(LoadedPolicy policy) =>
        (policy.Policy.Squash.Unlocated == Engine.Label.Agent ? " squash" : "")
        + (policy.Overlay.Entries.Any(entry => entry.Target is CommitTarget or PullRequestTarget) ? $" overlay {policy.OverlayDigest}" : "");

    /// <summary>Whether a commit that was added is labelled as an agent's by what itself, its note and the overlay say: what others say of it is known only at the end. Waits until it is labelled.</summary>
    public bool IsAgents(ObjectId commit)
    {
        lock (_agents)
        {
            bool isAgents;
            while (!_agents.TryGetValue(commit, out isAgents))
            {
                if (_labeller is not { IsCompleted: false } labeller)
                {
                    _labeller?.GetAwaiter().GetResult();
                    throw new InvalidOperationException("The commit was not added.");
                }

                Monitor.Wait(_agents, LabellerCheck);
            }

            return isAgents;
        }
    }

    /// <summary>Knows of every one of these commits what it says of itself and others say of it.</summary>
    /// <param name="tip">In whose tree statements about commits stand.</param>
    /// <param name="commits">Parents first.</param>
    public Outcome<LabelledCommits> Complete(ObjectId tip, ImmutableArray<ObjectId> commits, ProvenancePolicy policy) =>
        _completing is { } completing ? completing.GetAwaiter().GetResult() : CompleteAll(tip, commits, policy);

    /// <summary>Begins what <see cref="Complete"/> ends, on a thread of its own: with the same arguments, and at most once.</summary>
    public void StartCompleting(ObjectId tip, ImmutableArray<ObjectId> commits, ProvenancePolicy policy) =>
        _completing = OwnThread.Run(() => CompleteAll(tip, commits, policy));

    private Outcome<LabelledCommits> CompleteAll(ObjectId tip, ImmutableArray<ObjectId> commits, ProvenancePolicy policy)
    {
        _waiting.CompleteAdding();
        _labeller?.GetAwaiter().GetResult();
        var missing = new List<ObjectId>();
        foreach (var commit in commits)
        {
            if (!IsCurrent(commit))
            {
                missing.Add(commit);
            }
        }

        if (missing.Count > 0 && CommitReader.Visit(_room, missing, Label) is { } notice)
        {
            return notice;
        }

        using var changes = new ChangeReader(_room, Unread, _stop.Token);
        _unsettled.UnionWith(_ofPeople);
        AddIfAny(changes.Visit(_ofPeople, commit => GiveToPeople(commit, changes)));
        var related = new RelatedCommits(_room, _labels, FactsOf(commits), Unread);
        var (patches, failure) = related.ReadPatches(changes);
        AddIfAny(failure);
        foreach (var patched in patches)
        {
            _facts.Value[patched.Claims.Commit] = patched;
            _hasNews = true;
        }

        return new LabelledCommits(related.Resolve(tip, policy));
    }

    /// <summary>Reads what is stored, on a thread of its own, before it is asked for.</summary>
    public void Preload() => _preload ??= OwnThread.Run(() => _facts.Value.Count);

    /// <summary>Stores what is known, on a thread of its own. After <see cref="Complete"/>.</summary>
    /// <param name="after">What is stored first.</param>
    public void Save(Task after)
    {
        if (_hasNews && _cache is { } cache)
        {
            _saving = OwnThread.Run(() => cache.Save(_facts.Value.Values.Where(facts => !_unsettled.Contains(facts.Claims.Commit)), after));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _completing?.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The walk ended without a result, so that nobody asks what its commits say.
        }

        if (!_waiting.IsAddingCompleted)
        {
            _waiting.CompleteAdding();
            _labeller?.GetAwaiter().GetResult();
        }

        _preload?.GetAwaiter().GetResult();
        _saving?.GetAwaiter().GetResult();
        _waiting.Dispose();
        _stop.Dispose();
    }

    private void LabelAll()
    {
        foreach (var commit in _waiting.GetConsumingEnumerable())
        {
            if (!IsCurrent(commit.Id))
            {
                Label(commit);
            }

            var facts = _facts.Value[commit.Id];
            var isAgents = facts.LineLabel == Engine.Label.Agent && !(facts.Note is { } note && _notes.Read(note.Blob).NamesOnlyPeople);
            lock (_agents)
            {
                _agents[commit.Id] = isAgents;
                Monitor.PulseAll(_agents);
            }
        }
    }

    private ImmutableArray<CommitFacts> FactsOf(ImmutableArray<ObjectId> commits)
    {
        var facts = new CommitFacts[commits.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = _facts.Value[commits[i]];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    private bool IsCurrent(ObjectId commit) => _facts.Value.TryGetValue(commit, out var facts) && facts.Note?.Blob == _notes.BlobOf(commit);

    private void Label(CommitObject commit)
    {
        var facts = _labels.Value.Read(commit);
        if (_notes.BlobOf(commit.Id) is { } blob)
        {
            var note = _notes.Read(blob);
            facts = facts with { Note = new NoteFacts(blob, note.Status) };
            if (note.Status == NoteStatus.Missing)
            {
                _unsettled.Add(commit.Id);
            }

            if (note.NamesOnlyPeople)
            {
                _ofPeople.Add(commit.Id);
            }
        }

        _facts.Value[commit.Id] = facts;
        _hasNews = true;
    }

    // A note gives a commit to people only if it gives them every line, of files of any kind.
    private void GiveToPeople(RawCommit commit, ChangeReader changes)
    {
        var facts = _facts.Value[commit.Id];
        var added = changes.AddedLines(commit);
        if (!changes.IsUnread)
        {
            _unsettled.Remove(commit.Id);
        }

        if (facts.Note is { } note && added is not null)
        {
            var claims = facts.Claims.WithNote(_notes.Read(note.Blob), added);
            _facts.Value[commit.Id] = facts with { Claims = claims, WithoutOverlay = claims.Reason == LabelReason.Overlay ? facts.WithoutOverlay : claims.LineLabel() };
        }
    }

    private Dictionary<ObjectId, CommitFacts> Load()
    {
        var (facts, notice) = _cache?.Load() ?? ([], null);
        AddIfAny(notice);
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

/// <summary>What is known of the commits of a walk, in its order.</summary>
internal sealed record LabelledCommits(ImmutableArray<CommitFacts> Facts);
