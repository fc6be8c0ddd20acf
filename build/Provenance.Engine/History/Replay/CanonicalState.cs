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
    private readonly ILineSlicer? _slicer;
    private readonly bool[] _keptOrigins;
    private readonly bool[] _keptLives;

    private CanonicalState(CommitGraph graph, WalkTables tables, TreeState tree, int tip, ILineSlicer? slicer)
    {
        _graph = graph;
        _tables = tables;
        _tree = tree;
        _order = graph.CanonicalOrder(tip);
        _commits = Invert(_order, graph.Count);
        _slicer = slicer;
        _keptOrigins = new bool[tables.Origins.Count];
        _keptLives = new bool[tables.Lives.Count];
    }

    /// <summary>The state at a mainline commit.</summary>
    /// <param name="tree">Its tree.</param>
    /// <param name="mainline">First-parent chain up to it, oldest first.</param>
    public static ReplayState Of(CommitGraph graph, WalkTables tables, TreeState tree, ReadOnlySpan<int> mainline, Units.UnitMode mode, ILineSlicer? slicer) =>
        new CanonicalState(graph, tables, tree, mainline[^1], slicer).Build(mainline, mode);

    private ReplayState Build(ReadOnlySpan<int> mainline, Units.UnitMode mode)
    {
        var cells = _tables.Lives.Cells();
        cells.ForEach(cell => Keep(_keptLives, cell.Life));
        var files = _tree.Files.OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        foreach (var (_, file) in files)
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

        var challenges = _tables.Challenges.Cells().ToList();
        challenges.ForEach(cell => Keep(_keptOrigins, cell.Origin));
        for (var life = 0; life < _keptLives.Length; life++)
        {
            if (_keptLives[life])
            {
                _keptOrigins[_tables.Lives[life].Origin] = true;
            }
        }

        var projects = Projects();
        var projectNumbers = Numbers(projects);
        var (paths, pathNumbers) = Numbers(Kept(_keptOrigins).Select(origin => _tables.Origins[origin].Path));
        var (slices, sliceNumbers) = Numbers(Kept(_keptOrigins).Select(origin => _tables.Origins[origin].Slice).Prepend(""));

        // A commit writes a path once, so that these three name an origin.
        var originOrder = Sorted(_keptOrigins, origin => Key(
            _commits[_tables.Origins[origin].Commit], pathNumbers[_tables.Origins[origin].Path], sliceNumbers[_tables.Origins[origin].Slice]));
        var origins = Invert(originOrder, _keptOrigins.Length);
        var lifeOrder = Sorted(_keptLives, life => Key(origins[_tables.Lives[life].Origin], (_tables.Lives[life].Entry << 8) | (int)_tables.Lives[life].Kind));
        var lives = Invert(lifeOrder, _keptLives.Length);

        var result = new HistoryResult(
            mode,
            [.. _order.Select(commit => _graph[commit] with { Parents = [.. _graph[commit].Parents.Select(parent => _commits[parent])] })],
            Mainline(mainline),
            paths,
            slices,
            [.. originOrder.Select(origin => ToOrigin(_tables.Origins[origin], pathNumbers, sliceNumbers, projectNumbers))],
            [.. lifeOrder.Select(life => ToLife(_tables.Lives[life]))],
            Renumber(cells, lives),
            [.. challenges.Select(cell => cell with { Origin = origins[cell.Origin] }).Order()],
            [.. files.Select(file => new HeadFile(file.Key, file.Value.Blob, file.Value.Origins.Map(origins), (file.Value.Lives ?? RunList.Empty).Map(lives), file.Value.IsRead))],
            [.. _tree.Projects.All().Select(project => new HeadProject(project.Path, projectNumbers[Renumber(project.Lineage)]))],
            Unread(),
            _slicer?.DigestOf(_order.Select(commit => _graph[commit].Id)) ?? "",
            _slicer?.Remark ?? "");

        return new ReplayState(
            result,
            [.. files.Select(file => new FileState(Renumber(file.Value.Lineage), file.Value.TextBlob, file.Value.Challenges, [.. _tables.Clones.AnchorsOf(file.Key)]))],
            projects,
            [.. _tables.Graveyard.Runs.Select(run => new BuriedRun(run.Step, Renumber(run.File), run.Path, run.Cause, run.Units, run.Origins.Map(origins), run.Lives.Map(lives), run.Challenges))],
            [.. _tables.DeadCode.Fingerprints()],
            [.. _tables.Recent.Steps.Select(step => Renumber(step, origins))]);

        Life ToLife(Life life) => life with { Origin = origins[life.Origin] };
    }

    private ImmutableArray<Lineage> Projects()
    {
        var projects = new HashSet<Lineage>();
        foreach (var origin in Kept(_keptOrigins))
        {
            if (_tables.Origins[origin].Project is { } project)
            {
                projects.Add(Renumber(project));
            }
        }

        projects.UnionWith(_tree.Projects.All().Select(project => Renumber(project.Lineage)));
        projects.UnionWith(_tables.Recent.Steps.SelectMany(step => step.Projects).Select(project => project.Before).OfType<Lineage>().Select(Renumber));
        return [.. projects.OrderBy(project => project.Commit).ThenBy(project => project.Path, StringComparer.Ordinal)];
    }

    private static (ImmutableArray<string> Texts, Dictionary<string, int> Numbers) Numbers(IEnumerable<string> texts)
    {
        var sorted = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var numbers = new Dictionary<string, int>(sorted.Length, StringComparer.Ordinal);
        foreach (var text in sorted)
        {
            numbers.Add(text, numbers.Count);
        }

        return (sorted, numbers);
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

    private Origin ToOrigin(WalkedOrigin origin, Dictionary<string, int> paths, Dictionary<string, int> slices, Dictionary<Lineage, int> projects) => new(
        _commits[origin.Commit], paths[origin.Path], slices[origin.Slice], origin.Project is { } project ? projects[Renumber(project)] : -1, origin.Scope, origin.IsTruncated);

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

    private static ImmutableArray<HistoryCell> Renumber(List<HistoryCell> cells, int[] lives)
    {
        var result = cells.ConvertAll(cell => cell with { Life = lives[cell.Life] }).ToArray();
        Array.Sort(Array.ConvertAll(result, cell => Key(cell.Life, ((cell.Exit + 1) << 4) | (int)cell.Cause)), result);
        return ImmutableCollectionsMarshal.AsImmutableArray(result);
    }

    private StepUndo Renumber(StepUndo step, int[] origins) => new(
        _commits[step.Commit],
        [.. step.Files.Select(file => file with
        {
            Before = file.Before is { } version ? new FileVersion(version.Blob, Renumber(version.Lineage), version.TextBlob, version.Origins.Map(origins), lives: null) : null,
        })],
        [.. step.Projects.Select(project => project with { Before = project.Before is { } lineage ? Renumber(lineage) : null })]);

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

    private static void Keep(bool[] kept, int value) => kept[value] = true;

    private static IEnumerable<int> Kept(bool[] kept) => Enumerable.Range(0, kept.Length).Where(index => kept[index]);

    private static int[] Sorted<TKey>(bool[] kept, Func<int, TKey> key)
    {
        var result = Kept(kept).ToArray();
        Array.Sort(Array.ConvertAll(result, item => key(item)), result);
        return result;
    }

    /// <summary>Sorts by the first number, then by the second; neither is negative.</summary>
    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;

    private static UInt128 Key(int first, int second, int third) => ((UInt128)(uint)first << 64) | (ulong)Key(second, third);

    /// <summary>From old to new numbers; −1 for what is left out.</summary>
    private static int[] Invert(int[] order, int count)
    {
        var result = new int[count];
        Array.Fill(result, -1);
        for (var i = 0; i < order.Length; i++)
        {
            result[order[i]] = i;
        }

        return result;
    }
}
