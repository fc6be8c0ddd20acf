using System.Buffers;
using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>What a reader keeps of a text, so that another version of it need not be scanned whole: not the text, and the units only as long as somebody else holds them.</summary>
/// <remarks>Immutable; its array is lent.</remarks>
internal sealed class ReadVersion
{
    public static readonly ReadVersion Empty = new([new Landmark(ScanPoint.Start, Landmark.HeadAt([], 0), Landmark.StretchOf([], 0, 0))], 0, UnitSequence.Empty);

    private readonly Landmark[] _landmarks;
    private readonly int _count;
    private readonly WeakReference<UnitSequence> _units;

    public ReadVersion(ReadOnlySpan<Landmark> landmarks, int length, UnitSequence units)
    {
        _landmarks = ArrayPool<Landmark>.Shared.Rent(landmarks.Length);
        _count = landmarks.Length;
        landmarks.CopyTo(_landmarks);
        Length = length;
        _units = new WeakReference<UnitSequence>(units);
    }

    /// <summary>Bytes of the text as it was decoded.</summary>
    public int Length { get; }

    /// <summary>The start, and where the scan of a text that begins or goes on in the same way can begin or end, in source order.</summary>
    public ReadOnlySpan<Landmark> Landmarks => _landmarks.AsSpan(0, _count);

    /// <summary>Null when nobody holds them any more.</summary>
    public UnitSequence? Units => _units.TryGetTarget(out var units) ? units : null;

    /// <summary>Memory that it holds.</summary>
    public long Bytes => _landmarks.Length * (long)Unsafe.SizeOf<Landmark>();

    /// <summary>Where the stretch behind a landmark ends.</summary>
    public int EndOf(int landmark) => landmark + 1 < _count ? _landmarks[landmark + 1].Point.Position : Length;

    /// <summary>Whether a text has the stretch behind a landmark at a position, and ends with it if this text does.</summary>
    public bool HasStretch(int landmark, ReadOnlySpan<byte> text, int position)
    {
        var end = position + EndOf(landmark) - _landmarks[landmark].Point.Position;
        return (landmark + 1 < _count ? end <= text.Length : end == text.Length)
            && Landmark.StretchOf(text, position, end) == _landmarks[landmark].Stretch;
    }

    /// <summary>The landmark at a position; −1 when there is none.</summary>
    public int IndexOf(int position)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _landmarks[middle].Point.Position < position ? (middle + 1, high) : (low, middle);
        }

        return low < _count && _landmarks[low].Point.Position == position ? low : -1;
    }

    /// <summary>Gives the array back; nobody may read it any more.</summary>
    public void Release() => ArrayPool<Landmark>.Shared.Return(_landmarks);
}
