using System.Runtime.CompilerServices;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>What the replay must know of a unit beside its hash, in one byte: whether it weighs, whether it is a name or a literal, and how many letters and digits it has.</summary>
public static class UnitTraits
{
    /// <summary>A structural token: tracked, without weight in the metric.</summary>
    public const byte Weightless = 0x80;

    /// <summary>An identifier, which a consistent rename may change without ending it.</summary>
    public const byte Identifier = 0x40;

    /// <summary>A number, a character or a string.</summary>
    public const byte Literal = 0x20;

    /// <summary>More letters and digits count as so many: every threshold lies below.</summary>
    public const byte MaxAlphanumerics = 0x1F;

    internal const int WeightlessShift = 7;

    /// <summary>Letters and digits of a unit.</summary>
    public static int Alphanumerics(byte traits) => traits & MaxAlphanumerics;

    /// <summary>Counts the ASCII letters and digits of a text, up to <see cref="MaxAlphanumerics"/>.</summary>
    internal static byte CountAlphanumerics(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiLetterOrDigit((char)b) && ++count == MaxAlphanumerics)
            {
                break;
            }
        }

        return (byte)count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Of(TokenKind kind, ReadOnlySpan<byte> text, int start, int length) => kind switch
    {
        // A name counts by its length: its underscores are as telling as its letters.
        TokenKind.Identifier => (byte)(Identifier | Math.Min(length, MaxAlphanumerics)),
        TokenKind.Keyword => (byte)Math.Min(length, MaxAlphanumerics),
        TokenKind.Number => (byte)(Literal | Math.Min(length, MaxAlphanumerics)),
        TokenKind.Structural => Weightless,
        TokenKind.Punctuation => 0,
        TokenKind.String or TokenKind.Character => (byte)(Literal | CountAlphanumerics(text.Slice(start, length))),
        _ => CountAlphanumerics(text.Slice(start, length)),
    };
}
