using System.Collections.Immutable;

namespace Provenance.Engine.History.Units;

/// <summary>The slices of the units of one version: a unit has the slice of the line in which it begins.</summary>
internal sealed class UnitSlices
{
    private readonly int[] _lines;
    private readonly ImmutableArray<LineSlice> _slices;

    /// <param name="lines">Of each unit, from 1, ascending.</param>
    /// <param name="slices">Ascending and disjoint.</param>
    public UnitSlices(int[] lines, ImmutableArray<LineSlice> slices)
    {
        _lines = lines;
        _slices = slices;
    }

    /// <summary>The runs of a range of units that share a slice, ascending; <c>""</c> where there is none.</summary>
    public IEnumerable<(string Slice, int Length)> Runs(int start, int end)
    {
        for (var at = start; at < end;)
        {
            var (slice, last) = At(_lines[at]);
            var next = at + 1;
            while (next < end && _lines[next] <= last)
            {
                next++;
            }

            yield return (slice, next - at);
            at = next;
        }
    }

    // The slice of a line and the last line that surely shares it.
    private (string Slice, int LastLine) At(int line)
    {
        var (low, high) = (0, _slices.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_slices[middle].FirstLine > line)
            {
                high = middle - 1;
            }
            else if (_slices[middle].LastLine < line)
            {
                low = middle + 1;
            }
            else
            {
                return (_slices[middle].Slice, _slices[middle].LastLine);
            }
        }

        return ("", low < _slices.Length ? _slices[low].FirstLine - 1 : int.MaxValue);
    }
}
