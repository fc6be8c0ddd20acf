using Microsoft.CodeAnalysis.Text;

namespace Provenance.Analyzers.CodeFixes.Edits;

/// <summary>What goes with a piece of text that is taken out.</summary>
internal static class WholeLines
{
    /// <summary>The lines of the span with the last one's break, when nothing else stands in them; else the span and the blanks behind it.</summary>
    public static TextSpan Around(TextSpan span, SourceText text)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var isAlone = IsBlank(text, first.Start, span.Start) && IsBlank(text, span.End, last.End);
        if (isAlone)
        {
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        }

        var end = span.End;
        while (end < last.End && text[end] is ' ' or '\t')
        {
            end++;
        }

        return TextSpan.FromBounds(span.Start, end);
    }

    /// <summary>The same, with the blank line before, or else the one behind: two members are parted by one.</summary>
    public static TextSpan AroundMember(TextSpan span, SourceText text)
    {
        var around = Around(span, text);
        var line = text.Lines.GetLineFromPosition(around.Start);
        if (around.Start != line.Start)
        {
            return around;
        }

        if (line.LineNumber > 0 && text.Lines[line.LineNumber - 1] is var above && IsBlank(text, above.Start, above.End))
        {
            return TextSpan.FromBounds(above.Start, around.End);
        }

        var below = text.Lines.GetLineFromPosition(around.End);
        return below.Start == around.End && IsBlank(text, below.Start, below.End) ? TextSpan.FromBounds(around.Start, below.EndIncludingLineBreak) : around;
    }

    private static bool IsBlank(SourceText text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                return false;
            }
        }

        return true;
    }
}
