namespace Provenance.Engine.Claims.Marks;

/// <summary>A line of a comment that stands alone in its lines and is no documentation.</summary>
/// <param name="Start">Offset of its first byte behind the comment's signs and blanks.</param>
/// <param name="End">Offset behind its last byte.</param>
/// <param name="NextToken">Index of the token that follows the comment.</param>
/// <param name="BeginsText">Nothing of the same comment, or run of comment lines, stands in the line above: what follows is no rest of a sentence.</param>
internal readonly record struct CommentLine(int Start, int End, int NextToken, bool BeginsText);

/// <summary>Finds the comments between the tokens of a file, in one pass over what is no token.</summary>
internal ref struct CommentScan
{
    private readonly SourceTokens _tokens;
    private readonly List<CommentLine> _found = [];
    private bool _isAlone = true;
    private bool _followsText;
    private bool _isDropping;
    private int _conditional = -1;

    private CommentScan(SourceTokens tokens)
    {
        _tokens = tokens;
    }

    public static List<CommentLine> Read(SourceTokens tokens)
    {
        var scan = new CommentScan(tokens);
        var position = 0;
        for (var token = 0; token <= tokens.Count; token++)
        {
            var end = token < tokens.Count ? tokens.Start(token) : tokens.Text.Length;
            if (end > position)
            {
                scan.ReadGap(position, end, token);
            }

            if (token < tokens.Count)
            {
                position = tokens.End(token);
                scan._isAlone = false;
                scan._followsText = false;
                scan._isDropping = false;
                scan._conditional = -1;
            }
        }

        return scan._found;
    }

    private void ReadGap(int position, int end, int token)
    {
        var text = _tokens.Text[..end];
        var isBlankLine = true;
        while (position < end)
        {
            switch (text[position])
            {
                case (byte)'\n':
                    _followsText &= !isBlankLine;
                    isBlankLine = true;
                    _isAlone = true;
                    position++;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    position++;
                    break;
                case (byte)'#' when _isAlone && isBlankLine:
                    isBlankLine = false;
                    position = ReadDirective(text, position);
                    break;
                case (byte)'/' when !_isDropping && position + 1 < end && text[position + 1] == '/':
                    isBlankLine = false;
                    position = ReadLineComment(text, position, token);
                    break;
                case (byte)'/' when !_isDropping && position + 1 < end && text[position + 1] == '*':
                    isBlankLine = false;
                    position = ReadBlock(text, position, token);
                    break;
                default:
                    isBlankLine = false;
                    position = SkipExcluded(text, position);
                    break;
            }
        }
    }

    // Between a condition and the next directive text may be excluded; then comments in it are excluded, too.
    private int ReadDirective(ReadOnlySpan<byte> text, int position)
    {
        var end = EndOfLine(text, position);
        var word = text[(position + 1)..end].TrimStart(" \t"u8);
        _isDropping = false;
        _followsText = false;
        _conditional = word.StartsWith("if"u8) || word.StartsWith("el"u8) ? _found.Count : -1;
        return end;
    }

    private int SkipExcluded(ReadOnlySpan<byte> text, int position)
    {
        if (_conditional < 0)
        {
            return position + 1;
        }

        _found.RemoveRange(_conditional, _found.Count - _conditional);
        _isDropping = true;
        return EndOfLine(text, position);
    }

    private int ReadLineComment(ReadOnlySpan<byte> text, int position, int token)
    {
        var end = EndOfLine(text, position);
        var isDocumentation = Is(text, position + 2, '/') && !Is(text, position + 3, '/');
        if (_isAlone && !isDocumentation)
        {
            var (start, stop) = WithoutSigns(text, position, end);
            Add(start, stop, token);
            _followsText = stop > start;
        }

        _isAlone = false;
        return end;
    }

    private int ReadBlock(ReadOnlySpan<byte> text, int position, int token)
    {
        var offset = text[(position + 2)..].IndexOf("*/"u8);
        var end = offset < 0 ? text.Length : position + 2 + offset + 2;
        var isDocumentation = Is(text, position + 2, '*') && !Is(text, position + 3, '*') && !Is(text, position + 3, '/');
        if (_isAlone && !isDocumentation)
        {
            _followsText = false;
            for (var line = position; line < end;)
            {
                var stop = Math.Min(EndOfLine(text, line), end);
                var (from, to) = WithoutSigns(text, line, stop);
                if (to > from)
                {
                    Add(from, to, token);
                }

                _followsText = to > from;
                line = stop + 1;
            }

            _followsText = false;
        }

        return end;
    }

    private readonly void Add(int start, int end, int token)
    {
        if (end > start && end - start <= Limits.Line)
        {
            _found.Add(new CommentLine(start, end, token, !_followsText));
        }
    }

    private static (int Start, int End) WithoutSigns(ReadOnlySpan<byte> text, int start, int end)
    {
        while (start < end && text[start] is (byte)'/' or (byte)'*' or (byte)'#' or (byte)';' or (byte)' ' or (byte)'\t')
        {
            start++;
        }

        while (end > start && text[end - 1] is (byte)'/' or (byte)'*' or (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            end--;
        }

        return (start, end);
    }

    private static bool Is(ReadOnlySpan<byte> text, int position, char sign) => position < text.Length && text[position] == sign;

    private static int EndOfLine(ReadOnlySpan<byte> text, int position)
    {
        var length = text[position..].IndexOf((byte)'\n');
        return length < 0 ? text.Length : position + length;
    }
}
