using System.Text;

namespace Provenance.Engine.Reports.Markdown;

/// <summary>Markdown while it is written. Text from a repository stands in code spans only, where nothing is a link, a mention, an image or HTML.</summary>
internal sealed class MarkdownText
{
    private readonly StringBuilder _text = new();

    /// <summary>Text of ours.</summary>
    public MarkdownText Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>Whole lines that were put together elsewhere.</summary>
    public MarkdownText Text(string lines)
    {
        _text.Append(lines);
        return this;
    }

    public MarkdownText Heading(int level, string text) => Line().Line(new string('#', level) + " " + text).Line();

    /// <param name="heads">Columns after the first are numbers.</param>
    public MarkdownText TableHead(params string[] heads) =>
        Cells(heads).Line("|" + string.Concat(heads.Select((_, i) => i == 0 ? " :-- |" : " --: |")));

    /// <param name="heads">Every column is words.</param>
    public MarkdownText TextTableHead(params string[] heads) => Cells(heads).Line("|" + string.Concat(heads.Select(_ => " :-- |")));

    /// <param name="cells">Text of ours, or <see cref="Code"/>.</param>
    public MarkdownText Cells(params string[] cells) => Line("| " + string.Join(" | ", cells) + " |");

    /// <summary>A code span around any text. Its fence is longer than any run of backticks inside, and no bar is left that would end a cell.</summary>
    /// <param name="most">Characters that are shown, after everything hidden was made visible; of a path the end tells more than the beginning.</param>
    public static string Code(string text, int most = int.MaxValue)
    {
        var safe = TerminalText.Encode(text).Replace("|", "\\u{7c}", StringComparison.Ordinal);
        safe = safe.Length <= most ? safe : "…" + (char.IsLowSurrogate(safe[^most]) ? safe[^(most - 1)..] : safe[^most..]);
        var longest = 0;
        for (int i = 0, run = 0; i < safe.Length; i++)
        {
            run = safe[i] == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        // A space is stripped on both sides when it stands on both; a backtick at an end would join the fence.
        var pad = safe.Length == 0 || safe[0] is '`' or ' ' || safe[^1] is '`' or ' ' ? " " : "";
        return fence + pad + safe + pad + fence;
    }

    /// <summary>A text of ours that takes arguments, such as a notice: punctuation that Markdown reads is escaped.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var c in TerminalText.Encode(text))
        {
            _ = c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '!' or '&' or '$' or '@'
                ? result.Append('\\').Append(c)
                : result.Append(c);
        }

        return result.ToString();
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public override string ToString() => _text.ToString();
}
