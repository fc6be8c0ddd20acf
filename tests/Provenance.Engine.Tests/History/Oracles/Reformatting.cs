using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Ways to write the same tokens otherwise. Trivia that holds more than white space stays as it is: a directive needs its line.</summary>
internal static class Reformatting
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>By name; each takes a text without byte order mark.</summary>
    public static readonly SortedDictionary<string, Func<string, byte[]>> All = new(StringComparer.Ordinal)
    {
        ["tabs for spaces"] = text => Utf8.GetBytes(BetweenTokens(text, gap => gap.Replace("    ", "\t", StringComparison.Ordinal))),
        ["no indent"] = text => Utf8.GetBytes(BetweenTokens(text, gap => gap.Contains('\n', StringComparison.Ordinal) ? "\n" : gap)),
        ["trailing white space"] = text => Utf8.GetBytes(BetweenTokens(text, gap => gap.Replace("\n", " \t\n", StringComparison.Ordinal))),
        ["token per line"] = text => Utf8.GetBytes(BetweenTokens(text, _ => "\n")),
        ["other line breaks"] = text => Utf8.GetBytes(BetweenTokens(text, (_, next) => next % 4 == 0 ? "\n    " : " ")),
        ["joined lines"] = text => Utf8.GetBytes(BetweenTokens(text, _ => " ")),
        ["blank lines"] = text => Utf8.GetBytes(BetweenTokens(text, gap => gap.Replace("\n", "\n\n\n", StringComparison.Ordinal))),
        ["comments"] = text => Utf8.GetBytes(BetweenTokens(text, gap => gap.Contains('\n', StringComparison.Ordinal) ? " // why" + gap : " /* here */" + gap)),
        ["brace in the line before"] = text => Utf8.GetBytes(BetweenTokens(text, (gap, next) => next == '{' ? " " : gap)),
        ["brace on a new line"] = text => Utf8.GetBytes(BetweenTokens(text, (gap, next) => next is '{' or '}' ? "\n        " : gap)),
        ["CRLF"] = text => Utf8.GetBytes(ToCrLf(text)),
        ["byte order mark"] = text => [.. Encoding.UTF8.Preamble, .. Utf8.GetBytes(text)],
        ["UTF-16 little-endian"] = text => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
        ["UTF-16 big-endian, CRLF"] = text => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(ToCrLf(text))],
    };

    /// <summary>The tokens that Roslyn sees, line ends in them as LF.</summary>
    public static string[] TokensOf(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Utf8, detectEncodingFromByteOrderMarks: true);
        return [.. SyntaxFactory.ParseTokens(reader.ReadToEnd()).Where(token => token.Span.Length > 0).Select(token => token.Text.Replace("\r\n", "\n", StringComparison.Ordinal))];
    }

    private static string ToCrLf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string BetweenTokens(string text, Func<string, string> rewrite) => BetweenTokens(text, (gap, _) => rewrite(gap));

    private static string BetweenTokens(string text, Func<string, char, string> rewrite)
    {
        var result = new StringBuilder();
        var end = 0;
        foreach (var token in SyntaxFactory.ParseTokens(text))
        {
            var gap = text[end..token.SpanStart];
            var isFree = gap.Length > 0 && string.IsNullOrWhiteSpace(gap) && end > 0 && token.SpanStart < text.Length;
            result.Append(isFree ? rewrite(gap, text[token.SpanStart]) : gap).Append(text, token.SpanStart, token.Span.Length);
            end = token.Span.End;
        }

        return result.Append(text, end, text.Length - end).ToString();
    }
}
