using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote; anything else ends in <see cref="InvalidDataException"/>, never in a huge allocation.</summary>
internal sealed class SnapshotReader
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _at;

    private SnapshotReader(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    private int Rest => _bytes.Length - _at;

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

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        ulong result = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Byte();
            result |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return (long)result;
            }
        }

        throw new InvalidDataException();
    }

    public int Index()
    {
        var value = Number();
        return value is >= 0 and <= int.MaxValue ? (int)value : throw new InvalidDataException();
    }

    public long Signed()
    {
        var value = Number();
        return (long)((ulong)value >> 1) ^ -(value & 1);
    }

    /// <summary>One byte that names a value of an enumeration.</summary>
    public T Enum<T>()
        where T : struct, Enum
    {
        var value = (T)System.Enum.ToObject(typeof(T), Byte());
        return System.Enum.IsDefined(value) ? value : throw new InvalidDataException();
    }

    public ulong Hash() => System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public string Text() => Encoding.UTF8.GetString(Take(Index()));

    public ObjectId Id() => ObjectId.TryRead(Take(Byte()), out var id) ? id : throw new InvalidDataException();

    public RunList Runs()
    {
        var starts = new int[Count()];
        var values = new int[starts.Length];
        var (at, last) = (0, 0L);
        for (var run = 0; run < starts.Length; run++)
        {
            starts[run] = at;
            at = checked(at + Index());
            last += Signed();
            values[run] = checked((int)last);
        }

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
        var items = ImmutableArray.CreateBuilder<T>(Count());
        for (var i = items.Capacity; i > 0; i--)
        {
            items.Add(read());
        }

        return items.MoveToImmutable();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)Rest)
        {
            throw new InvalidDataException();
        }

        _at += length;
        return _bytes.Span.Slice(_at - length, length);
    }
}
