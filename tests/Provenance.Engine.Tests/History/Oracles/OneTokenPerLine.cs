using System.Text;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>The form of a source file in which a line is a significant token, so that <c>git blame</c> answers per token.</summary>
/// <remarks>
/// Lines are equal where tokens are the same unit to the replay: line ends inside a token count as LF, and a token of a
/// <c>using</c> directive is another one than the same word in code.
/// </remarks>
internal sealed class OneTokenPerLine
{
    private readonly SourceDecoder _decoder = new();
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private byte[] _text = [];

    /// <summary>The tokens that were read last, indexed as the lines of the result.</summary>
    public TokenBuffer Tokens => _tokens;

    /// <summary>Null when the content is no text.</summary>
    public byte[]? Rewrite(ReadOnlySpan<byte> content)
    {
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        _text = text.ToArray();
        _scanner.Scan(_text, _tokens);
        using var result = new MemoryStream(_text.Length);
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_tokens.IsInUsingDirective(i))
            {
                result.Write("using "u8);
            }

            WriteOnOneLine(result, _text.AsSpan(_tokens.Starts[i], _tokens.Lengths[i]));
            result.WriteByte((byte)'\n');
        }

        return result.ToArray();
    }

    /// <summary>The line of the text, from 1, in which a token begins.</summary>
    public int LineOf(int token) => 1 + _text.AsSpan(0, _tokens.Starts[token]).Count((byte)'\n');

    public string TextOf(int token) => Encoding.UTF8.GetString(_text, _tokens.Starts[token], _tokens.Lengths[token]);

    private static void WriteOnOneLine(MemoryStream result, ReadOnlySpan<byte> token)
    {
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '\r' && i + 1 < token.Length && token[i + 1] == '\n')
            {
                continue;
            }

            // The backslash is doubled, so that no two tokens become one line.
            switch (token[i])
            {
                case (byte)'\n':
                    result.Write("\\n"u8);
                    break;
                case (byte)'\\':
                    result.Write("\\\\"u8);
                    break;
                default:
                    result.WriteByte(token[i]);
                    break;
            }
        }
    }
}
