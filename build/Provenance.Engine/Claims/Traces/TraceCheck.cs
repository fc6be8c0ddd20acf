using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Traces;

/// <summary>Whether a range's text is at a commit what the record says; only the first two count.</summary>
public enum TraceVerdict : byte
{
    HashMatches,

    /// <summary>No usable hash, and every line was born in the commit.</summary>
    BornThere,
    HashDiffers,
    NotBornThere,

    /// <summary>The whole file, or its first line: what a writer says that does not know, so that only a hash is believed.</summary>
    NeedsHash,
    OutsideFile,
}

/// <summary>Checks ranges of trace records against one version of a file.</summary>
/// <remarks>A record names the commit that its tool saw, which is usually the parent of the one that holds the edit: the caller tries that commit, then the first descendants that touch the path.</remarks>
public sealed class TraceCheck
{
    private readonly byte[] _text;
    private readonly List<int> _starts = [];
    private readonly List<LineRange> _bornThere;

    /// <param name="text">The file at the commit.</param>
    /// <param name="bornThere">Lines that the commit added, ascending and disjoint.</param>
    public TraceCheck(ReadOnlySpan<byte> text, ImmutableArray<LineRange> bornThere)
    {
        _text = WithoutCarriageReturns(text);
        _bornThere = Merge(bornThere);
        for (var start = 0; start < _text.Length;)
        {
            _starts.Add(start);
            var length = _text.AsSpan(start).IndexOf((byte)'\n');
            start = length < 0 ? _text.Length : start + length + 1;
        }
    }

    public static bool IsVerified(TraceVerdict verdict) => verdict is TraceVerdict.HashMatches or TraceVerdict.BornThere;

    public TraceVerdict Check(TraceRange range)
    {
        var lines = range.Lines;
        if (lines.Last > _starts.Count)
        {
            return TraceVerdict.OutsideFile;
        }

        if (range.Hash is { } hash)
        {
            var end = lines.Last < _starts.Count ? _starts[lines.Last] : _text.Length;
            return hash.Matches(_text.AsSpan(_starts[lines.First - 1]..end)) ? TraceVerdict.HashMatches : TraceVerdict.HashDiffers;
        }

        return lines.First == 1 && (lines.Last == 1 || lines.Last == _starts.Count) ? TraceVerdict.NeedsHash
            : IsBornThere(lines) ? TraceVerdict.BornThere
            : TraceVerdict.NotBornThere;
    }

    private bool IsBornThere(LineRange lines)
    {
        var (low, high) = (0, _bornThere.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var born = _bornThere[middle];
            if (born.Contains(lines))
            {
                return true;
            }

            (low, high) = born.Last < lines.First ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    // Neighbours become one, so that a range that is covered is covered by a single one.
    private static List<LineRange> Merge(ImmutableArray<LineRange> ranges)
    {
        var merged = new List<LineRange>();
        foreach (var range in ranges)
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1L)
            {
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }

    private static byte[] WithoutCarriageReturns(ReadOnlySpan<byte> text)
    {
        var kept = new byte[text.Length];
        var length = 0;
        foreach (var b in text)
        {
            kept[length] = b;
            length += b == '\r' ? 0 : 1;
        }

        return kept[..length];
    }
}
