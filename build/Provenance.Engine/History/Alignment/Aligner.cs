using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Alignment;

/// <summary>Aligns two versions of a file: text diff first, then, where units are tokens, token diff inside each changed region.</summary>
/// <remarks>One instance serves one thread; buffers are reused.</remarks>
public sealed class Aligner
{
    private readonly MyersDiff _lineDiff = new();
    private readonly MyersDiff _tokenDiff = new(countsEverything: false);
    private readonly List<Match> _matches = [];
    private bool[] _oldChanged = [];
    private bool[] _newChanged = [];
    private bool[] _oldUnitChanged = [];
    private bool[] _newUnitChanged = [];

    /// <summary>The runs that both versions share, ascending on both sides. Valid until the next call.</summary>
    public List<Match> Align(UnitSequence before, UnitSequence after)
    {
        _matches.Clear();
        if (before.Count == 0 || after.Count == 0)
        {
            return _matches;
        }

        if (before.Hashes.AsSpan().SequenceEqual(after.Hashes))
        {
            // Only the lines differ: nothing was written, whatever a line diff makes of it.
            Add(0, 0, before.Count);
            return _matches;
        }

        var byTokens = before.LineStarts.Length > 0;
        var tail = CommonTail.LinesThatGitLeavesOut(before, after);
        var oldLines = before.LineHashes.AsSpan(0, before.LineHashes.Length - tail);
        var newLines = after.LineHashes.AsSpan(0, after.LineHashes.Length - tail);
        Grow(ref _oldChanged, oldLines.Length);
        Grow(ref _newChanged, newLines.Length);
        (byTokens ? _tokenDiff : _lineDiff).Mark(oldLines, newLines, _oldChanged, _newChanged);
        GroupSlider.Slide(oldLines, before.Indents, _oldChanged, newLines.Length, _newChanged);
        GroupSlider.Slide(newLines, after.Indents, _newChanged, oldLines.Length, _oldChanged);

        if (byTokens)
        {
            WeakLines.Discard(before, after, _oldChanged, _newChanged);
        }

        var (o, n) = (0, 0);
        while (o < oldLines.Length || n < newLines.Length)
        {
            var (oldStart, newStart) = (o, n);
            while (o < oldLines.Length && n < newLines.Length && !_oldChanged[o] && !_newChanged[n])
            {
                o++;
                n++;
            }

            AddLines(before, after, oldStart, o, newStart, n);
            (oldStart, newStart) = (o, n);
            while (o < oldLines.Length && _oldChanged[o])
            {
                o++;
            }

            while (n < newLines.Length && _newChanged[n])
            {
                n++;
            }

            if (byTokens && o > oldStart && n > newStart)
            {
                AlignRegion(before, after, before.UnitsOfLines(oldStart, o), after.UnitsOfLines(newStart, n));
            }
        }

        AddLines(before, after, oldLines.Length, before.LineHashes.Length, newLines.Length, after.LineHashes.Length);
        return _matches;
    }

    private void AddLines(UnitSequence before, UnitSequence after, int oldStart, int oldEnd, int newStart, int newEnd)
    {
        var (oldFirst, oldLast) = before.UnitsOfLines(oldStart, oldEnd);
        Add(oldFirst, after.UnitsOfLines(newStart, newEnd).Start, oldLast - oldFirst);
    }

    private void AlignRegion(UnitSequence before, UnitSequence after, (int Start, int End) oldUnits, (int Start, int End) newUnits)
    {
        var (oldCount, newCount) = (oldUnits.End - oldUnits.Start, newUnits.End - newUnits.Start);
        Grow(ref _oldUnitChanged, oldCount);
        Grow(ref _newUnitChanged, newCount);
        _tokenDiff.Mark(
            before.Hashes.AsSpan(oldUnits.Start, oldCount), after.Hashes.AsSpan(newUnits.Start, newCount), _oldUnitChanged, _newUnitChanged);

        var (o, n) = (0, 0);
        while (o < oldCount && n < newCount)
        {
            if (_oldUnitChanged[o])
            {
                o++;
            }
            else if (_newUnitChanged[n])
            {
                n++;
            }
            else
            {
                Add(oldUnits.Start + o++, newUnits.Start + n++, 1);
            }
        }
    }

    private void Add(int oldStart, int newStart, int length)
    {
        if (length == 0)
        {
            return;
        }

        if (_matches.Count > 0 && _matches[^1] is var last && last.OldStart + last.Length == oldStart && last.NewStart + last.Length == newStart)
        {
            _matches[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _matches.Add(new Match(oldStart, newStart, length));
        }
    }

    private static void Grow(ref bool[] array, int length)
    {
        if (array.Length < length)
        {
            array = new bool[Math.Max(length, array.Length * 2)];
        }
    }
}
