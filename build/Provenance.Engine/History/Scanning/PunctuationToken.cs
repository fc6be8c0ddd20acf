namespace Provenance.Engine.History.Scanning;

/// <summary>Operators of one to three characters.</summary>
internal static class PunctuationToken
{
    /// <summary>Length of the operator at a position. <c>&gt;</c> joins only <c>=</c>: the parser, not the lexer, makes shifts of it; two dots are two tokens.</summary>
    public static int Length(ReadOnlySpan<byte> text, int position)
    {
        if (position + 1 >= text.Length)
        {
            return 1;
        }

        var first = text[position];
        var second = text[position + 1];
        switch (first)
        {
            case (byte)'/' or (byte)'!' or (byte)'*' or (byte)'%' or (byte)'^' or (byte)'>':
                return second == '=' ? 2 : 1;
            case (byte)'+' or (byte)'&' or (byte)'|':
                return second == '=' || second == first ? 2 : 1;
            case (byte)'-':
                return second is (byte)'=' or (byte)'-' or (byte)'>' ? 2 : 1;
            case (byte)'=':
                return second is (byte)'=' or (byte)'>' ? 2 : 1;
            case (byte)':':
                return second == ':' ? 2 : 1;
            case (byte)'?':
                return second != '?' ? 1 : PhysicalLine.Is(text, position + 2, '=') ? 3 : 2;
            case (byte)'<':
                return second == '=' ? 2 : second != '<' ? 1 : PhysicalLine.Is(text, position + 2, '=') ? 3 : 2;
            default:
                return 1;
        }
    }
}
