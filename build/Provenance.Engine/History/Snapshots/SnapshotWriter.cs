using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Writes numbers short, names once and runs as lengths into a buffer that grows.</summary>
internal sealed class SnapshotWriter
{
    private byte[] _buffer = new byte[1 << 16];

    /// <param name="reserved">Bytes left free at the beginning.</param>
    public SnapshotWriter(int reserved) => Length = reserved;

    public int Length { get; private set; }

    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    public void Byte(byte value) => Room(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>A number that is not negative, seven bits a byte.</summary>
    public void Number(long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    /// <summary>A number that may be negative.</summary>
    public void Signed(long value) => Number((value << 1) ^ (value >> 63));

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
        Number(runs.Starts.Length);
        var last = 0;
        for (var run = 0; run < runs.Starts.Length; run++)
        {
            Number(runs.EndOf(run) - runs.Starts[run]);
            Signed(runs.Values[run] - last);
            last = runs.Values[run];
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

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - Length < length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + length));
        }

        Length += length;
        return _buffer.AsSpan(Length - length, length);
    }
}
