using System.Buffers;

namespace Provenance.Engine.History.Scanning;

/// <summary>How far a directive reaches.</summary>
internal static class DirectiveLine
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create([(byte)'"', (byte)'/', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);

    /// <summary>Start of the line after the directive whose <c>#</c> is at a position.</summary>
    /// <remarks>
    /// A directive is one line, but Roslyn splits what is not a mere message into tokens, and lets a raw string, which
    /// no directive may have, go on over the following lines: <c>#line 1 """</c> can swallow the file.
    /// </remarks>
    public static int Next(ReadOnlySpan<byte> text, int position)
    {
        if (HoldsMessage(text, position))
        {
            return PhysicalLine.Next(text, position);
        }

        while (true)
        {
            var offset = text[position..].IndexOfAny(Stops);
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            if (text[position] == '"')
            {
                position = EndOfString(text, position);
            }
            else if (PhysicalLine.IsEnd(text, position, out var length))
            {
                return position + length;
            }
            else if (text[position] == '/' && PhysicalLine.Is(text, position + 1, '/'))
            {
                return PhysicalLine.Next(text, position);
            }
            else
            {
                position++;
            }
        }
    }

    private static bool HoldsMessage(ReadOnlySpan<byte> text, int position)
    {
        position++;
        if (PhysicalLine.Is(text, position, ':'))
        {
            return true;
        }

        position = PhysicalLine.EndOfWhiteSpace(text, position);
        if (PhysicalLine.Is(text, position, '!') && !PhysicalLine.Is(text, position + 1, '='))
        {
            return true;
        }

        var word = text[position..IdentifierToken.End(text, position, out var isPlain)];
        return isPlain && (word.SequenceEqual("region"u8) || word.SequenceEqual("endregion"u8)
            || word.SequenceEqual("error"u8) || word.SequenceEqual("warning"u8));
    }

    // Strings in directives have no escapes.
    private static int EndOfString(ReadOnlySpan<byte> text, int position)
    {
        if (StringToken.IsRaw(text, position))
        {
            return StringToken.EndOfRaw(text, position);
        }

        var lineEnd = PhysicalLine.End(text, position);
        var length = text[(position + 1)..lineEnd].IndexOf((byte)'"');
        return length < 0 ? lineEnd : position + 1 + length + 1;
    }
}
