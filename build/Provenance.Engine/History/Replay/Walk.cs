using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Identity;
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
    private readonly CommitGraph _graph;
    private readonly CommitSource _source;
    private readonly ReplayOptions _options;
    private readonly WalkTables _tables;
    private readonly Aligner _aligner = new();
    private readonly StepIdentity _identity;
    private readonly Dictionary<int, TreeState> _trees = [];
    private readonly int[] _pendingChildren;
    private readonly int[] _stepOf;
    private readonly Dictionary<ObjectId, UnreadReason> _unread = [];
    private readonly UnitsAtHand _atHand = new();
    private readonly List<Segment> _segments = [];
    private readonly RunBuilder _originRuns = new();
    private readonly RunBuilder _lifeRuns = new();
    private int[] _originBuffer = [];

    /// <param name="mainline">First-parent chain of the tip, oldest first.</param>
    /// <param name="from">What an earlier walk left at a commit of the mainline; null to walk from the beginning.</param>
    /// <exception cref="MissingTreeException">A new commit has a parent whose tree is in neither.</exception>
    public Walk(CommitGraph graph, int[] mainline, CommitSource source, ReplayOptions options, ReplayState? from)
    {
        _graph = graph;
        _source = source;
        _options = options;
        _identity = new StepIdentity(options);
        _tables = new WalkTables(from);
        _pendingChildren = new int[graph.Count];
        for (var commit = graph.FirstNew; commit < graph.Count; commit++)
        {
            foreach (var parent in graph[commit].Parents)
            {
                _pendingChildren[parent]++;
            }
        }

        _stepOf = new int[graph.Count];
        Array.Fill(_stepOf, -1);
        for (var step = 0; step < mainline.Length; step++)
        {
            _stepOf[mainline[step]] = step;
        }

        if (from is not null)
        {
            Resume(from);
        }

        LastMainline = from is null ? -1 : mainline[from.Result.Mainline.Length - 1];
    }

    /// <summary>The last mainline commit that was visited; −1 before the first.</summary>
    public int LastMainline { get; private set; }

    /// <summary>Whether the commit visited last is a mainline commit.</summary>
    public bool IsAtMainline { get; private set; }

    /// <summary>Tree of <see cref="LastMainline"/>.</summary>
    public TreeState LastTree { get; private set; } = TreeState.Empty;

    /// <summary>git's log named a commit that its list of commits does not have.</summary>
    public bool IsLost { get; private set; }

    public WalkTables Tables => _tables;

    /// <summary>The step of the last mainline commit.</summary>
    public int LastStep => LastMainline < 0 ? -1 : _stepOf[LastMainline];

    /// <summary>Visits the next commit; false when there is none.</summary>
    /// <exception cref="OperationCanceledException">The budget was used up.</exception>
    /// <exception cref="MissingTreeException">An older version that is needed cannot be read any more.</exception>
    public bool Visit()
    {
        if (!_source.TryTake(out var planned))
        {
            return false;
        }

        var commit = _graph.IndexOf(planned.Raw.Id);
        if (commit < _graph.FirstNew)
        {
            IsLost = true;
            return false;
        }

        var parents = _graph[commit].Parents;
        var tree = Apply(commit, planned, parents.Length > 0 ? _trees[parents[0]] : TreeState.Empty, parents);
        if (_pendingChildren[commit] > 0)
        {
            _trees[commit] = tree;
        }

        foreach (var parent in parents)
        {
            if (--_pendingChildren[parent] == 0)
            {
                _trees.Remove(parent);
            }
        }

        IsAtMainline = _stepOf[commit] >= 0;
        if (IsAtMainline)
        {
            (LastMainline, LastTree) = (commit, tree);
        }

        return true;
    }

    private void Resume(ReplayState from)
    {
        var tip = from.Result.Mainline[^1].Commit;
        var tree = WalkTables.TreeOf(from);
        LastTree = tree;
        if (_pendingChildren[tip] > 0)
        {
            _trees[tip] = tree;
        }

        var missing = Enumerable.Range(0, _graph.FirstNew).Count(commit => commit != tip && _pendingChildren[commit] > 0);
        if (missing == 0)
        {
            return;
        }

        var past = _tables.Recent.Before(
            tree, commit => _graph[commit].Parents is [var first, ..] ? first : -1, commit => _pendingChildren[commit] > 0);
        foreach (var (commit, before) in past)
        {
            missing -= _trees.TryAdd(commit, before) ? 1 : 0;
        }

        if (missing > 0)
        {
            throw new MissingTreeException();
        }
    }

    private TreeState Apply(int commit, PlannedCommit planned, TreeState first, ImmutableArray<int> parents)
    {
        var changes = planned.Raw.Changes;
        var step = _stepOf[commit];
        if (step >= 0)
        {
            _tables.Clock.Add(_graph[commit].CommitterSeconds);
        }

        if (changes.IsEmpty)
        {
            if (step >= 0)
            {
                _tables.Recent.Add(new StepUndo(commit, [], []));
            }

            return first;
        }

        // Everything is computed against the parents before anything is replaced: two files may have swapped names.
        var projects = ApplyProjects(commit, first.Projects, changes);
        var files = first.Files.ToBuilder();
        var updates = new List<(string Path, FileVersion File)>(changes.Length);
        var open = new List<OpenFile>(changes.Length);
        for (var i = 0; i < changes.Length; i++)
        {
            if (CommitSource.IsSource(changes[i].Path) || CommitSource.IsSource(changes[i].OldPath))
            {
                Prepare(commit, changes[i], planned.Blobs[i], first, parents, open, updates);
                files.Remove(changes[i].OldPath);
            }
        }

        using (var steps = new StepFiles(open))
        {
            _identity.Find(steps.Steps);
            CloseAll(commit, step, projects, open, updates);
        }

        foreach (var (path, file) in updates)
        {
            files[path] = file;
        }

        var tree = new TreeState(files.ToImmutable(), projects);
        if (step >= 0)
        {
            _tables.Recent.Add(Undo(commit, first, changes));
        }

        return tree;
    }

    private static StepUndo Undo(int commit, TreeState first, ImmutableArray<RawChange> changes)
    {
        var files = new Dictionary<string, FileVersion?>(StringComparer.Ordinal);
        var projects = new Dictionary<string, Lineage?>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            foreach (var path in (ReadOnlySpan<string>)[change.OldPath, change.Path])
            {
                if (CommitSource.IsSource(path))
                {
                    files[path] = first.Files.GetValueOrDefault(path)?.Remembered();
                }
                else if (ProjectTable.IsProject(path))
                {
                    projects[path] = first.Projects.LineageOf(path);
                }
            }
        }

        return new StepUndo(commit, Sorted(files), Sorted(projects));
    }

    private static ImmutableArray<Undo<T>> Sorted<T>(Dictionary<string, T> before) =>
        [.. before.Select(entry => new Undo<T>(entry.Key, entry.Value)).OrderBy(entry => entry.Path, StringComparer.Ordinal)];

    private static ProjectTable ApplyProjects(int commit, ProjectTable before, ImmutableArray<RawChange> changes)
    {
        var projects = before;
        var added = new List<(string Path, Lineage Lineage)>();
        foreach (var change in changes)
        {
            if (!ProjectTable.IsProject(change.Path))
            {
                continue;
            }

            var lineage = before.LineageOf(change.OldPath);
            projects = projects.With(change.OldPath, null);
            if (change.NewBlob is not null)
            {
                added.Add((change.Path, lineage ?? new Lineage(commit, change.Path)));
            }
        }

        foreach (var (path, lineage) in added)
        {
            projects = projects.With(path, lineage);
        }

        return projects;
    }

    /// <summary>Decides what needs no look at the text; the rest is opened.</summary>
    private void Prepare(
        int commit, RawChange change, PlannedBlob planned, TreeState first, ImmutableArray<int> parents, List<OpenFile> open, List<(string Path, FileVersion File)> updates)
    {
        var before = first.Files.GetValueOrDefault(change.OldPath);
        if (change.NewBlob is not { } blob || !CommitSource.IsSource(change.Path))
        {
            if (before is not null)
            {
                open.Add(new OpenFile(change, before, UnitsOf(before), null, [], before.Lineage));
            }

            return;
        }

        var others = OtherVersions(change.Path, before, parents);
        var lineage = before?.Lineage ?? (others.Count > 0 ? others[0].Lineage : new Lineage(commit, change.Path));
        var units = UnitsOf(commit, blob, planned, before, others);
        if (units is null)
        {
            updates.Add((change.Path, before is null
                ? new FileVersion(blob, lineage, null, RunList.Empty, _stepOf[commit] >= 0 ? RunList.Empty : null)
                : before.WithUnread(blob)));
        }
        else if (before is { IsRead: true } && before.Blob == blob)
        {
            // A pure rename or a change of mode; for blame another parent that has the file under its new name goes first.
            updates.Add((change.Path, before.With(Whole(others, blob)?.Origins ?? before.Origins, before.Lives)));
        }
        else
        {
            open.Add(new OpenFile(change, before, before is null ? UnitSequence.Empty : UnitsOf(before), units, others, lineage));
        }
    }

    private static FileVersion? Whole(List<FileVersion> others, ObjectId blob) => others.Find(other => other.Blob == blob && other.IsRead);

    /// <summary>The file in the other parents: under its path there, else the same file under another name.</summary>
    private List<FileVersion> OtherVersions(string path, FileVersion? before, ImmutableArray<int> parents)
    {
        var result = new List<FileVersion>();
        for (var k = 1; k < parents.Length; k++)
        {
            var tree = _trees[parents[k]];
            var other = tree.Files.GetValueOrDefault(path) ?? (before is null ? null : tree.Find(before.Lineage));
            if (other is not null)
            {
                result.Add(other);
            }
        }

        return result;
    }

    /// <summary>The units of a new version: read ahead when the blob is new, else taken from where they are at hand, else read again. Null when it cannot be read.</summary>
    private UnitSequence? UnitsOf(int commit, ObjectId blob, PlannedBlob planned, FileVersion? before, List<FileVersion> others)
    {
        var reason = planned.IsRepeated ? _unread.GetValueOrDefault(blob) : planned.Reason;
        if (reason != UnreadReason.None)
        {
            _unread.TryAdd(blob, reason);
            _tables.Unread.Add((commit, UnreadFiles.One(reason)));
            return null;
        }

        return planned.Units
            ?? (before is not null && before.TextBlob == blob ? UnitsOf(before) : null)
            ?? (others.Find(other => other.TextBlob == blob) is { } same ? UnitsOf(same) : Load(blob));
    }

    private UnitSequence UnitsOf(FileVersion file) => file.Units ??= file.TextBlob is { } text ? Load(text) : UnitSequence.Empty;

    private UnitSequence Load(ObjectId blob)
    {
        var units = _atHand.Find(blob) ?? _source.Load(blob) ?? throw new MissingTreeException();
        _atHand.Add(blob, units);
        return units;
    }

    private void CloseAll(int commit, int step, ProjectTable projects, List<OpenFile> open, List<(string Path, FileVersion File)> updates)
    {
        if (step >= 0)
        {
            _tables.Graveyard.Forget();
        }

        for (var file = 0; file < open.Count; file++)
        {
            if (open[file].New is { } units)
            {
                updates.Add((open[file].Change.Path, Close(commit, step, projects, open, file, units)));
            }
        }

        for (var file = 0; step >= 0 && file < open.Count; file++)
        {
            EndUnmatched(open[file], file, step);
        }
    }

    /// <summary>The new version of a file, once it is known what it keeps.</summary>
    private FileVersion Close(int commit, int step, ProjectTable projects, List<OpenFile> open, int file, UnitSequence units)
    {
        var (path, blob) = (open[file].Change.Path, open[file].Change.NewBlob!.Value);
        FindSegments(open, file, units, step);
        var origins = open[file].Others.Count == 0
            ? OriginsOf(commit, path, projects, units)
            : Whole(open[file].Others, blob) is { } whole && !_segments.Exists(segment => segment.IsRevived)
                ? whole.Origins
                : OriginsOfMerge(commit, path, projects, open[file].Others, blob, units);
        _atHand.Add(blob, units);
        return new FileVersion(blob, open[file].Lineage, blob, origins, step >= 0 ? LivesOf(units, origins, step) : null) { Units = units };
    }

    /// <summary>What of a new version is known, ascending; the gaps between are born.</summary>
    private void FindSegments(List<OpenFile> open, int file, UnitSequence units, int step)
    {
        _segments.Clear();
        var isAscending = true;
        foreach (var piece in open[file].Step.Pieces)
        {
            var before = open[piece.File].Before!;
            isAscending &= piece.Kind == PieceKind.Aligned;
            _segments.Add(new Segment(
                piece.NewStart, piece.Length, before.Origins, step >= 0 ? before.Lives : null, piece.OldStart, piece.Kind == PieceKind.Aligned, piece.Kind == PieceKind.Renamed));
        }

        if (step >= 0 && _options.RevivesReverted)
        {
            var opened = open[file];
            foreach (var (run, start) in _tables.Graveyard.TakeReturned(opened.Step, file, opened.Lineage, opened.Change.Path))
            {
                _tables.Lives.Revive(run.Lives, units, start, run.Step, run.Cause);
                opened.Step.TakeNew(start, run.Units.Length);
                _tables.DeadCode.Exhume(run.Units);
                _segments.Add(new Segment(start, run.Units.Length, run.Origins, run.Lives, 0, IsAligned: false, IsRenamed: false) { IsRevived = true });
                isAscending = false;
            }
        }

        if (!isAscending)
        {
            _segments.Sort((a, b) => a.NewStart.CompareTo(b.NewStart));
        }
    }

    private RunList OriginsOf(int commit, string path, ProjectTable projects, UnitSequence units)
    {
        _originRuns.Clear();
        var (at, born) = (0, -1);
        foreach (var segment in _segments)
        {
            AddBorn(segment.NewStart);
            _originRuns.Add(segment.Origins, segment.OldStart, segment.Length);
            at = segment.NewEnd;
        }

        AddBorn(units.Count);
        return _originRuns.Build();

        void AddBorn(int end)
        {
            if (end > at)
            {
                born = born < 0 ? Bear(commit, path, projects, units) : born;
                _originRuns.Add(born, end - at);
            }
        }
    }

    /// <summary>Parent 1 in place, then the other parents, then what parent 1 has elsewhere; the rest is born in the merge. What came back was written when it was written first.</summary>
    private RunList OriginsOfMerge(int commit, string path, ProjectTable projects, List<FileVersion> others, ObjectId blob, UnitSequence units)
    {
        if (_originBuffer.Length < units.Count)
        {
            _originBuffer = new int[Math.Max(units.Count, _originBuffer.Length * 2)];
        }

        var origins = _originBuffer.AsSpan(0, units.Count);
        origins.Fill(-1);
        foreach (var segment in _segments)
        {
            if (segment.IsAligned)
            {
                segment.Origins.CopyTo(segment.OldStart, origins.Slice(segment.NewStart, segment.Length));
            }
        }

        if (Whole(others, blob) is { } whole)
        {
            whole.Origins.CopyTo(0, origins);
        }
        else
        {
            others.ForEach(other => InheritMissing(other, units, _originBuffer.AsSpan(0, units.Count)));
        }

        foreach (var segment in _segments)
        {
            var part = origins.Slice(segment.NewStart, segment.Length);
            if (segment.IsRevived)
            {
                segment.Origins.CopyTo(segment.OldStart, part);
            }
            else if (!segment.IsAligned)
            {
                CopyMissing(segment.Origins, segment.OldStart, part);
            }
        }

        if (origins.Contains(-1))
        {
            origins.Replace(-1, Bear(commit, path, projects, units));
        }

        return RunList.Of(origins);
    }

    private RunList LivesOf(UnitSequence units, RunList origins, int step)
    {
        _lifeRuns.Clear();
        var at = 0;
        foreach (var segment in _segments)
        {
            EnterMainline(units, origins, at, segment.NewStart, step);
            KeepLives(segment, units);
            at = segment.NewEnd;
        }

        EnterMainline(units, origins, at, units.Count, step);
        return _lifeRuns.Build();
    }

    private void KeepLives(Segment segment, UnitSequence units)
    {
        if (!segment.IsRenamed)
        {
            _lifeRuns.Add(segment.Lives!, segment.OldStart, segment.Length);
            return;
        }

        foreach (var (life, at, length) in segment.Lives!.Runs(segment.OldStart, segment.OldStart + segment.Length))
        {
            _lifeRuns.Add(_tables.Lives.Change(life, _tables.Lives[life].Kind | UnitKind.Renamed, units, segment.NewStart + at - segment.OldStart, length), length);
        }
    }

    /// <summary>Units that no version had enter the mainline, under the origins that they have.</summary>
    private void EnterMainline(UnitSequence units, RunList origins, int start, int end, int step)
    {
        if (start == end)
        {
            return;
        }

        Span<bool> returned = _options.RevivesReverted && end - start >= ReturnedCode.MinUnits ? new bool[end - start] : [];
        if (returned.Length > 0)
        {
            _tables.DeadCode.Mark(units.Hashes.AsSpan(start, end - start), returned);
        }

        foreach (var (origin, from, length) in origins.Runs(start, end))
        {
            for (var at = from; at < from + length;)
            {
                var isReturned = returned.Length > 0 && returned[at - start];
                var rest = returned.Length > 0 ? returned[(at - start)..(from + length - start)].IndexOf(!isReturned) : -1;
                var part = rest < 0 ? from + length - at : rest;
                var life = _tables.Lives.IndexOf(new Life(origin, step, isReturned ? UnitKind.Restored : UnitKind.None));
                _tables.Lives.CountBirths(life, units, at, part);
                _lifeRuns.Add(life, part);
                at += part;
            }
        }
    }

    private void InheritMissing(FileVersion other, UnitSequence units, Span<int> origins)
    {
        if (other.TextBlob is null || !origins.Contains(-1))
        {
            return;
        }

        foreach (var match in _aligner.Align(UnitsOf(other), units))
        {
            CopyMissing(other.Origins, match.OldStart, origins.Slice(match.NewStart, match.Length));
        }
    }

    private static void CopyMissing(RunList from, int start, Span<int> target)
    {
        foreach (var (value, at, length) in from.Runs(start, start + target.Length))
        {
            target.Slice(at - start, length).Replace(-1, value);
        }
    }

    /// <summary>What no parent has is born here; returns the number of its origin.</summary>
    private int Bear(int commit, string path, ProjectTable projects, UnitSequence units)
    {
        var project = projects.Nearest(path);
        var scope = ScopeClassifier.Classify(path, project?.Path ?? "");
        if (scope is ScopeClass.Ships or ScopeClass.Test && units.IsMarkedGenerated)
        {
            scope = ScopeClass.Generated;
        }

        return _tables.Origins.Add(new WalkedOrigin(commit, path, project?.Lineage, scope, _graph[commit].Parents.IsEmpty));
    }

    private void EndUnmatched(OpenFile file, int index, int step)
    {
        foreach (var region in file.Step.Regions)
        {
            if (region.OldEnd == region.OldStart)
            {
                continue;
            }

            var cause = file.New is null ? DeathCause.FileRemoved : file.Step.HasNew(region) ? DeathCause.Modified : DeathCause.Deleted;
            foreach (var run in file.Step.FreeOldIn(index, region))
            {
                _tables.Lives.End(file.Before!.Lives!, file.Old, run.Start, run.End, step, cause);
                if (_options.RevivesReverted)
                {
                    Bury(file, run, cause, step);
                }
            }
        }
    }

    private void Bury(OpenFile file, FreeRun run, DeathCause cause, int step)
    {
        var units = file.Old.Hashes.AsSpan(run.Start, run.Length);
        _tables.DeadCode.Bury(units);
        var alphanumerics = 0;
        foreach (var traits in file.Old.Traits.AsSpan(run.Start, run.Length))
        {
            alphanumerics += UnitTraits.Alphanumerics(traits);
        }

        if (alphanumerics >= StepIdentity.MinAlphanumerics)
        {
            _tables.Graveyard.Bury(new BuriedRun(
                step, file.Lineage, file.Change.OldPath, cause, units.ToArray(),
                file.Before!.Origins.Slice(run.Start, run.Length), file.Before.Lives!.Slice(run.Start, run.Length)));
        }
    }
}
