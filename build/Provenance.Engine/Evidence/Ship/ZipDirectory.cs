using System.Buffers.Binary;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Counts the entries of an archive before a reader allocates one object for each.</summary>
/// <remarks>Format: APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16. The archive reader trusts the headers it meets, not the count at the end.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const uint EndSignature = 0x06054b50;
    private const uint HeaderSignature = 0x02014b50;

    /// <summary>True when the directory is found and has at most <paramref name="limit"/> entries. Archives that need 64-bit fields are refused: no package under the size limit does.</summary>
    public static bool IsWithin(ReadOnlySpan<byte> archive, int limit)
    {
        var end = FindEnd(archive);
        if (end < 0)
        {
            return false;
        }

        var at = BinaryPrimitives.ReadUInt32LittleEndian(archive[(end + 16)..]);
        if (at > end || BinaryPrimitives.ReadUInt16LittleEndian(archive[(end + 10)..]) == ushort.MaxValue)
        {
            return false;
        }

        long position = at;
        for (var count = 0; position + HeaderLength <= archive.Length; count++)
        {
            var header = archive[(int)position..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderSignature)
            {
                break;
            }

            if (count == limit)
            {
                return false;
            }

            position += HeaderLength
                + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }

        return true;
    }

    private static int FindEnd(ReadOnlySpan<byte> archive)
    {
        var first = Math.Max(0, archive.Length - EndLength - ushort.MaxValue);
        for (var at = archive.Length - EndLength; at >= first; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(archive[at..]) == EndSignature)
            {
                return at;
            }
        }

        return -1;
    }
}
