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
    private Landmark[] _landmarks = new Landmark[128];
    private int _count;
    private int _lines;
    private int _landmarkCount;

    /// <summary>Of the text so far.</summary>
    public ReadOnlySpan<Landmark> Landmarks => _landmarks.AsSpan(0, _landmarkCount);

    /// <summary>Begins with a text, of which nothing is read.</summary>
    public void Start(ReadOnlySpan<byte> text)
    {
        _count = 0;
        _lines = 0;
        _landmarks[0] = new Landmark(ScanPoint.Start, Landmark.HeadAt(text, 0), Landmark.StretchOf(text, 0, 0));
        _landmarkCount = 1;
    }

    /// <summary>Adds the tokens, lines and landmarks of another version behind its landmark <paramref name="first"/> up to its landmark <paramref name="last"/> (their number: its end).</summary>
    /// <param name="version">The other version.</param>
    /// <param name="units">Its units.</param>
    /// <param name="first">The landmark up to which this text is read.</param>
    /// <param name="last">Behind <paramref name="first"/>.</param>
    /// <param name="text">This text.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadVersion version, UnitSequence units, int first, int last, ReadOnlySpan<byte> text)
    {
        var landmarks = version.Landmarks;
        var token = landmarks[first].Point.Token;
        var endToken = last < landmarks.Length ? landmarks[last].Point.Token : units.Count;
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

        ref var open = ref _landmarks[_landmarkCount - 1];
        open = open with { Stretch = landmarks[first].Stretch };
        var shift = open.Point.Position - landmarks[first].Point.Position;
        AppendLandmarks(landmarks[(first + 1)..Math.Min(last + 1, landmarks.Length)], shift, tokenShift);

        // What stands behind this part may be something else in the other version.
        var end = shift + version.EndOf(last - 1);
        for (var i = _landmarkCount - 1; i >= 0 && _landmarks[i].Point.Position + Landmark.HeadLength > end; i--)
        {
            _landmarks[i] = _landmarks[i] with { Head = Landmark.HeadAt(text, _landmarks[i].Point.Position) };
        }
    }

    /// <summary>Adds scanned tokens, the first of which begins a line, and their points as landmarks.</summary>
    /// <param name="toEnd">They are the last of the text.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Append(ReadOnlySpan<byte> text, TokenBuffer tokens, bool toEnd)
    {
        AppendLandmarks(text, tokens.Points, toEnd);
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

    private void AppendLandmarks(ReadOnlySpan<Landmark> landmarks, int shift, int tokenShift)
    {
        ReserveLandmarks(landmarks.Length);
        foreach (ref readonly var landmark in landmarks)
        {
            var point = landmark.Point;
            _landmarks[_landmarkCount++] = landmark with { Point = new ScanPoint(point.Position + shift, point.Token + tokenShift, point.State) };
        }
    }

    private void AppendLandmarks(ReadOnlySpan<byte> text, ReadOnlySpan<ScanPoint> points, bool toEnd)
    {
        ReserveLandmarks(points.Length);
        foreach (ref readonly var point in points)
        {
            CloseStretch(text, point.Position);
            _landmarks[_landmarkCount++] = new Landmark(point with { Token = point.Token + _count }, Landmark.HeadAt(text, point.Position), 0);
        }

        if (toEnd)
        {
            CloseStretch(text, text.Length);
        }
    }

    private void CloseStretch(ReadOnlySpan<byte> text, int end)
    {
        ref var open = ref _landmarks[_landmarkCount - 1];
        open = open with { Stretch = Landmark.StretchOf(text, open.Point.Position, end) };
    }

    private void ReserveLandmarks(int count)
    {
        if (_landmarks.Length < _landmarkCount + count)
        {
            Array.Resize(ref _landmarks, (_landmarkCount + count) * 2);
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
