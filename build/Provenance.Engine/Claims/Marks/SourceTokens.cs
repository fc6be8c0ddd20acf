namespace Provenance.Engine.Claims.Marks;

/// <summary>A C# file as text and the places of its tokens.</summary>
/// <remarks>Claims knows no scanner: whoever has scanned the file hands the places in (<c>TokenBuffer.Starts</c> and <c>Lengths</c>), so that what is a comment is decided in one place of the engine.</remarks>
public readonly ref struct SourceTokens
{
    private readonly ReadOnlySpan<int> _starts;
    private readonly ReadOnlySpan<int> _lengths;

    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <param name="starts">Offset of each token in bytes, ascending.</param>
    /// <param name="lengths">Bytes of each token; tokens do not overlap.</param>
    public SourceTokens(ReadOnlySpan<byte> text, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths)
    {
        Text = text;
        _starts = starts;
        _lengths = lengths;
    }

    public ReadOnlySpan<byte> Text { get; }

    public int Count => _starts.Length;

    /// <summary>The bytes of a token; empty past either end.</summary>
    public ReadOnlySpan<byte> this[int token] =>
        (uint)token < (uint)_starts.Length ? Text.Slice(_starts[token], _lengths[token]) : default;

    public int Start(int token) => _starts[token];

    public int End(int token) => _starts[token] + _lengths[token];

    internal bool Is(int token, byte sign) => this[token] is [var only] && only == sign;

    /// <summary>A name or a keyword, with or without <c>@</c>.</summary>
    internal bool IsWord(int token) =>
        this[token] is [var first, ..] && (char.IsAsciiLetter((char)first) || first is (byte)'_' or >= 0x80 || (first == (byte)'@' && this[token] is [_, not (byte)'"' and not (byte)'$', ..]));
}
