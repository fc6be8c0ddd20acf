namespace Provenance.Shared.Map;

/// <summary>Hashes a text that comes in pieces, in one pass: per line and in all.</summary>
/// <remarks>
/// Written here because the result is stored in a file: it may depend on no runtime, process seed or library version. Per UTF-16 unit one exclusive-or and one multiplication
/// (the scheme of Fowler, Noll and Vo, with a multiplier of high weight), then the 64-bit finalizer of MurmurHash3 by Appleby. It guards against accidents, not against an adversary:
/// who can write the map can write anything in it.
/// </remarks>
internal sealed class TextHasher
{
    public const ulong Seed = 0x6A09E667F3BCC909; // Fraction of the square root of 2.
    public const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, odd.

    private readonly List<uint> _lines = [];
    private ulong _text = Seed;
    private ulong _line = Seed;
    private bool _afterReturn;

    public void Append(ReadOnlySpan<char> piece)
    {
        var line = _line;
        foreach (var c in piece)
        {
            // Roslyn's line breaks: CR, LF, CRLF, NEL, LS, PS.
            if (c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
            {
                if (c == '\n' && _afterReturn)
                {
                    _afterReturn = false;
                    continue;
                }

                EndLine(line);
                line = Seed;
                _afterReturn = c == '\r';
            }
            else
            {
                line = (line ^ c) * Multiplier;
                _afterReturn = false;
            }
        }

        _line = line;
    }

    public TextFingerprint Complete()
    {
        EndLine(_line);
        return new TextFingerprint(Finish(_text ^ (ulong)_lines.Count), [.. _lines]);
    }

    public static ulong Finish(ulong state)
    {
        state ^= state >> 33;
        state *= 0xFF51AFD7ED558CCD;
        state ^= state >> 33;
        state *= 0xC4CEB9FE1A85EC53;
        return state ^ (state >> 33);
    }

    private void EndLine(ulong line)
    {
        var full = Finish(line);
        _lines.Add((uint)(full >> 32));
        _text = (_text ^ full) * Multiplier;
    }
}
