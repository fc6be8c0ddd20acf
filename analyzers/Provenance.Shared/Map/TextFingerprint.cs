namespace Provenance.Shared.Map;

/// <summary>Hashes by which a text, and each line of it, is known again.</summary>
/// <param name="hash">Of the whole text with every line break taken as one LF; 64 bits.</param>
/// <param name="lines">One per line as Roslyn counts them, without its break; 32 bits each; never empty.</param>
/// <remarks>
/// Written here because the results are stored in a file: they may depend on no runtime, process seed or library version. Per four UTF-16 units one exclusive-or, one multiplication and one
/// fold, then the 64-bit finalizer of MurmurHash3 by Appleby. It guards against accidents, not against an adversary: who can write the map can write anything in it.
/// </remarks>
internal sealed class TextFingerprint(ulong hash, uint[] lines)
{
    private const ulong Seed = 0x6A09E667F3BCC909; // Fraction of the square root of 2.
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, odd.

    public ulong Hash { get; } = hash;

    public uint[] Lines { get; } = lines;

    public static TextFingerprint Of(string text)
    {
        var lines = new List<uint>();
        var all = Seed;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            // Roslyn's line breaks: CR, LF, CRLF, NEL, LS, PS. Nearly every character is done with the first comparison.
            if (c is > '\r' and < '\u0085' || c is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029'))
            {
                continue;
            }

            EndLine(at);
            if (c == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            {
                at++;
            }

            start = at + 1;
        }

        EndLine(text.Length);
        return new TextFingerprint(Finish(all ^ (ulong)lines.Count), [.. lines]);

        void EndLine(int end)
        {
            var line = HashOf(text, start, end);
            lines.Add((uint)(line >> 32));
            all = (all ^ line) * Multiplier;
        }
    }

    /// <summary>The first <paramref name="length"/> characters as they are, line breaks included: the map's own checksum.</summary>
    public static ulong Checksum(string text, int length) => HashOf(text, 0, length);

    private static ulong HashOf(string text, int start, int end)
    {
        var state = Seed;
        var at = start;
        for (; at + 4 <= end; at += 4)
        {
            state = Step(state, text[at] | ((ulong)text[at + 1] << 16) | ((ulong)text[at + 2] << 32) | ((ulong)text[at + 3] << 48));
        }

        var rest = 0UL;
        for (var shift = 0; at < end; at++, shift += 16)
        {
            rest |= (ulong)text[at] << shift;
        }

        // The length tells an absent unit from U+0000.
        return Finish(Step(state, rest) ^ (ulong)(end - start));
    }

    private static ulong Step(ulong state, ulong units)
    {
        state = (state ^ units) * Multiplier;
        return state ^ (state >> 32);
    }

    private static ulong Finish(ulong state)
    {
        state ^= state >> 33;
        state *= 0xFF51AFD7ED558CCD;
        state ^= state >> 33;
        state *= 0xC4CEB9FE1A85EC53;
        return state ^ (state >> 33);
    }
}
