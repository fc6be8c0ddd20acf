using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>
/// A 64-bit hash of the bytes of a token or line: equal on every machine and run, well mixed, not cryptographic. Whoever crafts two tokens
/// with one hash gets them taken for the same token, and nothing worse.
/// </summary>
/// <remarks>Words of 16 bytes, zero padded, are folded by 64 × 64 → 128 bit multiplication, the length is mixed in. Snapshots store it: never change it.</remarks>
public static class TokenHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15;
    private const ulong Low = 0xD1B54A32D192ED03;
    private const ulong High = 0x8CB92BA72F3D8DD7;
    private const ulong LengthFactor = 0xAEF17502108EF2D9;

    private static readonly ulong[] SingleBytes = BuildSingleBytes();

    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue,
    ];

    /// <summary>Hash of a token given by its bytes, which must already have LF for CR LF.</summary>
    public static ulong Of(ReadOnlySpan<byte> token) => Of(token, 0, token.Length);

    /// <summary>Hash of a sequence of hashes, one element at a time, from 0.</summary>
    internal static ulong Combine(ulong sequence, ulong next) => Fold(sequence ^ next ^ Low, High) + Seed;

    /// <summary>The value that stands for every token of a kind once the text is folded away.</summary>
    internal static ulong OfKind(TokenKind kind) => Finish(Seed, ~(ulong)kind, High, 0);

    internal static ulong OfSingleByte(byte value) => SingleBytes[value];

    /// <summary>A hash under two secret keys. The other one can be crafted to forget what stands before its last word, as its factors are known.</summary>
    internal static ulong Keyed(ReadOnlySpan<byte> text, int start, int length, ulong key, ulong factor)
    {
        var state = key;
        var rest = length;
        while (rest > 16)
        {
            state = Fold(state ^ BinaryPrimitives.ReadUInt64LittleEndian(text[start..]), factor ^ BinaryPrimitives.ReadUInt64LittleEndian(text[(start + 8)..]));
            start += 16;
            rest -= 16;
        }

        var low = ReadWord(text, start, out var high);
        low &= Masks[Math.Min(rest, 8)];
        high &= Masks[Math.Max(rest - 8, 0)];
        return Fold(Fold(state ^ low, factor ^ high) ^ (uint)length, key ^ factor);
    }

    internal static ulong Of(ReadOnlySpan<byte> text, int start, int length)
    {
        var state = Seed;
        var rest = length;
        while (rest > 16)
        {
            state = Fold(state ^ BinaryPrimitives.ReadUInt64LittleEndian(text[start..]), Low ^ BinaryPrimitives.ReadUInt64LittleEndian(text[(start + 8)..]));
            start += 16;
            rest -= 16;
        }

        var low = ReadWord(text, start, out var high);
        low &= Masks[Math.Min(rest, 8)];
        high &= Masks[Math.Max(rest - 8, 0)];
        return Finish(state, low, high, length);
    }

    private static ulong ReadWord(ReadOnlySpan<byte> text, int start, out ulong high)
    {
        if (text.Length - start < 16)
        {
            return ReadLastWord(text[start..], out high);
        }

        high = BinaryPrimitives.ReadUInt64LittleEndian(text[(start + 8)..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(text[start..]);
    }

    // The end of the text: 16 bytes cannot be read, so the bytes that are there go into a padded word. Apart, because it is rare and needs stack space.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong ReadLastWord(ReadOnlySpan<byte> rest, out ulong high)
    {
        Span<byte> word = stackalloc byte[16];
        word.Clear();
        rest.CopyTo(word);
        high = BinaryPrimitives.ReadUInt64LittleEndian(word[8..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(word);
    }

    private static ulong Finish(ulong state, ulong low, ulong high, int length)
    {
        var mixed = Fold(low ^ Low ^ ((ulong)(uint)length * LengthFactor), high ^ High ^ state);
        return Fold(mixed ^ Seed, (low ^ (high << 32 | high >> 32)) ^ LengthFactor) ^ mixed;
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong[] BuildSingleBytes()
    {
        var values = new ulong[256];
        for (var value = 0; value < values.Length; value++)
        {
            values[value] = Of([(byte)value]);
        }

        return values;
    }
}
