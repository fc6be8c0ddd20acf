namespace Provenance.Engine.Claims;

/// <summary>Code fences of one region. Only a fence that is closed hides its lines: an unclosed one is a slip of the pen, and the trailers below it count.</summary>
internal sealed class Fences
{
    private const int MinLength = 3;

    private readonly MessageText _text;
    private readonly MessageRegion _region;

    // By line of the region: the longest bare fence at or below it, for each sign. Null when the region has no fence.
    private readonly int[]? _backticks;
    private readonly int[]? _tildes;

    public Fences(MessageText text, MessageRegion region)
    {
        _text = text;
        _region = region;
        for (var line = region.End - 1; line >= region.Start; line--)
        {
            if (_backticks is null && !IsFence(text[line], out _, out _, out _))
            {
                continue;
            }

            _backticks ??= new int[region.End - region.Start + 1];
            _tildes ??= new int[_backticks.Length];
            var at = line - region.Start;
            (_backticks[at], _tildes[at]) = (_backticks[at + 1], _tildes[at + 1]);
            if (IsFence(text[line], out var sign, out var length, out var isBare) && isBare)
            {
                var longest = sign == '`' ? _backticks : _tildes;
                longest[at] = Math.Max(longest[at], length);
            }
        }
    }

    /// <summary>Moves <paramref name="line"/> to the end of the fence that opens there; false when none does or it is never closed.</summary>
    public bool TrySkip(ref int line)
    {
        if (_backticks is null
            || !IsFence(_text[line], out var sign, out var length, out _)
            || (sign == '`' ? _backticks : _tildes!)[line + 1 - _region.Start] < length)
        {
            return false;
        }

        for (line++; !(IsFence(_text[line], out var other, out var otherLength, out var isBare) && isBare && other == sign && otherLength >= length);)
        {
            line++;
        }

        return true;
    }

    private static bool IsFence(ReadOnlySpan<char> line, out char sign, out int length, out bool isBare)
    {
        (sign, length, isBare) = ('\0', 0, false);
        if (line.Length < MinLength || TrailerLine.IsIndented(line))
        {
            return false;
        }

        var content = line.TrimStart(' ');
        if (content.IsEmpty || content[0] is not ('`' or '~'))
        {
            return false;
        }

        sign = content[0];
        length = content.IndexOfAnyExcept(sign) is >= 0 and var end ? end : content.Length;
        var info = content[length..];
        isBare = info.IsWhiteSpace();

        // ```code``` on one line is a span of code, no fence.
        return length >= MinLength && !(sign == '`' && info.Contains('`'));
    }
}
