namespace Provenance.Engine.History.Alignment;

/// <summary>Marks what differs between two sequences: Myers' linear-space algorithm with a bounded effort.</summary>
/// <remarks>
/// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986). Ties, the discarding of
/// elements without a partner and the two ways to give up follow what git's own diff does, because line mode has to agree with
/// <c>git blame</c>; past the bound the result is a coarser, still correct alignment. One instance serves one thread.
/// </remarks>
/// <param name="countsEverything">As git does, what stands in the common beginning and end counts as a partner, too; costs as much as the file is long.</param>
public sealed class MyersDiff(bool countsEverything = true)
{
    private const int MinCostLimit = 256;
    private const int SnakeLength = 20;
    private const int MaxEqualLimit = 1024;
    private const int CommonWindow = 100;

    private readonly Occurrences _occurrences = new();
    private int[] _slots = [];
    private ulong[] _old = [];
    private ulong[] _new = [];
    private int[] _oldIndex = [];
    private int[] _newIndex = [];
    private byte[] _keep = [];
    private int[] _forward = [];
    private int[] _backward = [];
    private bool[] _oldChanged = [];
    private bool[] _newChanged = [];
    private int _origin;
    private int _costLimit;

    /// <summary>Sets the flag of every element that has no partner on the other side.</summary>
    /// <param name="oldChanged">At least as long as <paramref name="before"/>; cleared first.</param>
    public void Mark(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after, bool[] oldChanged, bool[] newChanged)
    {
        Array.Clear(oldChanged, 0, before.Length);
        Array.Clear(newChanged, 0, after.Length);
        _oldChanged = oldChanged;
        _newChanged = newChanged;

        var prefix = before.CommonPrefixLength(after);
        var suffix = CommonSuffix(before[prefix..], after[prefix..]);
        var oldEnd = before.Length - suffix;
        var newEnd = after.Length - suffix;
        if (prefix == oldEnd || prefix == newEnd)
        {
            Array.Fill(oldChanged, true, prefix, oldEnd - prefix);
            Array.Fill(newChanged, true, prefix, newEnd - prefix);
            return;
        }

        Count(before[prefix..oldEnd], after[prefix..newEnd]);
        if (countsEverything)
        {
            _occurrences.CountCommon(before[..prefix]);
            _occurrences.CountCommon(before[oldEnd..]);
        }

        Grow(ref _old, oldEnd - prefix);
        Grow(ref _new, newEnd - prefix);
        Grow(ref _oldIndex, oldEnd - prefix);
        Grow(ref _newIndex, newEnd - prefix);
        var oldCount = Keep(before, prefix, oldEnd, _slots, isOld: true, _old, _oldIndex, oldChanged);
        var newCount = Keep(after, prefix, newEnd, _slots.AsSpan(oldEnd - prefix), isOld: false, _new, _newIndex, newChanged);

        var diagonals = oldCount + newCount + 3;
        Grow(ref _forward, diagonals);
        Grow(ref _backward, diagonals);
        _origin = newCount + 1;
        _costLimit = Math.Max(RoughSquareRoot(diagonals), MinCostLimit);
        Compare(0, oldCount, 0, newCount);
    }

    private static int CommonSuffix(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var limit = Math.Min(a.Length, b.Length);
        var i = 0;
        while (i < limit && a[^(i + 1)] == b[^(i + 1)])
        {
            i++;
        }

        return i;
    }

    private void Count(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        _occurrences.Clear(before.Length + after.Length);
        Grow(ref _slots, before.Length + after.Length);
        for (var i = 0; i < before.Length; i++)
        {
            _slots[i] = _occurrences.AddOld(before[i]);
        }

        for (var i = 0; i < after.Length; i++)
        {
            _slots[before.Length + i] = _occurrences.AddNew(after[i]);
        }
    }

    /// <summary>Copies what may have a partner and marks the rest: elements that the other side lacks, and very common ones among mostly such elements.</summary>
    private int Keep(ReadOnlySpan<ulong> all, int start, int end, ReadOnlySpan<int> slots, bool isOld, ulong[] kept, int[] index, bool[] changed)
    {
        Grow(ref _keep, all.Length);
        var limit = Math.Min(RoughSquareRoot(all.Length), MaxEqualLimit);
        for (var i = start; i < end; i++)
        {
            var slot = slots[i - start];
            var partners = isOld ? _occurrences.NewAt(slot) : _occurrences.OldAt(slot);
            _keep[i] = partners == 0 ? (byte)0 : partners >= limit ? (byte)2 : (byte)1;
        }

        var count = 0;
        for (var i = start; i < end; i++)
        {
            if (_keep[i] == 1 || (_keep[i] == 2 && !IsLostAmongChanges(i, start, end - 1)))
            {
                kept[count] = all[i];
                index[count++] = i;
            }
            else
            {
                changed[i] = true;
            }
        }

        return count;
    }

    private bool IsLostAmongChanges(int at, int first, int last)
    {
        first = Math.Max(first, at - CommonWindow);
        last = Math.Min(last, at + CommonWindow);
        var (aloneBefore, commonBefore) = Scan(at - 1, first, -1);
        if (aloneBefore == 0)
        {
            return false;
        }

        var (aloneAfter, commonAfter) = Scan(at + 1, last, 1);
        if (aloneAfter == 0)
        {
            return false;
        }

        var common = commonBefore + commonAfter;
        return common * 4 < common + aloneBefore + aloneAfter;
    }

    // The run of discarded and common elements on one side of `from`, ended by an ordinary one; the element in question counts as common.
    private (int Alone, int Common) Scan(int from, int to, int step)
    {
        var (alone, common) = (0, 1);
        for (var i = from; step < 0 ? i >= to : i <= to; i += step)
        {
            if (_keep[i] == 0)
            {
                alone++;
            }
            else if (_keep[i] == 2)
            {
                common++;
            }
            else
            {
                break;
            }
        }

        return (alone, common);
    }

    private void Compare(int oldStart, int oldEnd, int newStart, int newEnd)
    {
        while (true)
        {
            while (oldStart < oldEnd && newStart < newEnd && _old[oldStart] == _new[newStart])
            {
                oldStart++;
                newStart++;
            }

            while (oldStart < oldEnd && newStart < newEnd && _old[oldEnd - 1] == _new[newEnd - 1])
            {
                oldEnd--;
                newEnd--;
            }

            if (oldStart == oldEnd || newStart == newEnd)
            {
                MarkRange(_oldChanged, _oldIndex, oldStart, oldEnd);
                MarkRange(_newChanged, _newIndex, newStart, newEnd);
                return;
            }

            var (oldSplit, newSplit) = Split(oldStart, oldEnd, newStart, newEnd);
            Compare(oldStart, oldSplit, newStart, newSplit);
            (oldStart, newStart) = (oldSplit, newSplit);
        }
    }

    private static void MarkRange(bool[] changed, int[] index, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            changed[index[i]] = true;
        }
    }

    /// <summary>Searches from both corners at once and returns a point that a cheapest path passes, or a good one when the effort is used up.</summary>
    private (int Old, int New) Split(int oldStart, int oldEnd, int newStart, int newEnd)
    {
        var (forward, backward, o) = (_forward, _backward, _origin);
        var old = _old.AsSpan(0, oldEnd);
        var after = _new.AsSpan(0, newEnd);
        var (lowest, highest) = (oldStart - newEnd, oldEnd - newStart);
        var (startDiagonal, endDiagonal) = (oldStart - newStart, oldEnd - newEnd);
        var isOdd = ((startDiagonal - endDiagonal) & 1) != 0;
        var (fLow, fHigh) = (startDiagonal, startDiagonal);
        var (bLow, bHigh) = (endDiagonal, endDiagonal);
        forward[o + startDiagonal] = oldStart;
        backward[o + endDiagonal] = oldEnd;

        for (var cost = 1; ; cost++)
        {
            var sawSnake = false;
            if (fLow > lowest)
            {
                forward[o + --fLow - 1] = -1;
            }
            else
            {
                fLow++;
            }

            if (fHigh < highest)
            {
                forward[o + ++fHigh + 1] = -1;
            }
            else
            {
                fHigh--;
            }

            for (var d = fHigh; d >= fLow; d -= 2)
            {
                var i = forward[o + d - 1] >= forward[o + d + 1] ? forward[o + d - 1] + 1 : forward[o + d + 1];
                var from = i;
                var j = i - d;
                while ((uint)i < (uint)old.Length && (uint)j < (uint)after.Length && old[i] == after[j])
                {
                    i++;
                    j++;
                }

                sawSnake |= i - from > SnakeLength;
                forward[o + d] = i;
                if (isOdd && bLow <= d && d <= bHigh && backward[o + d] <= i)
                {
                    return (i, j);
                }
            }

            if (bLow > lowest)
            {
                backward[o + --bLow - 1] = int.MaxValue;
            }
            else
            {
                bLow++;
            }

            if (bHigh < highest)
            {
                backward[o + ++bHigh + 1] = int.MaxValue;
            }
            else
            {
                bHigh--;
            }

            for (var d = bHigh; d >= bLow; d -= 2)
            {
                var i = backward[o + d - 1] < backward[o + d + 1] ? backward[o + d - 1] : backward[o + d + 1] - 1;
                var from = i;
                var j = i - d;
                while (i > oldStart && j > newStart && old[i - 1] == after[j - 1])
                {
                    i--;
                    j--;
                }

                sawSnake |= from - i > SnakeLength;
                backward[o + d] = i;
                if (!isOdd && fLow <= d && d <= fHigh && i <= forward[o + d])
                {
                    return (i, j);
                }
            }

            if (sawSnake && cost > MinCostLimit && FindPromisingSnake(
                    cost, oldStart, oldEnd, newStart, newEnd, startDiagonal, endDiagonal, fLow, fHigh, bLow, bHigh) is { } promising)
            {
                return promising;
            }

            if (cost >= _costLimit)
            {
                return FurthestPoint(oldStart, oldEnd, newStart, newEnd, fLow, fHigh, bLow, bHigh);
            }
        }
    }

    /// <summary>A diagonal that got far off its start, at least four units per unit of cost, and ends in a long run of equals.</summary>
    private (int Old, int New)? FindPromisingSnake(
        int cost, int oldStart, int oldEnd, int newStart, int newEnd, int startDiagonal, int endDiagonal, int fLow, int fHigh, int bLow, int bHigh)
    {
        (int, int)? best = null;
        var bestReach = 0;
        for (var d = fHigh; d >= fLow; d -= 2)
        {
            var i = _forward[_origin + d];
            var j = i - d;
            var reach = i - oldStart + (j - newStart) - Math.Abs(d - startDiagonal);
            if (reach > 4 * cost && reach > bestReach && oldStart + SnakeLength <= i && i < oldEnd && newStart + SnakeLength <= j && j < newEnd
                && _old.AsSpan(i - SnakeLength, SnakeLength).SequenceEqual(_new.AsSpan(j - SnakeLength, SnakeLength)))
            {
                (best, bestReach) = ((i, j), reach);
            }
        }

        if (best is not null)
        {
            return best;
        }

        for (var d = bHigh; d >= bLow; d -= 2)
        {
            var i = _backward[_origin + d];
            var j = i - d;
            var reach = oldEnd - i + (newEnd - j) - Math.Abs(d - endDiagonal);
            if (reach > 4 * cost && reach > bestReach && oldStart < i && i <= oldEnd - SnakeLength && newStart < j && j <= newEnd - SnakeLength
                && _old.AsSpan(i, SnakeLength).SequenceEqual(_new.AsSpan(j, SnakeLength)))
            {
                (best, bestReach) = ((i, j), reach);
            }
        }

        return best;
    }

    private (int Old, int New) FurthestPoint(int oldStart, int oldEnd, int newStart, int newEnd, int fLow, int fHigh, int bLow, int bHigh)
    {
        var (forwardSum, forwardPoint) = (-1, (0, 0));
        for (var d = fHigh; d >= fLow; d -= 2)
        {
            var i = Math.Min(_forward[_origin + d], oldEnd);
            var j = i - d;
            if (newEnd < j)
            {
                (i, j) = (newEnd + d, newEnd);
            }

            if (forwardSum < i + j)
            {
                (forwardSum, forwardPoint) = (i + j, (i, j));
            }
        }

        var (backwardSum, backwardPoint) = (int.MaxValue, (0, 0));
        for (var d = bHigh; d >= bLow; d -= 2)
        {
            var i = Math.Max(oldStart, _backward[_origin + d]);
            var j = i - d;
            if (j < newStart)
            {
                (i, j) = (newStart + d, newStart);
            }

            if (i + j < backwardSum)
            {
                (backwardSum, backwardPoint) = (i + j, (i, j));
            }
        }

        return oldEnd + newEnd - backwardSum < forwardSum - (oldStart + newStart) ? forwardPoint : backwardPoint;
    }

    private static int RoughSquareRoot(int n)
    {
        var result = 1;
        for (; n > 0; n >>= 2)
        {
            result <<= 1;
        }

        return result;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, array.Length * 2)];
        }
    }
}
