using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>The lines of one scanned file: where they begin, which of them hold code, and the line of each token.</summary>
/// <remarks>
/// Lines are git's: they end at LF only, a last line without LF counts, and they are numbered from 0 (git and editors show line + 1).
/// An instance is reused from file to file; spans are valid until the next <see cref="Read"/>. Not safe for concurrent use.
/// </remarks>
internal sealed class LineView
{
    private int[] starts = new int[128];
    private bool[] holdsCode = new bool[128];
    private int[] tokenLines = new int[256];
    private int tokenCount;

    /// <summary>Number of lines; 0 for an empty file.</summary>
    public int Count { get; private set; }

    /// <summary>Offset in bytes of each line, indexed by line.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Count);

    /// <summary>
    /// Whether a line holds at least one byte of a token that is not structural, indexed by line. A literal over several lines counts in each of them.
    /// </summary>
    public ReadOnlySpan<bool> HoldsCode => holdsCode.AsSpan(0, Count);

    /// <summary>Line in which each token begins, indexed by token.</summary>
    public ReadOnlySpan<int> TokenLines => tokenLines.AsSpan(0, tokenCount);

    /// <summary>Reads the lines of <paramref name="text"/>, whose tokens are <paramref name="tokens"/>.</summary>
    public void Read(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        FindLines(text);
        tokenCount = tokens.Count;
        if (tokenLines.Length < tokenCount)
        {
            tokenLines = new int[Math.Max(tokenCount, tokenLines.Length * 2)];
        }

        var tokenStarts = tokens.Starts;
        var lengths = tokens.Lengths;
        var line = 0;
        for (var token = 0; token < tokenStarts.Length; token++)
        {
            line = LineOf(tokenStarts[token], line);
            tokenLines[token] = line;
            if (!tokens.IsStructural(token))
            {
                var last = LineOf(tokenStarts[token] + lengths[token] - 1, line);
                holdsCode.AsSpan(line, last - line + 1).Fill(true);
            }
        }
    }

    // The line of an offset, given a line at or before it.
    private int LineOf(int offset, int line)
    {
        while (line + 1 < Count && starts[line + 1] <= offset)
        {
            line++;
        }

        return line;
    }

    private void FindLines(ReadOnlySpan<byte> text)
    {
        Count = 0;
        var position = 0;
        while (position < text.Length)
        {
            if (Count == starts.Length)
            {
                Array.Resize(ref starts, Count * 2);
                Array.Resize(ref holdsCode, Count * 2);
            }

            starts[Count] = position;
            holdsCode[Count] = false;
            Count++;
            var length = text[position..].IndexOf((byte)'\n');
            position = length < 0 ? text.Length : position + length + 1;
        }
    }
}
