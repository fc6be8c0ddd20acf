using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.Git;
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
    private readonly WalkTables _tables;
    private readonly StepIdentity _identity;
    private readonly VersionTexts _texts;
    private readonly StepClosing _closing;
    private readonly StepChallenges _challenges;
    private readonly LookThrough _lookThrough;
    private readonly RuleReader _rules;
    private readonly Dictionary<int, TreeState> _trees = [];
    private readonly int[] _pendingChildren;
    private readonly int[] _stepOf;

    /// <param name="mainline">First-parent chain of the tip, oldest first.</param>
    /// <param name="isNoChallenge">Whether a commit alone challenges nothing; null: challenges are not looked for.</param>
    /// <param name="from">What an earlier walk left at a commit of the mainline; null to walk from the beginning.</param>
    /// <exception cref="MissingTreeException">A new commit has a parent whose tree is in neither.</exception>
    public Walk(CommitGraph graph, int[] mainline, CommitSource source, ReplayOptions options, IScopeRules? rules, Func<ObjectId, bool>? isNoChallenge, ReplayState? from)
    {
        _graph = graph;
        _source = source;
        _identity = new StepIdentity(options);
        _tables = new WalkTables(from);
        _texts = new VersionTexts(source, _tables);
        _challenges = new StepChallenges(_tables, isNoChallenge is null ? null : new BringingSteps(graph, mainline, commit => !isNoChallenge(commit)));
        _closing = new StepClosing(graph, _tables, _texts, options, _challenges, options.Ignored.Count == 0 ? null : new BringingSteps(graph, mainline, options.Ignored.Contains));
        _lookThrough = new LookThrough(source, _texts, options.Ignored);
        _rules = new RuleReader(source, rules);
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
                _tables.Recent.Add(new StepUndo(commit, [], [], []));
            }

            return first;
        }

        // Everything is computed against the parents before anything is replaced: two files may have swapped names.
        var projects = ApplyProjects(commit, first.Projects, changes);
        var ruleFiles = ApplyRuleFiles(commit, first.RuleFiles, changes);
        var files = first.Files.ToBuilder();
        var updates = new List<(string Path, FileVersion File)>(changes.Length);
        var open = new List<OpenFile>(changes.Length);
        var renamed = new List<RawChange>();
        var moved = parents.Length > 1 ? new MovedByMerge(first, changes) : null;
        for (var i = 0; i < changes.Length; i++)
        {
            if (CommitSource.IsSource(changes[i].Path) || CommitSource.IsSource(changes[i].OldPath))
            {
                Prepare(commit, changes[i], planned.Blobs[i], first, parents, moved, open, updates, renamed);
                files.Remove(changes[i].OldPath);
            }
        }

        var isFound = planned.Ahead?.IsOf(open) == true;
        if (isFound)
        {
            planned.Ahead!.HandOver(open);
        }
        else
        {
            planned.Ahead?.Dispose();
        }

        using (var steps = new StepFiles(open))
        {
            if (!isFound)
            {
                _identity.Find(steps.Steps);
            }

            _lookThrough.Find(planned.Raw.Id, open);
            _closing.Close(commit, step, first, new BirthScopes(projects, ruleFiles, _rules), open, renamed, updates);
        }

        foreach (var (path, file) in updates)
        {
            files[path] = file;
        }

        var tree = new TreeState(files.ToImmutable(), projects, ruleFiles);
        if (step >= 0)
        {
            _tables.Recent.Add(Undo(commit, first, changes));
        }

        return tree;
    }

    private StepUndo Undo(int commit, TreeState first, ImmutableArray<RawChange> changes)
    {
        var files = new Dictionary<string, FileVersion?>(StringComparer.Ordinal);
        var projects = new Dictionary<string, Lineage?>(StringComparer.Ordinal);
        var ruleFiles = new Dictionary<string, ObjectId?>(StringComparer.Ordinal);
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
                else if (_rules.IsRuleFile(path))
                {
                    ruleFiles[path] = first.RuleFiles.BlobOf(path);
                }
            }
        }

        return new StepUndo(commit, Sorted(files), Sorted(projects), Sorted(ruleFiles));
    }

    private static ImmutableArray<Undo<T>> Sorted<T>(Dictionary<string, T> before)
    {
        var sorted = new Undo<T>[before.Count];
        var at = 0;
        foreach (var (path, value) in before)
        {
            sorted[at++] = new Undo<T>(path, value);
        }

        MergeSort.Sort(sorted, (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

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

    private RuleTable ApplyRuleFiles(int commit, RuleTable before, ImmutableArray<RawChange> changes)
    {
        var ruleFiles = before;
        foreach (var change in changes)
        {
            ruleFiles = _rules.IsRuleFile(change.OldPath) ? ruleFiles.With(change.OldPath, null) : ruleFiles;
        }

        foreach (var change in changes)
        {
            if (change.NewBlob is { } blob && _rules.IsRuleFile(change.Path))
            {
                ruleFiles = ruleFiles.With(change.Path, blob);
                if (!_rules.CanRead(blob))
                {
                    _tables.Unread.Add((commit, UnreadFiles.One(UnreadReason.Missing)));
                }
            }
        }

        return ruleFiles;
    }

    /// <summary>Decides what needs no look at the text; the rest is opened.</summary>
    private void Prepare(
        int commit, RawChange change, PlannedBlob planned, TreeState first, ImmutableArray<int> parents, MovedByMerge? moved, List<OpenFile> open,
        List<(string Path, FileVersion File)> updates, List<RawChange> renamed)
    {
        var before = first.Files.GetValueOrDefault(change.OldPath);
        if (change.NewBlob is not { } blob || !CommitSource.IsSource(change.Path))
        {
            if (before is not null)
            {
                open.Add(new OpenFile(change, before, _texts.Of(before), null, [], before.Lineage));
            }

            return;
        }

        var others = OtherVersions(change.Path, blob, before, parents, moved);
        var lineage = before?.Lineage ?? (others.Count > 0 ? others[0].Lineage : new Lineage(commit, change.Path));
        var units = _texts.OfNew(commit, blob, planned, before, others);
        if (units is null)
        {
            AddRenamed();
            updates.Add((change.Path, before is null
                ? new FileVersion(blob, lineage, null, RunList.Empty, _stepOf[commit] >= 0 ? RunList.Empty : null, _stepOf[commit] >= 0 && _challenges.AreLookedFor ? RunList.Empty : null)
                : before.WithUnread(blob)));
        }
        else if (before is { IsRead: true } && before.Blob == blob)
        {
            // A pure rename or a change of mode; for blame another parent that has the file under its new name goes first.
            AddRenamed();
            updates.Add((change.Path, before.With(StepClosing.Whole(others, blob)?.Origins ?? before.Origins, before.Lives)));
        }
        else
        {
            open.Add(new OpenFile(change, before, before is null ? UnitSequence.Empty : _texts.Of(before), units, others, lineage, planned.Slices));
        }

        void AddRenamed()
        {
            if (before is not null && !string.Equals(change.OldPath, change.Path, StringComparison.Ordinal))
            {
                renamed.Add(change);
            }
        }
    }

    /// <summary>The file in the other parents: under its path there, else the same file under another name, else the same text under a name that is gone.</summary>
    private List<FileVersion> OtherVersions(string path, ObjectId blob, FileVersion? before, ImmutableArray<int> parents, MovedByMerge? moved)
    {
        var result = new List<FileVersion>();
        for (var k = 1; k < parents.Length; k++)
        {
            var tree = _trees[parents[k]];
            var other = tree.Files.GetValueOrDefault(path) ?? (before is null ? moved?.Find(tree, blob, path) : tree.Find(before.Lineage));
            if (other is not null)
            {
                result.Add(other);
            }
        }

        return result;
    }
}
