using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Traces;
using Provenance.Engine.Git;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>Looks for the commits that hold what Agent Trace records speak of: the revision that a record names, else the first of its descendants that touch the path.</summary>
/// <remarks>Commits are visited parents first. A record whose text no such commit has stays unverified and says nothing.</remarks>
internal sealed class TraceSearch
{
    /// <summary>Commits after its revision among which a record is looked for on untouched paths; beyond, it is given up.</summary>
    private const int MaxFollowed = 1000;

    private readonly Dictionary<(ObjectId Revision, string Path), Trail> _trails = [];
    private readonly Dictionary<ObjectId, List<Trail>> _byCommit = [];
    private readonly Dictionary<string, List<Trail>> _candidates = new(StringComparer.Ordinal);

    public TraceSearch(IEnumerable<TraceRange> ranges)
    {
        var order = 0;
        foreach (var range in ranges)
        {
            if (range.Revision is { } revision)
            {
                if (!_trails.TryGetValue((revision, range.Path), out var trail))
                {
                    trail = new Trail(range.Path);
                    _trails.Add((revision, range.Path), trail);
                    Follow(revision, trail);
                }

                trail.Ranges.Add((order, range));
            }

            order++;
        }
    }

    public bool IsEmpty => _trails.Count == 0;

    /// <summary>Ranges that no commit has proved so far.</summary>
    public int Unverified => _trails.Values.Sum(trail => trail.Ranges.Count);

    /// <summary>Shows a commit with what it changed.</summary>
    public void Visit(RawCommit commit)
    {
        _candidates.Clear();
        var touched = new HashSet<string>(commit.Changes.Select(change => change.Path), StringComparer.Ordinal);
        if (_byCommit.TryGetValue(commit.Id, out var named))
        {
            named.ForEach(trail => AddCandidate(trail, touched));
        }

        foreach (var parent in commit.Parents)
        {
            foreach (var trail in _byCommit.GetValueOrDefault(parent) ?? [])
            {
                if (touched.Contains(trail.Path))
                {
                    AddCandidate(trail, touched);
                }
                else if (trail.Followed < MaxFollowed)
                {
                    Follow(commit.Id, trail);
                }
            }
        }
    }

    public bool Concerns(string path) => _candidates.ContainsKey(path);

    /// <summary>What is true of the file in the commit visited last, in the order of the records.</summary>
    /// <param name="text">The file there.</param>
    /// <param name="added">Lines that the commit added; asked for only when needed.</param>
    public ImmutableArray<LineMark> Take(string path, ReadOnlySpan<byte> text, ImmutableArray<LineRange> added)
    {
        var check = new TraceCheck(text, added);
        var verified = new List<(int Order, LineMark Mark)>();
        foreach (var trail in _candidates.GetValueOrDefault(path) ?? [])
        {
            for (var i = trail.Ranges.Count - 1; i >= 0; i--)
            {
                var (order, range) = trail.Ranges[i];
                if (TraceCheck.IsVerified(check.Check(range)))
                {
                    verified.Add((order, range.Mark));
                    trail.Ranges.RemoveAt(i);
                }
            }
        }

        return [.. verified.OrderBy(item => item.Order).Select(item => item.Mark)];
    }

    private void AddCandidate(Trail trail, HashSet<string> touched)
    {
        if (trail.Ranges.Count > 0 && touched.Contains(trail.Path))
        {
            if (!_candidates.TryGetValue(trail.Path, out var trails))
            {
                trails = [];
                _candidates.Add(trail.Path, trails);
            }

            if (!trails.Contains(trail))
            {
                trails.Add(trail);
            }
        }
    }

    private void Follow(ObjectId commit, Trail trail)
    {
        trail.Followed++;
        if (!_byCommit.TryGetValue(commit, out var trails))
        {
            trails = [];
            _byCommit.Add(commit, trails);
        }

        if (!trails.Contains(trail))
        {
            trails.Add(trail);
        }
    }

    /// <summary>The records of one revision and path.</summary>
    private sealed class Trail(string path)
    {
        public string Path { get; } = path;

        public List<(int Order, TraceRange Range)> Ranges { get; } = [];

        public int Followed { get; set; }
    }
}
