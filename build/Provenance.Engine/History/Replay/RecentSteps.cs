using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>What a mainline step changed in the tree: what was there before, by ascending path; null where nothing was.</summary>
internal sealed record StepUndo(int Commit, ImmutableArray<Undo<FileVersion?>> Files, ImmutableArray<Undo<Lineage?>> Projects, ImmutableArray<Undo<ObjectId?>> RuleFiles);

/// <summary>What a path held before a step.</summary>
internal readonly record struct Undo<T>(string Path, T Before);

/// <summary>The last steps of the mainline, to be undone one after the other: branches leave it before the tip and are merged after it.</summary>
internal sealed class RecentSteps
{
    /// <summary>As many as lie between two checkpoints.</summary>
    public const int Kept = 500;

    private readonly Queue<StepUndo> _steps;

    public RecentSteps(IEnumerable<StepUndo> steps) => _steps = new Queue<StepUndo>(steps);

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<StepUndo> Steps => _steps;

    public void Add(StepUndo step)
    {
        _steps.Enqueue(step);
        if (_steps.Count > Kept)
        {
            _steps.Dequeue();
        }
    }

    /// <summary>The trees of mainline commits before the newest, for those of them that are asked for.</summary>
    /// <param name="tip">Tree after the newest step.</param>
    /// <param name="isWanted">By commit.</param>
    public IEnumerable<(int Commit, TreeState Tree)> Before(TreeState tip, Func<int, int> parentOf, Func<int, bool> isWanted)
    {
        var tree = tip;
        foreach (var step in _steps.Reverse())
        {
            tree = Undo(tree, step);
            if (parentOf(step.Commit) is >= 0 and var parent && isWanted(parent))
            {
                yield return (parent, tree);
            }
        }
    }

    private static TreeState Undo(TreeState tree, StepUndo step)
    {
        var files = tree.Files.ToBuilder();
        foreach (var (path, before) in step.Files)
        {
            if (before is null)
            {
                files.Remove(path);
            }
            else
            {
                files[path] = before;
            }
        }

        var projects = tree.Projects;
        foreach (var (path, lineage) in step.Projects)
        {
            projects = projects.With(path, lineage);
        }

        var ruleFiles = tree.RuleFiles;
        foreach (var (path, blob) in step.RuleFiles)
        {
            ruleFiles = ruleFiles.With(path, blob);
        }

        return new TreeState(files.ToImmutable(), projects, ruleFiles);
    }
}
