using System.Buffers;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>What a reader keeps of a text, so that another version of it need not be scanned whole. Immutable; its arrays are lent.</summary>
internal sealed class ReadVersion
{
    public static readonly ReadVersion Empty = new([], [], UnitSequence.Empty);

    private readonly byte[] _text;
    private readonly int _length;
    private readonly ScanPoint[] _points;
    private readonly int _pointCount;

    public ReadVersion(ReadOnlySpan<byte> text, ReadOnlySpan<ScanPoint> points, UnitSequence units)
    {
        _text = ArrayPool<byte>.Shared.Rent(text.Length);
        _length = text.Length;
        text.CopyTo(_text);
        _points = ArrayPool<ScanPoint>.Shared.Rent(points.Length);
        _pointCount = points.Length;
        points.CopyTo(_points);
        Units = units;
    }

    /// <summary>As it was decoded.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Where the scan of a text that begins or goes on in the same way can begin or end, in source order.</summary>
    public ReadOnlySpan<ScanPoint> Points => _points.AsSpan(0, _pointCount);

    public UnitSequence Units { get; }

    /// <summary>Memory that it holds, the units' arrays included.</summary>
    public long Bytes => _text.Length + (_points.Length * 12L) + (Units.Count * 9L) + (Units.LineHashes.Length * 13L);

    /// <summary>Gives the arrays back; nobody may read it any more.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(_text);
        ArrayPool<ScanPoint>.Shared.Return(_points);
    }
}
