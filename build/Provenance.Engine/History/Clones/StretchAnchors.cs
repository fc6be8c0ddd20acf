using System.Buffers;
using System.Numerics;

namespace Provenance.Engine.History.Clones;

/// <summary>The anchors of a stretch in its order, and where a source has the same.</summary>
internal sealed class StretchAnchors : IDisposable
{
    /// <summary>Places in a source that one anchor is tried at, the first ones.</summary>
    private const int MostPlaces = 16;

    private readonly uint[] _distinct;
    private readonly int[] _slots;
    private readonly int[] _counts;
    private readonly int[] _units;
    private readonly ulong[] _filter;
    private readonly int[] _lastUnits;

    public StretchAnchors(Stretch stretch)
    {
        (Hashes, Places) = Winnowing.Choose(stretch.Shapes);
        var ascending = Hashes.AsSpan().ToArray();
        Array.Sort(ascending);
        _distinct = Distinct(ascending);
        _slots = Array.ConvertAll(Hashes, hash => Array.BinarySearch(_distinct, hash));
        _counts = new int[_distinct.Length];
        _lastUnits = new int[_distinct.Length];
        for (var i = 0; i < Places.Length; i++)
        {
            _lastUnits[_slots[i]] = stretch.Units[Places[i]];
        }

        _units = ArrayPool<int>.Shared.Rent(_distinct.Length * MostPlaces);
        _filter = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _distinct.Length / 4))];
        foreach (var hash in _distinct)
        {
            _filter[(hash >> 6) & (_filter.Length - 1)] |= 1UL << (int)(hash & 63);
        }
    }

    public uint[] Hashes { get; }

    /// <summary>Of each, the shape of the stretch where it begins; ascending.</summary>
    public int[] Places { get; }

    /// <summary>Looks up where a source has them.</summary>
    /// <param name="isSelf">The source is the version that the stretch is part of: only what stands before is looked for, of which most have nothing.</param>
    /// <returns>Whether it has any.</returns>
    public bool LookUp(Anchors source, bool isSelf)
    {
        Array.Clear(_counts);
        var isAny = false;
        var (hashes, filter) = (source.Hashes, _filter);
        for (var i = 0; i < hashes.Length; i++)
        {
            // Nearly all of a source are none of the stretch's.
            var hash = hashes[i];
            if ((filter[(hash >> 6) & (filter.Length - 1)] >> (int)(hash & 63) & 1) == 0)
            {
                continue;
            }

            var slot = Array.BinarySearch(_distinct, hash);
            if (slot >= 0 && _counts[slot] < MostPlaces && !(isSelf && source.Places[i] >= _lastUnits[slot]))
            {
                _units[(slot * MostPlaces) + _counts[slot]++] = source.Places[i];
                isAny = true;
            }
        }

        return isAny;
    }

    /// <summary>The units of the source looked up last at which an anchor begins, ascending.</summary>
    public ReadOnlySpan<int> UnitsOf(int anchor) => _units.AsSpan(_slots[anchor] * MostPlaces, _counts[_slots[anchor]]);

    public void Dispose() => ArrayPool<int>.Shared.Return(_units);

    private static uint[] Distinct(uint[] ascending)
    {
        var count = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            if (i == 0 || ascending[i] != ascending[i - 1])
            {
                ascending[count++] = ascending[i];
            }
        }

        return ascending[..count];
    }
}
