using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>Damages whole source files at the level of bytes: what a broken merge, tool or transfer leaves behind.</summary>
internal static class SourceDamage
{
    private static readonly Encoding[] Encodings = [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(bigEndian: false, byteOrderMark: true), new UnicodeEncoding(bigEndian: true, byteOrderMark: true)];

    private static readonly string[] LineEnds = ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\n\r", "\r\r\n", ""];

    /// <summary>A byte order mark, NUL, lone surrogates, an overlong and a cut form, the highest code point and one beyond it, bytes that are none.</summary>
    private static readonly byte[][] Pieces =
    [
        [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0], [0, 0], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0xC0, 0x80], [0xE2, 0x80],
        [0xF0, 0x9F, 0x98], [0xF4, 0x8F, 0xBF, 0xBD], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0x8B], [0xCC, 0x81], [0x1A], [0x0C],
    ];

    /// <summary>Files of any encoding with up to six damages.</summary>
    public static Arbitrary<byte[]> Of(string[] sources)
    {
        var damage =
            from kind in Gen.Choose(0, 7)
            from first in Gen.Choose(0, int.MaxValue)
            from second in Gen.Choose(0, int.MaxValue)
            from length in Gen.OneOf(Gen.Choose(1, 8), Gen.Choose(1, 2000))
            from piece in Gen.Elements(Pieces)
            select (kind, first, second, length, piece);
        var files =
            from source in Gen.Elements(sources)
            from encoding in Gen.Elements(Encodings)
            from ends in Gen.OneOf(Gen.Constant("\n"), Gen.Elements(LineEnds))
            from damages in Gen.ArrayOf(damage)
            select damages.Take(6).Aggregate(
                (byte[])[.. encoding.Preamble, .. encoding.GetBytes(source.ReplaceLineEndings(ends))],
                (bytes, next) => Damage(bytes, next.kind, next.first, next.second, next.length, next.piece));
        return Arb.From(files);
    }

    private static byte[] Damage(byte[] bytes, int kind, int first, int second, int length, byte[] piece)
    {
        var at = first % (bytes.Length + 1);
        var end = Math.Min(at + length, bytes.Length);
        var other = second % (bytes.Length + 1);
        switch (kind)
        {
            case 0:
                return [.. bytes[..at], .. bytes[end..]];
            case 1:
                return [.. bytes[..other], .. bytes[at..end], .. bytes[other..]];
            case 2 when end <= other:
                var otherEnd = Math.Min(other + length, bytes.Length);
                return [.. bytes[..at], .. bytes[other..otherEnd], .. bytes[end..other], .. bytes[at..end], .. bytes[otherEnd..]];
            case 3:
                // Mostly the end goes, now and then all but it.
                return length < 4 ? bytes[at..] : bytes[..at];
            case 4 when at < bytes.Length:
                var changed = bytes.ToArray();
                changed[at] = (byte)second;
                return changed;
            default:
                return [.. bytes[..at], .. piece, .. bytes[at..]];
        }
    }
}
