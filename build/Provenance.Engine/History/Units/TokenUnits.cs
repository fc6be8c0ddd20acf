using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Significant tokens as the C# lexer sees them. A line of the text diff is the tokens that begin in it, so that white space, comments and line ends change nothing.</summary>
public sealed class TokenUnits : IUnitReader
{
    // A name in a using directive is another unit than the same name in code: its weight is fixed at birth, so it must not turn into one that weighs something.
    private const ulong UsingMark = 0xA0761D6478BD642F;

    private readonly TokenScanner _scanner = new();
    private readonly SourceDecoder _decoder = new();
    private readonly TokenBuffer _tokens = new();
    private readonly LineView _lines = new();
    private readonly List<ulong> _lineHashes = [];
    private readonly List<int> _lineStarts = [];
    private readonly List<byte> _indents = [];

    public UnitSequence? Read(ReadOnlySpan<byte> content) => Read(content, out _);

    /// <summary>Also tells the line (LF, from 0) in which each token begins; valid until the next call.</summary>
    public UnitSequence? Read(ReadOnlySpan<byte> content, out ReadOnlySpan<int> tokenLines)
    {
        tokenLines = default;
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        _scanner.Scan(text, _tokens);
        _lines.Read(text, _tokens);
        tokenLines = _lines.TokenLines;
        var hashes = _tokens.Hashes.ToArray();
        var traits = new byte[hashes.Length];
        for (var i = 0; i < traits.Length; i++)
        {
            traits[i] = UnitTraits.Of(_tokens, i, text);
            hashes[i] ^= _tokens.IsInUsingDirective(i) ? UsingMark : 0;
        }

        GroupIntoLines(text, hashes);
        return new UnitSequence(hashes, traits, [.. _lineHashes], [.. _lineStarts], [.. _indents])
        {
            IsMarkedGenerated = GeneratedHeader.IsIn(text),
        };
    }

    private void GroupIntoLines(ReadOnlySpan<byte> text, ulong[] hashes)
    {
        _lineHashes.Clear();
        _lineStarts.Clear();
        _indents.Clear();
        var lineOf = _lines.TokenLines;
        for (var i = 0; i < hashes.Length;)
        {
            var first = i;
            ulong hash = 0;
            while (i < hashes.Length && lineOf[i] == lineOf[first])
            {
                hash = TokenHash.Combine(hash, hashes[i++]);
            }

            _lineHashes.Add(hash);
            _lineStarts.Add(first);
            _indents.Add(LineUnits.IndentOf(text[_lines.Starts[lineOf[first]]..]));
        }
    }
}
