using System.Text;

namespace Provenance.Engine.Claims;

/// <summary>A commit message as lines.</summary>
/// <remarks>
/// Every CR is deleted, so that a message reads the same with either line end. Unicode is not normalised: <see cref="string.Normalize()"/> does nothing under
/// InvariantGlobalization and something without it, and the same commit must give the same claims in every host.
/// </remarks>
internal sealed class MessageText
{
    private readonly List<(int Start, int Length)> _lines = [];

    private MessageText(string text, bool isTruncated)
    {
        Text = text;
        IsTruncated = isTruncated;
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            length = length < 0 ? text.Length - start : length;
            _lines.Add((start, length));
            start += length + 1;
        }
    }

    /// <summary>The message was longer than <see cref="Limits.Message"/>.</summary>
    public bool IsTruncated { get; }

    public string Text { get; }

    public int Count => _lines.Count;

    /// <summary>A line without its end, with its blanks.</summary>
    public ReadOnlySpan<char> this[int line] => Text.AsSpan(_lines[line].Start, _lines[line].Length);

    public static MessageText Of(string message)
    {
        var isTruncated = message.Length > Limits.Message;
        return new MessageText(Fold(isTruncated ? message[..Limits.Message] : message), isTruncated);
    }

    public bool IsBlank(int line) => this[line].IsWhiteSpace();

    /// <summary>Deletes every CR, and writes the one sign beyond ASCII that equals an ASCII letter without case (the Kelvin sign) as that letter.</summary>
    /// <remarks>So comparisons that ignore ASCII case agree with the regex engine.</remarks>
    public static string Fold(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\u212A') < 0)
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c != '\r')
            {
                folded.Append(c == '\u212A' ? 'K' : c);
            }
        }

        return folded.ToString();
    }
}
