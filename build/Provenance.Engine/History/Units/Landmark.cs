using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>The start of a text or a place at which its scan can be taken up, and by which is told that another text goes on in the same way, without the text itself.</summary>
/// <param name="Point">The place, and the scanner's memory there.</param>
/// <param name="Head">By which it is looked for: of the bytes behind it, as many as <see cref="HeadLength"/> if there are.</param>
/// <param name="Stretch">Of all bytes up to the next landmark, or to the end of the text.</param>
internal readonly record struct Landmark(ScanPoint Point, int Head, ulong Stretch)
{
    public const int HeadLength = 32;

    // Of this process: nobody can write a line ahead that is taken for another one.
    private static readonly ulong Key = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    public static int HeadAt(ReadOnlySpan<byte> text, int position) =>
        (int)TokenHash.Of(text, position, Math.Min(HeadLength, text.Length - position));

    public static ulong StretchOf(ReadOnlySpan<byte> text, int start, int end) => TokenHash.Keyed(text, start, end - start, Key, Factor);
}
