using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Replay;

/// <summary>The first challenges of units, aggregated as they happen.</summary>
internal sealed class ChallengeTable
{
    private readonly Dictionary<(int Origin, int Entry, int Step, bool Survived), long> _weights = [];

    // What an earlier walk left is in order: it is searched, and no index is made of what a short walk hardly touches.
    private readonly List<HistoryChallenge> _inherited = [];

    public void Add(Life life, int step, bool survived, long weight)
    {
        if (weight <= 0)
        {
            return;
        }

        if (Find(life, step, survived) is >= 0 and var known)
        {
            _inherited[known] = _inherited[known] with { Weight = _inherited[known].Weight + weight };
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_weights, (life.Origin, life.Entry, step, survived), out _) += weight;
    }

    /// <summary>Takes over what an earlier walk left. Before anything else.</summary>
    /// <param name="cells">Ascending.</param>
    public void Inherit(ImmutableArray<HistoryChallenge> cells) => _inherited.AddRange(cells.AsSpan());

    /// <summary>What the challenge had ended came back: it survived.</summary>
    public void Revive(Life life, int step, long weight)
    {
        if (weight == 0)
        {
            return;
        }

        if (Find(life, step, survived: false) is >= 0 and var known)
        {
            // Nothing is left where the weight is 0.
            _inherited[known] = _inherited[known] with { Weight = Math.Max(0, _inherited[known].Weight - weight) };
            Add(life, step, survived: true, weight);
            return;
        }

        var ended = (life.Origin, life.Entry, step, false);
        var rest = _weights.GetValueOrDefault(ended) - weight;
        if (rest > 0)
        {
            _weights[ended] = rest;
        }
        else
        {
            _weights.Remove(ended);
        }

        Add(life, step, survived: true, weight);
    }

    /// <summary>In no order.</summary>
    public List<HistoryChallenge> Cells()
    {
        var cells = new List<HistoryChallenge>(_inherited.Count + _weights.Count);
        foreach (var cell in _inherited)
        {
            if (cell.Weight > 0)
            {
                cells.Add(cell);
            }
        }

        foreach (var (key, weight) in _weights)
        {
            cells.Add(new HistoryChallenge(key.Origin, key.Entry, key.Step, key.Survived, weight));
        }

        return cells;
    }

    private int Find(Life life, int step, bool survived) =>
        SortedSearch.Find(CollectionsMarshal.AsSpan(_inherited), new HistoryChallenge(life.Origin, life.Entry, step, survived, 0), Compare);

    private static int Compare(in HistoryChallenge left, in HistoryChallenge right)
    {
        var order = left.Origin.CompareTo(right.Origin);
        order = order != 0 ? order : left.Entry.CompareTo(right.Entry);
        order = order != 0 ? order : left.Step.CompareTo(right.Step);
        return order != 0 ? order : left.Survived.CompareTo(right.Survived);
    }
}
