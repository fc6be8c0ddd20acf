using System.Numerics;

namespace Provenance.Engine.History.Alignment;

/// <summary>Counts how often each side has the elements that lie between the common beginning and end. Reused from diff to diff.</summary>
internal sealed class Occurrences
{
    private ulong[] _hashes = [];
    private (int Old, int New)[] _counts = [];
    private int _mask;

    /// <summary>Forgets all.</summary>
    /// <param name="most">Elements that are going to be added at most.</param>
    public void Clear(int most)
    {
        // As large as this diff needs: a small one must not pay for the largest.
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)most * 2 + 1);
        if (_hashes.Length < size)
        {
            (_hashes, _counts) = (new ulong[size], new (int, int)[size]);
        }

        _mask = size - 1;
        Array.Clear(_counts, 0, size);
    }

    /// <returns>By which its counts are found.</returns>
    public int AddOld(ulong hash)
    {
        var slot = SlotOf(hash);
        _hashes[slot] = hash;
        _counts[slot].Old++;
        return slot;
    }

    /// <inheritdoc cref="AddOld"/>
    public int AddNew(ulong hash)
    {
        var slot = SlotOf(hash);
        _hashes[slot] = hash;
        _counts[slot].New++;
        return slot;
    }

    /// <summary>Counts what both sides have, of elements that were added.</summary>
    public void CountCommon(ReadOnlySpan<ulong> common)
    {
        foreach (var hash in common)
        {
            ref var counts = ref _counts[SlotOf(hash)];
            if (counts != default)
            {
                counts = (counts.Old + 1, counts.New + 1);
            }
        }
    }

    public int OldAt(int slot) => _counts[slot].Old;

    public int NewAt(int slot) => _counts[slot].New;

    // Where it is or would be.
    private int SlotOf(ulong hash)
    {
        var slot = (int)hash & _mask;
        while (_hashes[slot] != hash && _counts[slot] != default)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
