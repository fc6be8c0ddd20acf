using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Units;

/// <summary>64-bit hash of bytes: multiply and fold, eight bytes a step. The same on every machine.</summary>
/// <remarks>Units are compared by hash alone. With 10⁶ distinct units in a repository the chance of any two colliding is 3·10⁻⁸.</remarks>
public static class UnitHash
{
    private const ulong K0 = 0x9E3779B97F4A7C15;
    private const ulong K1 = 0xD6E8FEB86659FD93;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = K0 ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ Little(MemoryMarshal.Read<ulong>(bytes)), K1);
            bytes = bytes[8..];
        }

        if (bytes.Length > 0)
        {
            Span<byte> rest = stackalloc byte[8];
            rest.Clear();
            bytes.CopyTo(rest);
            hash = Mix(hash ^ Little(MemoryMarshal.Read<ulong>(rest)), K0);
        }

        return Mix(hash, K1);
    }

    /// <summary>Hash of a sequence, one element at a time.</summary>
    public static ulong Combine(ulong hash, ulong next) => Mix(hash ^ next, K1) + K0;

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low ^ a;
    }

    private static ulong Little(ulong value) => BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value);
}
