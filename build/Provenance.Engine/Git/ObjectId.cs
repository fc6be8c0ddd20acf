using System.Buffers.Binary;

namespace Provenance.Engine.Git;

/// <summary>Name of a git object: 20 bytes (SHA-1) or 32 bytes (SHA-256).</summary>
/// <remarks>A value instead of a string: a replay holds hundreds of thousands of them.</remarks>
public readonly record struct ObjectId : IComparable<ObjectId>
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly byte _length;

    private ObjectId(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[32];
        padded.Clear();
        bytes.CopyTo(padded);
        _a = BinaryPrimitives.ReadUInt64BigEndian(padded);
        _b = BinaryPrimitives.ReadUInt64BigEndian(padded[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(padded[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(padded[24..]);
        _length = (byte)bytes.Length;
    }

    /// <summary>True for the all-zero name, with which git's raw diff says that a side does not exist, and for <c>default</c>.</summary>
    public bool IsZero => (_a | _b | _c | _d) == 0;

    /// <summary>Reads 40 or 64 lower-case hexadecimal digits; any other form is refused, never completed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length is not (40 or 64))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[32];
        for (var i = 0; i < hex.Length; i += 2)
        {
            var high = Digit(hex[i]);
            var low = Digit(hex[i + 1]);
            if ((high | low) < 0)
            {
                return false;
            }

            bytes[i / 2] = (byte)((high << 4) | low);
        }

        id = new ObjectId(bytes[..(hex.Length / 2)]);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out ObjectId)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length is not (40 or 64))
        {
            return false;
        }

        Span<byte> ascii = stackalloc byte[64];
        for (var i = 0; i < hex.Length; i++)
        {
            if (hex[i] > 'f')
            {
                return false;
            }

            ascii[i] = (byte)hex[i];
        }

        return TryParse(ascii[..hex.Length], out id);
    }

    /// <summary>Reads a name that must be well formed; for constants and values that were checked before.</summary>
    /// <exception cref="FormatException">Not 40 or 64 lower-case hexadecimal digits.</exception>
    public static ObjectId Parse(string hex) => TryParse(hex.AsSpan(), out var id)
        ? id
        : throw new FormatException("An object name has 40 or 64 lower-case hexadecimal digits.");

    /// <summary>Reads 20 or 32 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ObjectId id)
    {
        id = bytes.Length is 20 or 32 ? new ObjectId(bytes) : default;
        return bytes.Length is 20 or 32;
    }

    public int ByteLength => _length == 0 ? 20 : _length;

    /// <summary>Writes the bytes.</summary>
    /// <param name="target">At least <see cref="ByteLength"/> long.</param>
    public void CopyTo(Span<byte> target)
    {
        Span<byte> bytes = stackalloc byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _a);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], _d);
        bytes[..ByteLength].CopyTo(target);
    }

    /// <summary>The first twelve digits, for people.</summary>
    public string Short => ToString()[..12];

    public int CompareTo(ObjectId other)
    {
        var result = _a.CompareTo(other._a);
        result = result != 0 ? result : _b.CompareTo(other._b);
        result = result != 0 ? result : _c.CompareTo(other._c);
        return result != 0 ? result : _d.CompareTo(other._d);
    }

    public override int GetHashCode() => (int)_a ^ (int)(_a >> 32);

    public override string ToString() => string.Create(2 * ByteLength, this, static (digits, id) =>
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = "0123456789abcdef"[(bytes[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xF];
        }
    });

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
