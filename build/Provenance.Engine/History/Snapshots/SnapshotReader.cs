using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote; anything else ends in <see cref="InvalidDataException"/>, never in a huge allocation.</summary>
internal sealed class SnapshotReader
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _at;

    private SnapshotReader(ReadOnlyMemory<byte> bytes)
    {
        var part = MemoryMarshal.TryGetArray(bytes, out var array) ? array : new ArraySegment<byte>(bytes.ToArray());
        _bytes = part.Array ?? [];
        _at = part.Offset;
        _end = part.Offset + part.Count;
    }

    private int Rest => _end - _at;

    private ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _end);

    /// <summary>Reads all of a part; null when it is not of that form.</summary>
    public static T? TryRead<T>(ReadOnlyMemory<byte> bytes, Func<SnapshotReader, T> read)
        where T : class
    {
        var reader = new SnapshotReader(bytes);
        try
        {
            var result = read(reader);
            return reader.Rest == 0 ? result : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or OverflowException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }

    public byte Byte() => Take(1)[0];

    /// <summary>A byte that names a value of an enumeration, whose values are 0 to <paramref name="last"/>.</summary>
    public byte Byte(byte last) => Byte() is var value && value <= last ? value : throw new InvalidDataException();

    public bool Flag() => Byte() != 0;

    public long Number() => Number(Bytes, ref _at);

    public int Index() => Index(Bytes, ref _at);

    public long Signed() => Signed(Number());

    public ulong Hash() => System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public string Text() => Encoding.UTF8.GetString(Take(Index()));

    public ObjectId Id() => ObjectId.TryRead(Take(Byte()), out var id) ? id : throw new InvalidDataException();

    public RunList Runs()
    {
        var starts = new int[Count()];
        var values = new int[starts.Length];
        var bytes = Bytes;
        var (at, last, next) = (0, 0L, _at);
        for (var run = 0; run < starts.Length; run++)
        {
            starts[run] = at;
            at = checked(at + Index(bytes, ref next));
            last += Signed(Number(bytes, ref next));
            values[run] = checked((int)last);
        }

        _at = next;
        return RunList.FromRuns(starts, values, at);
    }

    /// <summary>Every item takes a byte at least, so that a count beyond the rest is none.</summary>
    public int Count()
    {
        var count = Index();
        return count <= Rest ? count : throw new InvalidDataException();
    }

    public ImmutableArray<T> All<T>(Func<T> read)
    {
        var count = Count();
        var items = count == 0 ? [] : new T[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read();
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>Numbers, one after the other.</summary>
    public ImmutableArray<uint> Numbers()
    {
        var numbers = new uint[Count()];
        var bytes = Bytes;
        var next = _at;
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (uint)Number(bytes, ref next);
        }

        _at = next;
        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    /// <summary>Hashes, one after the other.</summary>
    public ImmutableArray<ulong> Hashes()
    {
        var hashes = new ulong[Count()];
        var bytes = Take(checked(hashes.Length * sizeof(ulong)));
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * sizeof(ulong))..]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(hashes);
    }

    private static long Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        // Most are below 128. Past the end the index is out of range, which ends the reading as damage does.
        ulong result = bytes[at++];
        if (result < 0x80)
        {
            return (long)result;
        }

        result &= 0x7F;
        for (var shift = 7; shift < 64; shift += 7)
        {
            var b = bytes[at++];
            result |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return (long)result;
            }
        }

        throw new InvalidDataException();
    }

    private static int Index(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = Number(bytes, ref at);
        return value is >= 0 and <= int.MaxValue ? (int)value : throw new InvalidDataException();
    }

    private static long Signed(long value) => (long)((ulong)value >> 1) ^ -(value & 1);

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)Rest)
        {
            throw new InvalidDataException();
        }

        _at += length;
        return _bytes.AsSpan(_at - length, length);
    }
}
