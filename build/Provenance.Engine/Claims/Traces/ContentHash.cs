using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Provenance.Engine.Claims.Traces;

/// <summary>How a hash of a range's text was made; the format leaves it open.</summary>
public enum ContentHashKind : byte
{
    Sha256,
    Sha1,

    /// <summary>MurmurHash3 for x86, 32 bits, seed 0.</summary>
    Murmur3,
}

/// <summary>A hash of a range's text, as <c>kind:hexadecimal digits</c>.</summary>
/// <param name="Hex">Lower case. Of SHA hashes at least the first <see cref="MinShaDigits"/> digits.</param>
public sealed record ContentHash(ContentHashKind Kind, string Hex)
{
    /// <summary>Writers cut hashes; fewer digits would let other text pass by chance.</summary>
    public const int MinShaDigits = 16;

    private const int MurmurDigits = 8;

    /// <summary>Null when the text is none that can be checked.</summary>
    public static ContentHash? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var hex = text[(colon + 1)..].ToLowerInvariant();
        if (!hex.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        return text[..colon] switch
        {
            "sha256" when hex.Length is >= MinShaDigits and <= 64 => new ContentHash(ContentHashKind.Sha256, hex),
            "sha1" when hex.Length is >= MinShaDigits and <= 40 => new ContentHash(ContentHashKind.Sha1, hex),
            "murmur3" when hex.Length == MurmurDigits => new ContentHash(ContentHashKind.Murmur3, hex),
            _ => null,
        };
    }

    /// <summary>True when the text has this hash, with or without its last line end: writers do either.</summary>
    /// <param name="text">Lines ended by LF, without CR.</param>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        var trimmed = text.EndsWith("\n"u8) ? text[..^1] : text;
        return IsOf(trimmed) || IsOf([.. trimmed, (byte)'\n']);
    }

    private bool IsOf(ReadOnlySpan<byte> text)
    {
        var hash = Kind switch
        {
            ContentHashKind.Sha256 => SHA256.HashData(text),
            ContentHashKind.Sha1 => Sha1(text),
            _ => Murmur(text),
        };
        return Convert.ToHexString(hash).ToLowerInvariant().StartsWith(Hex, StringComparison.Ordinal);
    }

    // The record's writer chose it: it says that text is the same, and protects nothing.
#pragma warning disable CA5350
    private static byte[] Sha1(ReadOnlySpan<byte> text) => SHA1.HashData(text);
#pragma warning restore CA5350

    // Appleby's MurmurHash3_x86_32 (public domain), written from its description.
    private static byte[] Murmur(ReadOnlySpan<byte> text)
    {
        const uint c1 = 0xCC9E2D51;
        const uint c2 = 0x1B873593;
        var hash = 0u;
        var rest = text;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            hash ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(rest) * c1, 15) * c2;
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
        }

        var tail = 0u;
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | rest[i];
        }

        hash ^= BitOperations.RotateLeft(tail * c1, 15) * c2;
        hash ^= (uint)text.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        hash ^= hash >> 16;
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, hash);
        return bytes;
    }
}
