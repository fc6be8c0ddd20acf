using System.Numerics;

namespace Provenance.Engine.History.Clones;

/// <summary>The anchors of a stretch in its order, and where a source has the same. Used for one stretch after the other.</summary>
internal sealed class StretchAnchors
{
    /// <summary>Places in a source that one anchor is tried at, the first ones.</summary>
    public const int MostPlaces = 16;

    // Of each different anchor of the stretch, in the order of their first places: its hash, how many places the source has, its last unit here and how often it is here.
    private uint[] _distinct = [];
    private int[] _counts = [];
    private int[] _lastUnits = [];
    private int[] _times = [];

    // The shapes of the source where it has it.
    private int[] _found = [];
    private int _distinctCount;

    private int[] _slots = [];

    // A bit for each hash, in little memory as it is asked most, and then a table by hash of what is in _distinct, from 1.
    private ulong[] _filter = [];
    private int[] _table = [];
    private int _filterMask;
    private int _tableMask;

    /// <summary>In the order of the stretch.</summary>
    public uint[] Hashes { get; private set; } = [];

    /// <summary>Of each, the shape of the stretch where it begins; ascending.</summary>
    public int[] Places { get; private set; } = [];

    /// <summary>Goes on to another stretch.</summary>
    public void Take(Stretch stretch)
    {
        (Hashes, Places) = Winnowing.Choose(stretch.Shapes);
        Clear(Hashes.Length);
        for (var i = 0; i < Hashes.Length; i++)
        {
            var hash = Hashes[i];
            ref var entry = ref Entry(hash);
            if (entry == 0)
            {
                _times[_distinctCount] = 0;
                _distinct[_distinctCount++] = hash;
                entry = _distinctCount;
                _filter[(hash >> 6) & _filterMask] |= 1UL << (int)(hash & 63);
            }

            _slots[i] = entry - 1;
            _times[entry - 1]++;
            _lastUnits[entry - 1] = stretch.Units[Places[i]];
        }
    }

    /// <summary>Looks up where a source has them.</summary>
    /// <param name="isSelf">The source is the version that the stretch is part of: only what stands before is looked for, of which most have nothing.</param>
    /// <returns>Whether it has as many as a chain has.</returns>
    public bool LookUp(Anchors source, bool isSelf)
    {
        Array.Clear(_counts, 0, _distinctCount);
        var shared = 0;
        var (hashes, filter, mask) = (source.Hashes, _filter, _filterMask);
        for (var i = 0; i < hashes.Length; i++)
        {
            // Nearly all of a source are none of the stretch's.
            var hash = hashes[i];
            if ((filter[(hash >> 6) & mask] >> (int)(hash & 63) & 1) == 0)
            {
                continue;
            }

            var slot = Entry(hash) - 1;
            if (slot >= 0 && _counts[slot] < MostPlaces && !(isSelf && source.Units[i] >= _lastUnits[slot]))
            {
                shared += _counts[slot] == 0 ? _times[slot] : 0;
                _found[(slot * MostPlaces) + _counts[slot]++] = source.Shapes[i];
            }
        }

        return shared >= Chains.LeastAnchors;
    }

    /// <summary>The shapes of the source that was looked up last at which an anchor begins, ascending.</summary>
    public ReadOnlySpan<int> ShapesOf(int anchor) => _found.AsSpan(_slots[anchor] * MostPlaces, _counts[_slots[anchor]]);

    private void Clear(int anchors)
    {
        _distinctCount = 0;
        if (_distinct.Length < anchors)
        {
            var length = (int)BitOperations.RoundUpToPowerOf2((uint)anchors);
            (_distinct, _counts, _lastUnits, _times, _slots) = (new uint[length], new int[length], new int[length], new int[length], new int[length]);
            (_found, _filter, _table) = (new int[length * MostPlaces], new ulong[length], new int[length * 4]);
        }

        // As large as this stretch needs: a small one must not pay for the largest.
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, anchors));
        _filterMask = Math.Max(1, size / 4) - 1;
        _tableMask = Math.Min(_table.Length, size * 4) - 1;
        Array.Clear(_filter, 0, _filterMask + 1);
        Array.Clear(_table, 0, _tableMask + 1);
    }

    private ref int Entry(uint hash)
    {
        // The filter takes the low bits.
        for (var at = (int)(hash >> 8); ; at++)
        {
            ref var entry = ref _table[at & _tableMask];
            if (entry == 0 || _distinct[entry - 1] == hash)
            {
                return ref entry;
            }
        }
    }
}
