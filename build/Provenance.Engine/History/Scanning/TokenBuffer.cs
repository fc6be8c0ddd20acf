using System.Runtime.CompilerServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>The significant tokens of one file version in source order, as parallel arrays that are reused from file to file.</summary>
/// <remarks>
/// Shapes: every span has <see cref="Count"/> elements, indexed by token. Offsets and lengths are bytes of the UTF-8 text that was scanned.
/// Spans are valid until the next scan into this buffer. Not safe for concurrent use.
/// </remarks>
public sealed class TokenBuffer
{
    internal const byte KindBits = 0x0F;
    internal const byte UsingBit = 0x80;

    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private ulong[] hashes = new ulong[256];
    private byte[] kinds = new byte[256];
    private ScanPoint[] points = new ScanPoint[64];
    private int pointCount;

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Offset in bytes of each token, strictly ascending; tokens do not overlap.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, Count);

    /// <summary>Length in bytes of each token, at least 1.</summary>
    public ReadOnlySpan<int> Lengths => lengths.AsSpan(0, Count);

    /// <summary>
    /// Hash of each token's bytes (<see cref="TokenHash"/>). Inside a token CR LF counts as LF, so that a change of line ends
    /// leaves a string literal over several lines what it was (robustness.md, section 5).
    /// </summary>
    public ReadOnlySpan<ulong> Hashes => hashes.AsSpan(0, Count);

    /// <summary>Kind of a token.</summary>
    public TokenKind Kind(int index) => (TokenKind)(kinds.AsSpan(0, Count)[index] & KindBits);

    /// <summary>Whether the token belongs to a <c>using</c> directive, its <c>global</c> and its semicolon included.</summary>
    public bool IsInUsingDirective(int index) => (kinds.AsSpan(0, Count)[index] & UsingBit) != 0;

    /// <summary>Whether the token is tracked without weight: braces, parentheses, semicolon, comma, and all of a <c>using</c> directive.</summary>
    public bool IsStructural(int index)
    {
        var kind = kinds.AsSpan(0, Count)[index];
        return kind >= UsingBit || kind == (byte)TokenKind.Structural;
    }

    /// <summary>The token's hash with identifiers and literals folded to their kind: equal shapes have equal folded hashes.</summary>
    public ulong FoldedHash(int index)
    {
        var kind = Kind(index);
        return kind is TokenKind.Identifier or TokenKind.Number or TokenKind.String or TokenKind.Character
            ? TokenHash.OfKind(kind)
            : hashes[index];
    }

    /// <summary>Kind of each token, with <see cref="UsingBit"/> where it belongs to a <c>using</c> directive.</summary>
    internal ReadOnlySpan<byte> Kinds => kinds.AsSpan(0, Count);

    /// <summary>Places between these tokens from which a scan can go on, in source order; their tokens are counted in this buffer.</summary>
    internal ReadOnlySpan<ScanPoint> Points => points.AsSpan(0, pointCount);

    internal void Clear()
    {
        Count = 0;
        pointCount = 0;
    }

    internal void AddPoint(int position, int state)
    {
        if (pointCount == points.Length)
        {
            Array.Resize(ref points, pointCount * 2);
        }

        points[pointCount++] = new ScanPoint(position, Count, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int start, int length, ulong hash, TokenKind kind)
    {
        var index = Count;
        if ((uint)index >= (uint)kinds.Length)
        {
            Grow();
        }

        starts[index] = start;
        lengths[index] = length;
        hashes[index] = hash;
        kinds[index] = (byte)kind;
        Count = index + 1;
    }

    internal void MarkUsingDirective(int first, int last)
    {
        foreach (ref var kind in kinds.AsSpan(first, last - first + 1))
        {
            kind |= UsingBit;
        }
    }

    private void Grow()
    {
        var size = kinds.Length * 2;
        Array.Resize(ref starts, size);
        Array.Resize(ref lengths, size);
        Array.Resize(ref hashes, size);
        Array.Resize(ref kinds, size);
    }
}
