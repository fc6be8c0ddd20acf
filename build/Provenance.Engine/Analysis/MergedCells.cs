using System.Collections.Immutable;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>Adds up cells that differ in nothing but their amounts: the metric asks no more of them, and looks at each a hundred times.</summary>
internal sealed class MergedCells
{
    private readonly List<LifeCell> _cells;
    private int[] _buckets = new int[1 << 12];
    private int[] _next = new int[1 << 11];

    /// <param name="atMost">As many cells at most: to grow means to copy cells of 200 bytes.</param>
    public MergedCells(int atMost) => _cells = new List<LifeCell>(Math.Min(atMost, 1 << 14));

    public void Add(in LifeCell cell)
    {
        var bucket = (uint)HashOf(cell) & (uint)(_buckets.Length - 1);
        for (var at = _buckets[bucket] - 1; at >= 0; at = _next[at] - 1)
        {
            var known = _cells[at];
            if (Differ(known, cell))
            {
                continue;
            }

            _cells[at] = known with
            {
                Authored = known.Authored + cell.Authored,
                CloneUnits = checked(known.CloneUnits + cell.CloneUnits),
                Compiled = known.Compiled + cell.Compiled,
                Shipped = known.Shipped + cell.Shipped,
                Reachable = known.Reachable + cell.Reachable,
                Referenced = known.Referenced + cell.Referenced,
            };
            return;
        }

        if (_cells.Count == _next.Length)
        {
            Grow();
            bucket = (uint)HashOf(cell) & (uint)(_buckets.Length - 1);
        }

        _next[_cells.Count] = _buckets[bucket];
        _cells.Add(cell);
        _buckets[bucket] = _cells.Count;
    }

    /// <summary>In the order in which each was met first.</summary>
    public ImmutableArray<LifeCell> ToImmutable() => [.. _cells];

    private void Grow()
    {
        (_buckets, _next) = (new int[_buckets.Length * 2], new int[_next.Length * 2]);
        for (var at = 0; at < _cells.Count; at++)
        {
            ref var bucket = ref _buckets[(uint)HashOf(_cells[at]) & (uint)(_buckets.Length - 1)];
            (_next[at], bucket) = (bucket, at + 1);
        }
    }

    private static int HashOf(in LifeCell cell) => HashCode.Combine(
        cell.BirthSeconds, cell.DeathSeconds ?? 0, ((int)cell.Label << 24) | ((int)cell.Scope << 16) | ((int)cell.Cause << 8) | (cell.LeftTruncated ? 1 : 0));

    private static bool Differ(in LifeCell left, in LifeCell right) =>
        left.BirthSeconds != right.BirthSeconds || left.DeathSeconds != right.DeathSeconds || left.Label != right.Label || left.Scope != right.Scope
        || left.Cause != right.Cause || left.LeftTruncated != right.LeftTruncated || left.LabelBeforeOverlay != right.LabelBeforeOverlay
        || left.AssumedHuman != right.AssumedHuman || left.Tier != right.Tier || left.KilledBy != right.KilledBy || left.Corrective != right.Corrective
        || !string.Equals(left.Agents, right.Agents, StringComparison.Ordinal) || !string.Equals(left.Model, right.Model, StringComparison.Ordinal);
}
