using Provenance.Engine.Tests.History.Scanning;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Tests.History.Units;

/// <summary>The oracle of <see cref="TokenUnits"/>: its definition, one array after the other, from the tokens and lines of a whole scan.</summary>
internal static class PlainTokenUnits
{
    private const ulong UsingMark = 0xA0761D6478BD642F;

    public static UnitSequence? Read(byte[] content)
    {
        var text = new SourceDecoder().Decode(content, out var encoding).ToArray();
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        var tokens = new TokenBuffer();
        new TokenScanner().Scan(text, tokens);
        var lines = new LineView();
        lines.Read(text, tokens);

        ulong[] hashes = [.. Enumerable.Range(0, tokens.Count).Select(token => tokens.Hashes[token] ^ (tokens.IsInUsingDirective(token) ? UsingMark : 0))];
        byte[] traits = [.. Enumerable.Range(0, tokens.Count).Select(token => TraitsOf(tokens, token, text))];
        var tokenLines = lines.TokenLines.ToArray();
        var groups = Enumerable.Range(0, tokens.Count).GroupBy(token => tokenLines[token]).ToArray();
        return new UnitSequence(
            hashes,
            traits,
            [.. groups.Select(group => group.Aggregate(0UL, (hash, token) => TokenHash.Combine(hash, hashes[token])))],
            [.. groups.Select(group => group.First())],
            [.. groups.Select(group => IndentOf(text.AsSpan(lines.Starts[group.Key])))])
        {
            IsMarkedGenerated = GeneratedHeader.IsIn(text),
        };
    }

    /// <summary>Null when two sequences are equal in everything, else what differs.</summary>
    public static string? Difference(UnitSequence? expected, UnitSequence? actual) => (expected, actual) switch
    {
        (null, null) => null,
        (null, _) or (_, null) => "only one is a text",
        _ when !expected.Hashes.AsSpan().SequenceEqual(actual.Hashes) => "hashes",
        _ when !expected.Traits.AsSpan().SequenceEqual(actual.Traits) => "traits",
        _ when !expected.LineHashes.AsSpan().SequenceEqual(actual.LineHashes) => "line hashes",
        _ when !expected.LineStarts.AsSpan().SequenceEqual(actual.LineStarts) => "line starts",
        _ when !expected.Indents.AsSpan().SequenceEqual(actual.Indents) => "indents",
        _ when expected.IsMarkedGenerated != actual.IsMarkedGenerated => "generated header",
        _ => null,
    };

    private static byte TraitsOf(TokenBuffer tokens, int token, byte[] text)
    {
        var kind = tokens.Kind(token);
        var word = text.AsSpan(tokens.Starts[token], tokens.Lengths[token]);
        var alphanumerics = kind switch
        {
            TokenKind.Identifier or TokenKind.Keyword or TokenKind.Number => word.Length,
            TokenKind.Punctuation or TokenKind.Structural => 0,
            _ => word.ToArray().Count(value => char.IsAsciiLetterOrDigit((char)value)),
        };
        return (byte)(Math.Min(alphanumerics, UnitTraits.MaxAlphanumerics)
            | (kind == TokenKind.Identifier ? UnitTraits.Identifier : 0)
            | (kind is TokenKind.Number or TokenKind.String or TokenKind.Character ? UnitTraits.Literal : 0)
            | (tokens.IsStructural(token) ? UnitTraits.Weightless : 0));
    }

    private static byte IndentOf(ReadOnlySpan<byte> line)
    {
        var column = 0;
        foreach (var value in line)
        {
            column += value switch
            {
                (byte)' ' => 1,
                (byte)'\t' => 8 - (column % 8),
                _ => 0,
            };
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C))
            {
                return (byte)Math.Min(column, UnitSequence.MaxIndent);
            }

            if (column >= UnitSequence.MaxIndent)
            {
                return UnitSequence.MaxIndent;
            }
        }

        return UnitSequence.BlankLine;
    }
}
