namespace Provenance.Shared.Map;

/// <summary>Hashes by which a text, and each line of it, is known again.</summary>
/// <param name="hash">Of the whole text with every line break taken as one LF; 64 bits.</param>
/// <param name="lines">One per line as Roslyn counts them, without its break; 32 bits each; never empty.</param>
internal sealed class TextFingerprint(ulong hash, uint[] lines)
{
    public ulong Hash { get; } = hash;

    public uint[] Lines { get; } = lines;

    public static TextFingerprint Of(string text)
    {
        var hasher = new TextHasher();
        hasher.Append(text.AsSpan());
        return hasher.Complete();
    }

    /// <summary>A plain 64-bit hash of the first <paramref name="length"/> characters, line breaks included: the map's own checksum.</summary>
    public static ulong Checksum(string text, int length)
    {
        var state = TextHasher.Seed;
        for (var i = 0; i < length; i++)
        {
            state = (state ^ text[i]) * TextHasher.Multiplier;
        }

        return TextHasher.Finish(state);
    }
}
