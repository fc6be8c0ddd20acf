using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Puts the units of a text together from those of another version and from scanned tokens. Reused from text to text.</summary>
internal sealed class UnitSequenceBuilder
{
    // A name in a using directive is another unit than the same name in code: its weight is fixed at birth, so it must not turn into one that weighs something.
    private const ulong UsingMark = 0xA0761D6478BD642F;

    private ulong[] _hashes = new ulong[1024];
    private byte[] _traits = new byte[1024];
    private ulong[] _lineHashes = new ulong[128];
    private int[] _lineStarts = new int[128];
    private byte[] _indents = new byte[128];
    private ScanPoint[] _points = new ScanPoint[128];
    private int _count;
    private int _lines;
    private int _pointCount;

    public ReadOnlySpan<ScanPoint> Points => _points.AsSpan(0, _pointCount);

    public void Clear()
    {
        _count = 0;
        _lines = 0;
        _pointCount = 0;
    }

    /// <summary>Adds the tokens, lines and points of another version behind its point <paramref name="first"/> (−1: its start) up to its point <paramref name="last"/> (the number of its points: its end).</summary>
    /// <param name="version">The other version.</param>
    /// <param name="first">The point up to which this text is read.</param>
    /// <param name="last">At or behind <paramref name="first"/>.</param>
    /// <param name="shift">Position here less position there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadVersion version, int first, int last, int shift)
    {
        var units = version.Units;
        var points = version.Points;
        var token = first < 0 ? 0 : points[first].Token;
        var endToken = last < points.Length ? points[last].Token : units.Count;
        var line = LineAt(units, token);
        var endLine = LineAt(units, endToken);
        var tokenShift = _count - token;

        Reserve(endToken - token);
        units.Hashes.AsSpan(token, endToken - token).CopyTo(_hashes.AsSpan(_count));
        units.Traits.AsSpan(token, endToken - token).CopyTo(_traits.AsSpan(_count));
        _count += endToken - token;

        ReserveLines(endLine - line);
        units.LineHashes.AsSpan(line, endLine - line).CopyTo(_lineHashes.AsSpan(_lines));
        units.Indents.AsSpan(line, endLine - line).CopyTo(_indents.AsSpan(_lines));
        foreach (var start in units.LineStarts.AsSpan(line, endLine - line))
        {
            _lineStarts[_lines++] = start + tokenShift;
        }

        AppendPoints(points[(first + 1)..Math.Min(last + 1, points.Length)], shift, tokenShift);
    }

    /// <summary>Adds scanned tokens, the first of which begins a line, and their points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        AppendPoints(tokens.Points, 0, _count);
        Reserve(tokens.Count);
        var starts = tokens.Starts;
        var lengths = tokens.Lengths[..starts.Length];
        var kinds = tokens.Kinds[..starts.Length];
        var plain = tokens.Hashes[..starts.Length];
        var hashes = _hashes.AsSpan(_count, starts.Length);
        var traits = _traits.AsSpan(_count, starts.Length);
        var nextLine = 0;
        ulong lineHash = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[i];
            if (start >= nextLine)
            {
                nextLine = BeginLine(text, start, _count + i);
                lineHash = 0;
            }

            var hash = plain[i];
            var trait = UnitTraits.Of((TokenKind)(kinds[i] & TokenBuffer.KindBits), text, start, lengths[i]);
            if (kinds[i] >= TokenBuffer.UsingBit)
            {
                hash ^= UsingMark;
                trait |= UnitTraits.Weightless;
            }

            hashes[i] = hash;
            traits[i] = trait;
            lineHash = TokenHash.Combine(lineHash, hash);
            _lineHashes[_lines - 1] = lineHash;
        }

        _count += starts.Length;
    }

    /// <summary>The sequence. Arrays that are equal to those of <paramref name="other"/> are its arrays, so that versions which differ in white space share them.</summary>
    public UnitSequence Build(UnitSequence other, bool isMarkedGenerated) => new(
        Take(_hashes, _count, other.Hashes), Take(_traits, _count, other.Traits), Take(_lineHashes, _lines, other.LineHashes),
        Take(_lineStarts, _lines, other.LineStarts), Take(_indents, _lines, other.Indents))
    {
        IsMarkedGenerated = isMarkedGenerated,
    };

    private static T[] Take<T>(T[] buffer, int count, T[] other)
        where T : IEquatable<T>
    {
        var values = buffer.AsSpan(0, count);
        if (values.SequenceEqual(other))
        {
            return other;
        }

        var taken = GC.AllocateUninitializedArray<T>(count);
        values.CopyTo(taken);
        return taken;
    }

    // A token behind a point, or behind the start, begins a line.
    private static int LineAt(UnitSequence units, int token) =>
        token == units.Count ? units.LineStarts.Length : units.LineStarts.AsSpan().BinarySearch(token);

    private void AppendPoints(ReadOnlySpan<ScanPoint> points, int shift, int tokenShift)
    {
        if (_points.Length < _pointCount + points.Length)
        {
            Array.Resize(ref _points, (_pointCount + points.Length) * 2);
        }

        foreach (ref readonly var point in points)
        {
            _points[_pointCount++] = new ScanPoint(point.Position + shift, point.Token + tokenShift, point.State);
        }
    }

    // Returns where the line after that of the token begins.
    private int BeginLine(ReadOnlySpan<byte> text, int start, int token)
    {
        ReserveLines(1);
        _lineStarts[_lines] = token;
        _indents[_lines] = LineUnits.IndentOf(text[(text[..start].LastIndexOf((byte)'\n') + 1)..]);
        _lines++;
        var length = text[start..].IndexOf((byte)'\n');
        return length < 0 ? int.MaxValue : start + length + 1;
    }

    private void Reserve(int count)
    {
        if (_hashes.Length < _count + count)
        {
            Array.Resize(ref _hashes, (_count + count) * 2);
            Array.Resize(ref _traits, (_count + count) * 2);
        }
    }

    private void ReserveLines(int count)
    {
        if (_lineStarts.Length < _lines + count)
        {
            Array.Resize(ref _lineHashes, (_lines + count) * 2);
            Array.Resize(ref _lineStarts, (_lines + count) * 2);
            Array.Resize(ref _indents, (_lines + count) * 2);
        }
    }
}
