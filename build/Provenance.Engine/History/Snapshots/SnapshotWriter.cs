using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Writes numbers short, names once and runs as lengths into a buffer that grows.</summary>
internal sealed class SnapshotWriter
{
    private const int LongestNumber = 10;

    private byte[] _buffer;

    /// <param name="reserved">Bytes left free at the beginning.</param>
    /// <param name="expected">About how many bytes will be written: room that is not used costs nothing, and room that is missing is two copies for a while.</param>
    public SnapshotWriter(int reserved, int expected = 0)
    {
        _buffer = new byte[Math.Max(expected, 1 << 10) + reserved];
        Length = reserved;
    }

    public int Length { get; private set; }

    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    /// <summary>What was written, where it was written: valid while nothing more is.</summary>
    public Memory<byte> Written => _buffer.AsMemory(0, Length);

    public void Byte(byte value) => Room(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>A number that is not negative, seven bits a byte.</summary>
    public void Number(long value)
    {
        Reserve(LongestNumber);
        Length = Number(_buffer, Length, (ulong)value);
    }

    /// <summary>A number that may be negative.</summary>
    public void Signed(long value) => Number((long)Folded(value));

    public void Hash(ulong value) => System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    public void Id(ObjectId id)
    {
        Byte((byte)id.ByteLength);
        id.CopyTo(Room(id.ByteLength));
    }

    public void Runs(RunList runs)
    {
        var (starts, values) = (runs.Starts, runs.Values);
        Reserve(checked(LongestNumber + (2 * LongestNumber * starts.Length)));
        var (buffer, at, last) = (_buffer, Number(_buffer, Length, (ulong)starts.Length), 0);
        for (var run = 0; run < starts.Length; run++)
        {
            at = Number(buffer, at, (ulong)(runs.EndOf(run) - starts[run]));
            at = Number(buffer, at, Folded(values[run] - last));
            last = values[run];
        }

        Length = at;
    }

    public void Numbers(ImmutableArray<uint> numbers)
    {
        Reserve(checked(LongestNumber * (numbers.Length + 1)));
        var at = Number(_buffer, Length, (ulong)numbers.Length);
        foreach (var number in numbers)
        {
            at = Number(_buffer, at, number);
        }

        Length = at;
    }

    public void Hashes(ReadOnlySpan<ulong> hashes)
    {
        Number(hashes.Length);
        var room = Room(checked(hashes.Length * sizeof(ulong)));
        for (var i = 0; i < hashes.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(room[(i * sizeof(ulong))..], hashes[i]);
        }
    }

    public void All<T>(ImmutableArray<T> items, Action<T> write)
    {
        Number(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static ulong Folded(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static int Number(byte[] buffer, int at, ulong rest)
    {
        while (rest >= 0x80)
        {
            buffer[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[at++] = (byte)rest;
        return at;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length - Length < length)
        {
            Array.Resize(ref _buffer, Math.Max((int)Math.Min(2L * _buffer.Length, Array.MaxLength), checked(Length + length)));
        }
    }

    private Span<byte> Room(int length)
    {
        Reserve(length);
        Length += length;
        return _buffer.AsSpan(Length - length, length);
    }
}
