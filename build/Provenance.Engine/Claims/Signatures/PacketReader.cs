using System.Buffers.Binary;

namespace Provenance.Engine.Claims.Signatures;

/// <summary>Packets, lengths and numbers of OpenPGP (RFC 9580, sections 3.2, 4.2 and 5.2.3.7).</summary>
internal static class PacketReader
{
    /// <summary>Reads the packet that the bytes begin with; one of partial or indeterminate length is refused.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int tag, out ReadOnlySpan<byte> body)
    {
        tag = 0;
        body = default;
        if (bytes.Length < 2 || (bytes[0] & 0x80) == 0)
        {
            return false;
        }

        int length;
        int start;
        if ((bytes[0] & 0x40) != 0)
        {
            tag = bytes[0] & 0x3F;
            if (bytes[1] is >= 224 and < 255 || !TryReadLength(bytes[1..], out length, out start))
            {
                return false;
            }

            start++;
        }
        else
        {
            tag = (bytes[0] >> 2) & 0x0F;
            var size = bytes[0] & 3;
            start = 1 + (1 << size);
            if (size == 3 || bytes.Length < start)
            {
                return false;
            }

            length = size == 0 ? bytes[1] : size == 1 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]) : BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
        }

        if (length < 0 || bytes.Length - start < length)
        {
            return false;
        }

        body = bytes.Slice(start, length);
        return true;
    }

    /// <param name="start">Where what is measured begins.</param>
    public static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length, out int start)
    {
        (length, start) = bytes switch
        {
            [< 192, ..] => (bytes[0], 1),
            [< 255, _, ..] => (((bytes[0] - 192) << 8) + bytes[1] + 192, 2),
            [255, _, _, _, _, ..] => (BinaryPrimitives.ReadInt32BigEndian(bytes[1..]), 5),
            _ => (-1, 0),
        };
        return length >= 0;
    }

    /// <summary>Reads a number: its length in bits, then its bytes, most significant first.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)
    {
        number = rest = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var length = (BinaryPrimitives.ReadUInt16BigEndian(bytes) + 7) / 8;
        if (length == 0 || bytes.Length < 2 + length)
        {
            return false;
        }

        number = bytes.Slice(2, length);
        rest = bytes[(2 + length)..];
        return true;
    }
}
