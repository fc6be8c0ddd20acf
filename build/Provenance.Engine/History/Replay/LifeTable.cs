using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Births and deaths on the mainline, aggregated as they happen.</summary>
internal sealed class LifeTable
{
    private readonly List<Life> _lives = [];
    private readonly Dictionary<Life, int> _index = [];
    private readonly Dictionary<(int Life, int Exit, DeathCause Cause), (long Count, long Weight)> _ended = [];
    private readonly List<(long Count, long Weight)> _born = [];

    public int Enter(int origin, int step)
    {
        var life = new Life(origin, step);
        if (!_index.TryGetValue(life, out var index))
        {
            index = _lives.Count;
            _index.Add(life, index);
            _lives.Add(life);
            _born.Add(default);
        }

        return index;
    }

    public void CountBirths(int life, UnitSequence units, int start, int length)
    {
        var (count, weight) = _born[life];
        _born[life] = (count + length, weight + units.WeightOf(start, length));
    }

    /// <summary>Ends the lives of a range of units.</summary>
    public void End(RunList lives, UnitSequence units, int start, int end, int step, DeathCause cause)
    {
        var run = Array.BinarySearch(lives.Starts, start);
        run = run < 0 ? ~run - 1 : run;
        while (start < end)
        {
            var runEnd = Math.Min(lives.EndOf(run), end);
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_ended, (lives.Values[run], step, cause), out _);
            entry = (entry.Count + runEnd - start, entry.Weight + units.WeightOf(start, runEnd - start));
            start = runEnd;
            run++;
        }
    }

    public ImmutableArray<Life> Lives() => [.. _lives];

    /// <summary>Cells of the dead and, as the difference to the births, of the living: births − deaths = alive holds by construction here and is checked against the tip's files by tests.</summary>
    public ImmutableArray<HistoryCell> Cells()
    {
        var alive = _born.ToArray();
        var cells = new List<HistoryCell>(_ended.Count + alive.Length);
        foreach (var (key, (count, weight)) in _ended)
        {
            cells.Add(new HistoryCell(key.Life, key.Exit, key.Cause, count, weight));
            var (livingCount, livingWeight) = alive[key.Life];
            alive[key.Life] = (livingCount - count, livingWeight - weight);
        }

        for (var life = 0; life < alive.Length; life++)
        {
            if (alive[life].Count != 0)
            {
                cells.Add(new HistoryCell(life, -1, DeathCause.None, alive[life].Count, alive[life].Weight));
            }
        }

        cells.Sort((a, b) => (a.Life, a.Exit, (int)a.Cause).CompareTo((b.Life, b.Exit, (int)b.Cause)));
        return [.. cells];
    }
}
