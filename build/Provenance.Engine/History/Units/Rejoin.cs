using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Finds where a text goes on like another version of it: a point in each that the scanner reaches in one state, behind which both read the same at least up to a further point.</summary>
/// <remarks>Which of several such places is found decides how much is scanned, never what is read.</remarks>
internal sealed class Rejoin
{
    public const int None = -1;

    private const int NotLookedFor = -1;
    private const int Reach = 128;

    private readonly int[] _heads = new int[Reach];
    private ReadVersion _version = ReadVersion.Empty;
    private int _suffix;
    private int _compared;
    private int _first;
    private int _count;

    /// <summary>Looks for places in <paramref name="version"/>.</summary>
    public void Start(ReadVersion version)
    {
        _version = version;
        _suffix = NotLookedFor;
        _compared = 0;
    }

    /// <summary>Looks among the landmarks from one on, which is where the other version goes on if nothing was removed from it.</summary>
    public void LookFrom(int landmark)
    {
        // The start is like no place behind it: some directives may stand only there.
        _first = Math.Max(landmark, 1);
        _count = NotLookedFor;
    }

    /// <summary>Index of the other version's landmark that is the same as a point in this text.</summary>
    public int Find(ReadOnlySpan<byte> text, ScanPoint here)
    {
        var landmarks = _version.Landmarks;
        if (_suffix == NotLookedFor)
        {
            FindSuffix(text, here.Position);
        }

        // Most texts go on like the other version up to its end, and nothing is looked for.
        if (_version.IndexOf(here.Position - text.Length + _version.Length) is var index && index >= _suffix && landmarks[index].Point.State == here.State)
        {
            return index;
        }

        if (_count == NotLookedFor)
        {
            TakeHeads(landmarks);
        }

        index = _heads.AsSpan(0, _count).IndexOf(Landmark.HeadAt(text, here.Position));
        if (index < 0)
        {
            return None;
        }

        index += _first;
        return landmarks[index].Point.State == here.State && MayCompare(index, text) && _version.HasStretch(index, text, here.Position) ? index : None;
    }

    /// <summary>Whether both are known to be the same from a landmark on.</summary>
    public bool IsSameFrom(int landmark, ReadOnlySpan<byte> text, int position) =>
        _suffix != NotLookedFor && landmark >= _suffix && text.Length - position == _version.Length - _version.Landmarks[landmark].Point.Position;

    // Many lines may begin like a long stretch: all comparisons together read no more than the text.
    private bool MayCompare(int landmark, ReadOnlySpan<byte> text)
    {
        var length = _version.EndOf(landmark) - _version.Landmarks[landmark].Point.Position;
        if (length > text.Length - _compared)
        {
            return false;
        }

        _compared += length;
        return true;
    }

    // From the end back to where the texts differ, to where one is read, or to what the other has left.
    private void FindSuffix(ReadOnlySpan<byte> text, int from)
    {
        var landmarks = _version.Landmarks;
        var shift = text.Length - _version.Length;
        _suffix = landmarks.Length;
        while (_suffix > _first && landmarks[_suffix - 1].Point.Position + shift is var position && position >= from && _version.HasStretch(_suffix - 1, text, position))
        {
            _suffix--;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeHeads(ReadOnlySpan<Landmark> landmarks)
    {
        _count = Math.Min(Reach, landmarks.Length - _first);
        for (var i = 0; i < _count; i++)
        {
            _heads[i] = landmarks[_first + i].Head;
        }
    }
}
