using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Finds where a text goes on like another version of it: a point in each that the scanner reaches in one state, behind which both read the same at least up to a further point.</summary>
/// <remarks>Which of several such places is found decides how much is scanned, never what is read.</remarks>
internal sealed class Rejoin
{
    public const int None = -1;

    private const int NotSampled = -1;
    private const int Reach = 128;
    private const int SampleLength = 32;
    private const int Stride = 64;

    private readonly int[] _samples = new int[Reach];
    private ReadVersion _version = ReadVersion.Empty;
    private int _suffix;
    private int _first;
    private int _count;

    /// <summary>Looks for places in <paramref name="version"/> for <paramref name="text"/>.</summary>
    public void Start(ReadVersion version, ReadOnlySpan<byte> text)
    {
        _version = version;
        _suffix = CommonSuffixLength(version.Text, text);
    }

    /// <summary>Looks among the points from one on, which is where the other version goes on if nothing was removed from it.</summary>
    public void LookFrom(int point)
    {
        _first = Math.Min(point, _version.Points.Length);
        _count = NotSampled;
    }

    /// <summary>Index of the other version's point that is the same as a point in this text.</summary>
    public int Find(ReadOnlySpan<byte> text, ScanPoint here)
    {
        var points = _version.Points;
        var old = _version.Text;
        int index;
        if (here.Position >= text.Length - _suffix)
        {
            var position = here.Position - text.Length + old.Length;
            index = ScanPoint.CountUpTo(points, position) - 1;
            if (index >= 0 && points[index].Position == position && points[index].State == here.State)
            {
                return index;
            }
        }

        // Most texts go on like the other version up to its end, and nothing is looked for.
        if (_count == NotSampled)
        {
            Sample(points, old);
        }

        index = _samples.AsSpan(0, _count).IndexOf(SampleAt(text, here.Position));
        if (index < 0)
        {
            return None;
        }

        index += _first;
        var next = index + 1 < points.Length ? points[index + 1].Position : old.Length;
        var length = next - points[index].Position;
        return points[index].State == here.State && length <= text.Length - here.Position
            && old.Slice(points[index].Position, length).SequenceEqual(text.Slice(here.Position, length)) ? index : None;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sample(ReadOnlySpan<ScanPoint> points, ReadOnlySpan<byte> old)
    {
        _count = Math.Min(Reach, points.Length - _first);
        for (var i = 0; i < _count; i++)
        {
            _samples[i] = SampleAt(old, points[_first + i].Position);
        }
    }

    private static int SampleAt(ReadOnlySpan<byte> text, int position) =>
        (int)TokenHash.Of(text, position, Math.Min(SampleLength, text.Length - position));

    private static int CommonSuffixLength(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var length = 0;
        var most = Math.Min(left.Length, right.Length);
        while (most - length >= Stride && left[^(length + Stride)..^length].SequenceEqual(right[^(length + Stride)..^length]))
        {
            length += Stride;
        }

        while (length < most && left[^(length + 1)] == right[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
