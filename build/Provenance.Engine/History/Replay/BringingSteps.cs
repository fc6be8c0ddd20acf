using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>Which mainline steps bring a commit of some kind: one that can challenge code beside what it removes, one that is looked through.</summary>
/// <remarks>A merge is what it brings: the commits with one parent at most that no step before it had. A merge that brings none of these speaks for itself.</remarks>
/// <param name="mainline">First-parent chain of the tip, oldest first.</param>
/// <param name="isOne">Whether a commit is of the kind; it depends on the commit and on nothing that comes later.</param>
internal sealed class BringingSteps(CommitGraph graph, int[] mainline, Func<ObjectId, bool> isOne)
{
    // What an earlier walk left, its steps had brought.
    private readonly bool[] _isBrought = InitialMarks(graph);
    private readonly List<int> _brought = [];
    private readonly Stack<int> _pending = [];
    private int _next;

    /// <summary>Steps are asked for in their order; those between may be left out.</summary>
    public bool Contains(int step)
    {
        for (; _next <= step; _next++)
        {
            Bring(mainline[_next]);
        }

        return _brought.Count == 0 ? isOne(graph[mainline[step]].Id) : _brought.Exists(commit => isOne(graph[commit].Id));
    }

    private void Bring(int tip)
    {
        _brought.Clear();
        Push(tip);
        while (_pending.TryPop(out var commit))
        {
            var parents = graph[commit].Parents;
            if (parents.Length < 2)
            {
                _brought.Add(commit);
            }

            foreach (var parent in parents)
            {
                Push(parent);
            }
        }
    }

    private void Push(int commit)
    {
        if (!_isBrought[commit])
        {
            _isBrought[commit] = true;
            _pending.Push(commit);
        }
    }

    private static bool[] InitialMarks(CommitGraph graph)
    {
        var result = new bool[graph.Count];
        result.AsSpan(0, graph.FirstNew).Fill(true);
        return result;
    }
}
