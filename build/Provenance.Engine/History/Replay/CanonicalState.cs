using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Replay;

/// <summary>
/// Numbers what a walk gathered by what it is and not by when it was met: commits by their place in the graph, paths by name, origins
/// and lives by what they refer to. What nothing refers to any more is left out. So a state depends on the commit alone.
/// </summary>
internal sealed class CanonicalState
{
    private readonly CommitGraph _graph;
    private readonly WalkTables _tables;
    private readonly TreeState _tree;
    private readonly int[] _order;
    private readonly int[] _commits;
    private readonly bool[] _keptOrigins;
    private readonly bool[] _keptLives;
    private readonly KeyValuePair<string, FileVersion>[] _files;
    private readonly ImmutableArray<Lineage> _projects;
    private readonly int[] _origins;
    private readonly int[] _lives;

    /// <param name="tree">Tree of the last commit of the mainline.</param>
    /// <param name="mainline">First-parent chain, oldest first.</param>
    public CanonicalState(CommitGraph graph, WalkTables tables, TreeState tree, ReadOnlySpan<int> mainline, Units.UnitMode mode, ILineSlicer? slicer)
    {
        _graph = graph;
        _tables = tables;
        _tree = tree;
        _order = graph.CanonicalOrder(mainline[^1]);
        _commits = Invert(_order, graph.Count);
        _keptOrigins = new bool[tables.Origins.Count];
        _keptLives = new bool[tables.Lives.Count];

        var cells = _tables.Lives.Cells();
        var challenges = _tables.Challenges.Cells();
        _files = Files();
        KeepReferred(cells, challenges);

        _projects = Projects();
        var projectNumbers = Numbers(_projects);
        var (originOrder, paths, pathOf, slices, sliceOf) = Origins();
        _origins = Invert(originOrder, _keptOrigins.Length);
        var lifeOrder = CanonicalOrder.Of(_keptLives, (left, right) => LifeKey(left).CompareTo(LifeKey(right)));
        _lives = Invert(lifeOrder, _keptLives.Length);
        Renumber(cells);
        Renumber(challenges);

        Result = new HistoryResult(
            mode,
            Array(_order, CommitOf),
            Mainline(mainline),
            paths,
            slices,
            Array(originOrder, origin => ToOrigin(_tables.Origins[origin], pathOf[origin], sliceOf[origin], projectNumbers)),
            Array(lifeOrder, life => _tables.Lives[life] with { Origin = _origins[_tables.Lives[life].Origin] }),
            CanonicalOrder.Of(cells, lifeOrder.Length, cell => cell.Life, (left, right) => CellKey(left).CompareTo(CellKey(right))),
            CanonicalOrder.Of(challenges, originOrder.Length, cell => cell.Origin, (left, right) => left.CompareTo(right)),
            Array(_files, file => new HeadFile(file.Key, file.Value.Blob, file.Value.Origins.Map(_origins), (file.Value.Lives ?? RunList.Empty).Map(_lives), file.Value.IsRead)),
            [.. _tree.Projects.All().Select(project => new HeadProject(project.Path, projectNumbers[Renumber(project.Lineage)]))],
            Unread(),
            slicer?.DigestOf(_order.Select(commit => _graph[commit].Id)) ?? "",
            slicer?.Remark ?? "");
    }

    public HistoryResult Result { get; }

    /// <summary>The result with what another walk needs to go on from there. Only as long as no walk changes the tables.</summary>
    public ReplayState Complete() => new(
        Result,
        Array(_files, file => new FileState(
            Renumber(file.Value.Lineage), file.Value.TextBlob, file.Value.Challenges, ImmutableCollectionsMarshal.AsImmutableArray(_tables.Clones.AnchorsOf(file.Key)))),
        _projects,
        _tree.RuleFiles.All(),
        [.. _tables.Graveyard.Runs.Select(run => new BuriedRun(run.Step, Renumber(run.File), run.Path, run.Cause, run.Units, run.Origins.Map(_origins), run.Lives.Map(_lives), run.Challenges))],
        ImmutableCollectionsMarshal.AsImmutableArray(_tables.DeadCode.Fingerprints()),
        [.. _tables.Recent.Steps.Select(Renumber)]);

    /// <summary>Files of the tip by ordinal path.</summary>
    private KeyValuePair<string, FileVersion>[] Files()
    {
        string[] paths = [.. _tree.Files.Keys];
        System.Array.Sort(paths, StringComparer.Ordinal);
        return System.Array.ConvertAll(paths, path => new KeyValuePair<string, FileVersion>(path, _tree.Files[path]));
    }

    private void KeepReferred(List<HistoryCell> cells, List<HistoryChallenge> challenges)
    {
        foreach (var cell in cells)
        {
            _keptLives[cell.Life] = true;
        }

        foreach (var (_, file) in _files)
        {
            Keep(_keptOrigins, file.Origins);
        }

        foreach (var step in _tables.Recent.Steps)
        {
            foreach (var file in step.Files)
            {
                Keep(_keptOrigins, file.Before?.Origins ?? RunList.Empty);
            }
        }

        foreach (var run in _tables.Graveyard.Runs)
        {
            Keep(_keptOrigins, run.Origins);
            Keep(_keptLives, run.Lives);
        }

        foreach (var cell in challenges)
        {
            _keptOrigins[cell.Origin] = true;
        }

        for (var life = 0; life < _keptLives.Length; life++)
        {
            if (_keptLives[life])
            {
                _keptOrigins[_tables.Lives[life].Origin] = true;
            }
        }
    }

    /// <summary>Origins by commit, path and slice: a commit writes a path once, so that these three name an origin.</summary>
    /// <returns>Per old number of an origin that is kept, its path and its slice.</returns>
    private (int[] Order, ImmutableArray<string> Paths, int[] PathOf, ImmutableArray<string> Slices, int[] SliceOf) Origins()
    {
        var (names, slices) = (new NumberedNames(), new NumberedNames());
        slices.Add("");
        var (pathOf, sliceOf) = (new int[_keptOrigins.Length], new int[_keptOrigins.Length]);
        for (var origin = 0; origin < _keptOrigins.Length; origin++)
        {
            if (_keptOrigins[origin])
            {
                var walked = _tables.Origins[origin];
                (pathOf[origin], sliceOf[origin]) = (names.Add(walked.Path), walked.Slice.Length == 0 ? 0 : slices.Add(walked.Slice));
            }
        }

        var ((sortedPaths, pathPlaces), (sortedSlices, slicePlaces)) = (names.Sort(), slices.Sort());
        for (var origin = 0; origin < _keptOrigins.Length; origin++)
        {
            if (_keptOrigins[origin])
            {
                (pathOf[origin], sliceOf[origin]) = (pathPlaces[pathOf[origin]], slicePlaces[sliceOf[origin]]);
            }
        }

        var order = CanonicalOrder.Of(_keptOrigins, (left, right) =>
        {
            var byPlace = Key(_commits[_tables.Origins[left].Commit], pathOf[left]).CompareTo(Key(_commits[_tables.Origins[right].Commit], pathOf[right]));
            return byPlace != 0 ? byPlace : sliceOf[left].CompareTo(sliceOf[right]);
        });
        return (order, sortedPaths, pathOf, sortedSlices, sliceOf);
    }

    private HistoryCommit CommitOf(int commit)
    {
        var known = _graph[commit];
        foreach (var parent in known.Parents)
        {
            if (_commits[parent] != parent)
            {
                return known with { Parents = [.. known.Parents.Select(old => _commits[old])] };
            }
        }

        return known;
    }

    private ImmutableArray<Lineage> Projects()
    {
        var projects = new HashSet<Lineage>();
        var last = (Lineage?)null;
        for (var origin = 0; origin < _keptOrigins.Length; origin++)
        {
            // Most have the project of their neighbours.
            if (_keptOrigins[origin] && _tables.Origins[origin].Project is { } project && project != last)
            {
                projects.Add(Renumber(project));
                last = project;
            }
        }

        foreach (var (_, lineage) in _tree.Projects.All())
        {
            projects.Add(Renumber(lineage));
        }

        foreach (var step in _tables.Recent.Steps)
        {
            foreach (var project in step.Projects)
            {
                if (project.Before is { } before)
                {
                    projects.Add(Renumber(before));
                }
            }
        }

        var ordered = new Lineage[projects.Count];
        projects.CopyTo(ordered);
        MergeSort.Sort(ordered, (left, right) => left.Commit != right.Commit ? left.Commit.CompareTo(right.Commit) : string.CompareOrdinal(left.Path, right.Path));
        return ImmutableCollectionsMarshal.AsImmutableArray(ordered);
    }

    private static Dictionary<Lineage, int> Numbers(ImmutableArray<Lineage> projects)
    {
        var result = new Dictionary<Lineage, int>();
        foreach (var project in projects)
        {
            result.Add(project, result.Count);
        }

        return result;
    }

    private Origin ToOrigin(WalkedOrigin origin, int path, int slice, Dictionary<Lineage, int> projects) => new(
        _commits[origin.Commit], path, slice, origin.Project is { } project ? projects[Renumber(project)] : -1, origin.Scope, origin.IsTruncated, origin.IsUnread);

    private ImmutableArray<MainlineStep> Mainline(ReadOnlySpan<int> mainline)
    {
        var seconds = new long[mainline.Length];
        for (var step = 0; step < seconds.Length; step++)
        {
            seconds[step] = _graph[mainline[step]].CommitterSeconds;
        }

        seconds = MainlineClock.Straighten(seconds);
        var result = ImmutableArray.CreateBuilder<MainlineStep>(seconds.Length);
        for (var step = 0; step < seconds.Length; step++)
        {
            result.Add(new MainlineStep(_commits[mainline[step]], seconds[step]));
        }

        return result.MoveToImmutable();
    }

    private void Renumber(List<HistoryCell> cells)
    {
        foreach (ref var cell in CollectionsMarshal.AsSpan(cells))
        {
            cell = cell with { Life = _lives[cell.Life] };
        }
    }

    private void Renumber(List<HistoryChallenge> cells)
    {
        foreach (ref var cell in CollectionsMarshal.AsSpan(cells))
        {
            cell = cell with { Origin = _origins[cell.Origin] };
        }
    }

    private StepUndo Renumber(StepUndo step)
    {
        var files = new Undo<FileVersion?>[step.Files.Length];
        for (var i = 0; i < files.Length; i++)
        {
            var file = step.Files[i];
            files[i] = file with
            {
                Before = file.Before is { } version ? new FileVersion(version.Blob, Renumber(version.Lineage), version.TextBlob, version.Origins.Map(_origins), lives: null) : null,
            };
        }

        return new(
            _commits[step.Commit],
            ImmutableCollectionsMarshal.AsImmutableArray(files),
            step.Projects.IsEmpty ? [] : [.. step.Projects.Select(project => project with { Before = project.Before is { } lineage ? Renumber(lineage) : null })],
            step.RuleFiles);
    }

    private Lineage Renumber(Lineage lineage) => lineage with { Commit = _commits[lineage.Commit] };

    private UnreadFiles Unread()
    {
        var sum = default(UnreadFiles);
        foreach (var (commit, count) in _tables.Unread)
        {
            sum += commit < 0 || _commits[commit] >= 0 ? count : default;
        }

        return sum;
    }

    private static void Keep(bool[] kept, RunList runs)
    {
        foreach (var value in runs.Values)
        {
            kept[value] = true;
        }
    }

    private static ImmutableArray<TResult> Array<TItem, TResult>(TItem[] items, Func<TItem, TResult> result)
    {
        var results = new TResult[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            results[i] = result(items[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    private long LifeKey(int life) => Key(_origins[_tables.Lives[life].Origin], (_tables.Lives[life].Entry << 8) | (int)_tables.Lives[life].Kind);

    private static int CellKey(HistoryCell cell) => ((cell.Exit + 1) << 4) | (int)cell.Cause;

    /// <summary>Sorts by the first number, then by the second; neither is negative.</summary>
    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    /// <summary>From old to new numbers; −1 for what is left out.</summary>
    private static int[] Invert(int[] order, int count)
    {
        var result = new int[count];
        System.Array.Fill(result, -1);
        for (var i = 0; i < order.Length; i++)
        {
            result[order[i]] = i;
        }

        return result;
    }
}
