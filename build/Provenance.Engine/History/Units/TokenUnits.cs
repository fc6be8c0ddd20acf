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
    private ulong[] _lineHashes = new ulong[128];
    private int[] _lineStarts = new int[128];
    private byte[] _indents = new byte[128];
    private int _lines;

    public UnitSequence? Read(ReadOnlySpan<byte> content)
    {
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        _scanner.Scan(text, _tokens);
        var hashes = GC.AllocateUninitializedArray<ulong>(_tokens.Count);
        var traits = GC.AllocateUninitializedArray<byte>(_tokens.Count);
        ReadTokens(text, hashes, traits);
        return new UnitSequence(hashes, traits, _lineHashes[.._lines], _lineStarts[.._lines], _indents[.._lines])
        {
            IsMarkedGenerated = GeneratedHeader.IsIn(text),
        };
    }

    // One pass over the tokens: their traits, and the lines in which they begin.
    private void ReadTokens(ReadOnlySpan<byte> text, Span<ulong> hashes, Span<byte> traits)
    {
        var starts = _tokens.Starts;
        var lengths = _tokens.Lengths[..starts.Length];
        var kinds = _tokens.Kinds[..starts.Length];
        var plain = _tokens.Hashes[..starts.Length];
        hashes = hashes[..starts.Length];
        traits = traits[..starts.Length];
        _lines = 0;
        var nextLine = 0;
        ulong lineHash = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var start = starts[i];
            if (start >= nextLine)
            {
                EndLine(lineHash);
                nextLine = BeginLine(text, start, i);
                lineHash = 0;
            }

            var hash = plain[i];
            var trait = UnitTraits.Of((TokenKind)(kinds[i] & TokenBuffer.KindBits), text, start, lengths[i]);
            if (kinds[i] >= TokenBuffer.UsingBit)
            {
                hash ^= UsingMark;
                trait |= UnitTraits.Weightless;
            }

            hashes[i] = hash;
            traits[i] = trait;
            lineHash = TokenHash.Combine(lineHash, hash);
        }

        EndLine(lineHash);
    }

    private void EndLine(ulong hash)
    {
        if (_lines > 0)
        {
            _lineHashes[_lines - 1] = hash;
        }
    }

    // Returns where the line after that of the token begins.
    private int BeginLine(ReadOnlySpan<byte> text, int start, int token)
    {
        if (_lines == _lineStarts.Length)
        {
            Array.Resize(ref _lineHashes, _lines * 2);
            Array.Resize(ref _lineStarts, _lines * 2);
            Array.Resize(ref _indents, _lines * 2);
        }

        _lineStarts[_lines] = token;
        _indents[_lines] = LineUnits.IndentOf(text[(text[..start].LastIndexOf((byte)'\n') + 1)..]);
        _lines++;
        var length = text[start..].IndexOf((byte)'\n');
        return length < 0 ? int.MaxValue : start + length + 1;
    }
}
