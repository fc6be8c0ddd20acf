using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>The walk itself: one commit after the other, parents first. State of a commit is dropped when its last child is done.</summary>
/// <remarks>
/// Who wrote a unit comes from the full graph (<see cref="FileVersion.Origins"/>, inherited from parent 1, then 2, …); whether it
/// lives is judged on the first-parent chain (<see cref="FileVersion.Lives"/>). The two are kept apart because a tie between
/// parents may be broken one way for blame and the other way for survival.
/// </remarks>
internal sealed class Walk
{
    private readonly ImmutableArray<RawCommit> _raw;
    private readonly ImmutableArray<HistoryCommit> _commits;
    private readonly BlobSource _blobs;
    private readonly Aligner _aligner = new();
    private readonly OriginTable _origins = new();
    private readonly LifeTable _lives = new();
    private readonly TreeState?[] _states;
    private readonly int[] _pendingChildren;
    private readonly int[] _stepOf;
    private readonly ImmutableArray<MainlineStep> _mainline;
    private int[] _originBuffer = [];
    private int[] _lifeBuffer = [];
    private int _lineages;

    public Walk(ImmutableArray<RawCommit> raw, ImmutableArray<HistoryCommit> commits, BlobSource blobs)
    {
        _raw = raw;
        _commits = commits;
        _blobs = blobs;
        _states = new TreeState?[raw.Length];
        _pendingChildren = new int[raw.Length];
        foreach (var parent in commits.SelectMany(commit => commit.Parents))
        {
            _pendingChildren[parent]++;
        }

        _mainline = FindMainline(commits);
        _stepOf = new int[raw.Length];
        Array.Fill(_stepOf, -1);
        for (var step = 0; step < _mainline.Length; step++)
        {
            _stepOf[_mainline[step].Commit] = step;
        }
    }

    public void Run(CancellationToken cancellation)
    {
        for (var commit = 0; commit < _raw.Length; commit++)
        {
            cancellation.ThrowIfCancellationRequested();
            var parents = _commits[commit].Parents;
            var first = parents.Length > 0 ? _states[parents[0]]! : TreeState.Empty;
            _states[commit] = Apply(commit, first, parents);
            foreach (var parent in parents)
            {
                if (--_pendingChildren[parent] == 0)
                {
                    _states[parent] = null;
                }
            }
        }
    }

    public HistoryResult Result(UnitMode mode, UnreadFiles unread)
    {
        var tip = _states[^1]!;
        return new HistoryResult(
            mode, _commits, _mainline, _origins.Paths(), _origins.Origins(), _lives.Lives(), _lives.Cells(),
            [.. tip.Files.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => ToHeadFile(pair.Key, pair.Value))],
            [.. tip.Projects.All().Select(project => new HeadProject(project.Path, project.Lineage))],
            unread);
    }

    private static HeadFile ToHeadFile(string path, FileVersion file) =>
        new(path, file.Blob, file.Origins, file.Lives ?? RunList.Empty, file.IsRead);

    private static ImmutableArray<MainlineStep> FindMainline(ImmutableArray<HistoryCommit> commits)
    {
        var chain = new List<int>();
        for (var commit = commits.Length - 1; ; commit = commits[commit].Parents[0])
        {
            chain.Add(commit);
            if (commits[commit].Parents.IsEmpty)
            {
                break;
            }
        }

        chain.Reverse();
        var times = MainlineClock.Straighten(chain.Select(commit => commits[commit].CommitterSeconds).ToArray());
        return [.. chain.Select((commit, step) => new MainlineStep(commit, times[step]))];
    }

    private TreeState Apply(int commit, TreeState first, ImmutableArray<int> parents)
    {
        var changes = _raw[commit].Changes;
        if (changes.IsEmpty)
        {
            return first;
        }

        // Everything is computed against the parents before anything is replaced: two files may have swapped names.
        var projects = ApplyProjects(first.Projects, changes);
        var updates = new List<(string Path, FileVersion File)>(changes.Length);
        var files = first.Files.ToBuilder();
        foreach (var change in changes)
        {
            var before = first.Files.GetValueOrDefault(change.OldPath);
            if (change.NewBlob is { } blob && BlobSource.IsSource(change.Path))
            {
                updates.Add((change.Path, Update(commit, change, blob, before, projects, parents)));
            }
            else
            {
                EndAll(before, _stepOf[commit]);
            }

            files.Remove(change.OldPath);
        }

        foreach (var (path, file) in updates)
        {
            files[path] = file;
        }

        return new TreeState(files.ToImmutable(), projects);
    }

    private ProjectTable ApplyProjects(ProjectTable before, ImmutableArray<RawChange> changes)
    {
        var projects = before;
        var added = new List<(string Path, int Lineage)>();
        foreach (var change in changes)
        {
            if (!ProjectTable.IsProject(change.Path))
            {
                continue;
            }

            var lineage = before.LineageOf(change.OldPath);
            projects = projects.Without(change.OldPath);
            if (change.NewBlob is not null)
            {
                added.Add((change.Path, lineage >= 0 ? lineage : _lineages++));
            }
        }

        foreach (var (path, lineage) in added)
        {
            projects = projects.With(path, lineage);
        }

        return projects;
    }

    private FileVersion Update(int commit, RawChange change, ObjectId blob, FileVersion? before, ProjectTable projects, ImmutableArray<int> parents)
    {
        var units = _blobs.Take(blob);
        var others = OtherVersions(change.Path, before, parents);
        var lineage = before?.Lineage ?? (others.Count > 0 ? others[0].Lineage : _lineages++);
        if (units is null)
        {
            // The last version that could be read stands in, so that not reading a file kills nothing in it.
            return before is null
                ? new FileVersion(blob, lineage, null, RunList.Empty, _stepOf[commit] >= 0 ? RunList.Empty : null, IsRead: false)
                : before with { Blob = blob, IsRead = false };
        }

        var step = _stepOf[commit];
        var whole = others.Find(other => other.Blob == blob && other.IsRead);
        if (before?.Blob == blob && before.IsRead)
        {
            // A pure rename or a change of mode; for blame another parent that has the file under its new name goes first.
            return before with { Origins = whole?.Origins ?? before.Origins };
        }

        var count = units.Count;
        Grow(ref _originBuffer, count);
        Grow(ref _lifeBuffer, count);
        var origins = _originBuffer.AsSpan(0, count);
        var lives = _lifeBuffer.AsSpan(0, count);
        origins.Fill(-1);
        lives.Fill(-1);
        if (before?.Units is { } oldUnits)
        {
            var matches = _aligner.Align(oldUnits, units);
            foreach (var match in matches)
            {
                before.Origins.CopyTo(match.OldStart, origins.Slice(match.NewStart, match.Length));
                if (step >= 0)
                {
                    before.Lives!.CopyTo(match.OldStart, lives.Slice(match.NewStart, match.Length));
                }
            }

            if (step >= 0)
            {
                EndUnmatched(before, oldUnits, units, matches, step);
            }
        }

        if (whole is not null)
        {
            WriteAll(whole.Origins, origins);
        }
        else
        {
            foreach (var other in others)
            {
                InheritMissing(other, units, origins);
            }
        }

        Bear(commit, change.Path, projects, units, origins);
        var originRuns = RunList.Of(origins);
        return new FileVersion(blob, lineage, units, originRuns, step >= 0 ? EnterMainline(units, origins, lives, step) : null, IsRead: true);
    }

    /// <summary>The file in the other parents: under its path there, else the same file under another name.</summary>
    private List<FileVersion> OtherVersions(string path, FileVersion? before, ImmutableArray<int> parents)
    {
        var result = new List<FileVersion>();
        for (var k = 1; k < parents.Length; k++)
        {
            var state = _states[parents[k]]!;
            var other = state.Files.GetValueOrDefault(path) ?? (before is null ? null : state.Find(before.Lineage));
            if (other is not null)
            {
                result.Add(other);
            }
        }

        return result;
    }

    private static void WriteAll(RunList runs, Span<int> target)
    {
        if (target.Length > 0)
        {
            runs.CopyTo(0, target);
        }
    }

    private void InheritMissing(FileVersion other, UnitSequence units, Span<int> origins)
    {
        if (other.Units is null || !origins.Contains(-1))
        {
            return;
        }

        foreach (var match in _aligner.Align(other.Units, units))
        {
            for (var i = 0; i < match.Length; i++)
            {
                ref var origin = ref origins[match.NewStart + i];
                if (origin < 0)
                {
                    other.Origins.CopyTo(match.OldStart + i, new Span<int>(ref origin));
                }
            }
        }
    }

    /// <summary>What no parent has is born here.</summary>
    private void Bear(int commit, string path, ProjectTable projects, UnitSequence units, Span<int> origins)
    {
        if (!origins.Contains(-1))
        {
            return;
        }

        var (project, projectPath) = projects.Nearest(path);
        var scope = ScopeClassifier.Classify(path, projectPath);
        if (scope is ScopeClass.Ships or ScopeClass.Test && units.IsMarkedGenerated)
        {
            scope = ScopeClass.Generated;
        }

        var origin = _origins.Add(new Origin(commit, _origins.PathOf(path), project, scope, _commits[commit].Parents.Length == 0));
        origins.Replace(-1, origin);
    }

    private RunList EnterMainline(UnitSequence units, Span<int> origins, Span<int> lives, int step)
    {
        for (var i = 0; i < lives.Length;)
        {
            if (lives[i] >= 0)
            {
                i++;
                continue;
            }

            var start = i;
            while (i < lives.Length && lives[i] < 0 && origins[i] == origins[start])
            {
                i++;
            }

            var life = _lives.Enter(origins[start], step);
            _lives.CountBirths(life, units, start, i - start);
            lives[start..i].Fill(life);
        }

        return RunList.Of(lives);
    }

    private void EndUnmatched(FileVersion before, UnitSequence oldUnits, UnitSequence units, List<Match> matches, int step)
    {
        var (oldAt, newAt) = (0, 0);
        for (var k = 0; k <= matches.Count; k++)
        {
            var (oldEnd, newEnd) = k < matches.Count ? (matches[k].OldStart, matches[k].NewStart) : (oldUnits.Count, units.Count);
            if (oldEnd > oldAt)
            {
                _lives.End(before.Lives!, oldUnits, oldAt, oldEnd, step, newEnd > newAt ? DeathCause.Modified : DeathCause.Deleted);
            }

            if (k < matches.Count)
            {
                (oldAt, newAt) = (oldEnd + matches[k].Length, newEnd + matches[k].Length);
            }
        }
    }

    private void EndAll(FileVersion? file, int step)
    {
        if (step >= 0 && file?.Units is { Count: > 0 } units)
        {
            _lives.End(file.Lives!, units, 0, units.Count, step, DeathCause.FileRemoved);
        }
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[Math.Max(length, array.Length * 2)];
        }
    }
}
