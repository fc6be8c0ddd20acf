namespace Provenance.Engine.History.Scanning;

/// <summary>Where comments end.</summary>
internal static class Comment
{
    /// <summary>End of a comment that <c>/*</c>, or Razor's <c>@*</c>, begins at a position; the end of the text when it is open.</summary>
    public static int EndOfBlock(ReadOnlySpan<byte> text, int position)
    {
        ReadOnlySpan<byte> close = [(byte)'*', text[position]];
        var offset = text[(position + 2)..].IndexOf(close);
        return offset < 0 ? text.Length : position + 2 + offset + 2;
    }

    /// <summary>Whether a documentation comment, and no other, begins at a position that holds <c>//</c> or <c>/*</c>.</summary>
    public static bool IsDocumentation(ReadOnlySpan<byte> text, int position)
    {
        var mark = text[position + 1];
        return PhysicalLine.Is(text, position + 2, mark)
            && !PhysicalLine.Is(text, position + 3, mark)
            && !(mark == '*' && PhysicalLine.Is(text, position + 3, '/'));
    }

    /// <summary>Start of the first line after the one at a position that does not go on with <c>///</c>.</summary>
    public static int EndOfDocumentationLines(ReadOnlySpan<byte> text, int position)
    {
        while (true)
        {
            position = PhysicalLine.Next(text, position);
            var first = PhysicalLine.EndOfWhiteSpace(text, position);
            if (!PhysicalLine.Is(text, first, '/') || !PhysicalLine.Is(text, first + 1, '/') || !IsDocumentation(text, first))
            {
                return position;
            }

            position = first;
        }
    }
}
