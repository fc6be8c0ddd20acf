using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Births and deaths on the mainline, aggregated as they happen.</summary>
internal sealed class LifeTable
{
    private readonly List<Life> _lives = [];
    private readonly Dictionary<Life, int> _index = [];
    private readonly Dictionary<(int Life, int Exit, DeathCause Cause), Sum> _ended = [];
    private readonly List<Sum> _born = [];

    // What an earlier walk left is in order: it is searched, and no index is made of what a short walk hardly touches.
    private readonly List<HistoryCell> _endedBefore = [];
    private int _inherited;

    public int Count => _lives.Count;

    /// <summary>The last step in which a copy entered; −1 when none did.</summary>
    public int LastCopying { get; private set; } = -1;

    public Life this[int life] => _lives[life];

    /// <summary>The number of a life, which is made when it is new.</summary>
    public int IndexOf(Life life)
    {
        if (SortedSearch.Find(CollectionsMarshal.AsSpan(_lives)[.._inherited], life, Compare) is >= 0 and var inherited)
        {
            return inherited;
        }

        if (!_index.TryGetValue(life, out var index))
        {
            index = _lives.Count;
            _index.Add(life, index);
            _lives.Add(life);
            _born.Add(default);
            NoteCopy(life);
        }

        return index;
    }

    /// <summary>Takes over what an earlier walk left. Before anything else.</summary>
    /// <param name="lives">Ascending.</param>
    /// <param name="cells">Ascending.</param>
    public void Inherit(ImmutableArray<Life> lives, ImmutableArray<HistoryCell> cells)
    {
        _inherited = lives.Length;
        _lives.AddRange(lives.AsSpan());
        foreach (var life in lives)
        {
            NoteCopy(life);
        }

        CollectionsMarshal.SetCount(_born, lives.Length);
        _endedBefore.EnsureCapacity(cells.Length);
        foreach (var cell in cells)
        {
            _born[cell.Life] += SumOf(cell);
            if (cell.Exit >= 0)
            {
                _endedBefore.Add(cell);
            }
        }
    }

    public void CountBirths(int life, UnitSequence units, int start, int length) => _born[life] += SumOf(units, start, length);

    /// <summary>Takes back the birth of a range of units that go on as others.</summary>
    public void Unbear(int life, UnitSequence units, int start, int length) => _born[life] -= SumOf(units, start, length);

    /// <summary>Ends the lives of a range of units.</summary>
    public void End(RunList lives, UnitSequence units, int start, int end, int step, DeathCause cause)
    {
        foreach (var (life, from, length) in lives.Runs(start, end))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_ended, (life, step, cause), out _) += SumOf(units, from, length);
        }
    }

    /// <summary>Takes back the death of a range of units that are found again at <paramref name="newStart"/>.</summary>
    public void Revive(RunList lives, UnitSequence units, int newStart, int step, DeathCause cause)
    {
        foreach (var (life, from, length) in lives.Runs(0, lives.Count))
        {
            var sum = SumOf(units, newStart + from, length);
            if (SortedSearch.Find(CollectionsMarshal.AsSpan(_endedBefore), new HistoryCell(life, step, cause, 0, 0, 0), Compare) is >= 0 and var before)
            {
                _endedBefore[before] = Cell(life, step, cause, SumOf(_endedBefore[before]) - sum);
                continue;
            }

            var key = (life, step, cause);
            var rest = _ended.GetValueOrDefault(key) - sum;
            if (rest == default)
            {
                _ended.Remove(key);
            }
            else
            {
                _ended[key] = rest;
            }
        }
    }

    /// <summary>Units go on under another kind; returns the number of the life that they now belong to.</summary>
    public int Change(int life, UnitKind kind, UnitSequence units, int start, int length)
    {
        var changed = IndexOf(_lives[life] with { Kind = kind });
        if (changed != life)
        {
            var sum = SumOf(units, start, length);
            _born[life] -= sum;
            _born[changed] += sum;
        }

        return changed;
    }

    /// <summary>Cells of the dead and, as the difference to the births, of the living: births − deaths = alive holds by construction here and is checked against the tip's files by tests.</summary>
    public List<HistoryCell> Cells()
    {
        var alive = _born.ToArray();
        var cells = new List<HistoryCell>(_endedBefore.Count + _ended.Count + alive.Length);
        foreach (var cell in _endedBefore)
        {
            // What came back whole had not died.
            if (SumOf(cell) != default)
            {
                cells.Add(cell);
                alive[cell.Life] -= SumOf(cell);
            }
        }

        foreach (var (key, sum) in _ended)
        {
            cells.Add(Cell(key.Life, key.Exit, key.Cause, sum));
            alive[key.Life] -= sum;
        }

        for (var life = 0; life < alive.Length; life++)
        {
            if (alive[life].Count != 0)
            {
                cells.Add(Cell(life, -1, DeathCause.None, alive[life]));
            }
        }

        return cells;
    }

    private HistoryCell Cell(int life, int exit, DeathCause cause, Sum sum) =>
        new(life, exit, cause, sum.Count, sum.Units, (_lives[life].Kind & UnitKind.Weightless) != UnitKind.None ? 0 : sum.Units);

    private void NoteCopy(Life life) => LastCopying = (life.Kind & UnitKind.Copied) != UnitKind.None ? Math.Max(LastCopying, life.Entry) : LastCopying;

    private static int Compare(in Life left, in Life right)
    {
        var order = left.Origin.CompareTo(right.Origin);
        order = order != 0 ? order : left.Entry.CompareTo(right.Entry);
        return order != 0 ? order : ((int)left.Kind).CompareTo((int)right.Kind);
    }

    private static int Compare(in HistoryCell left, in HistoryCell right)
    {
        var order = left.Life.CompareTo(right.Life);
        order = order != 0 ? order : left.Exit.CompareTo(right.Exit);
        return order != 0 ? order : ((int)left.Cause).CompareTo((int)right.Cause);
    }

    private static Sum SumOf(in HistoryCell cell) => new(cell.Count, cell.Units);

    private static Sum SumOf(UnitSequence units, int start, int length) => new(length, units.WeightOf(start, length));

    private readonly record struct Sum(long Count, long Units)
    {
        public static Sum operator +(Sum a, Sum b) => new(a.Count + b.Count, a.Units + b.Units);

        public static Sum operator -(Sum a, Sum b) => new(a.Count - b.Count, a.Units - b.Units);
    }
}
