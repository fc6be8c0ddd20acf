using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Writes a replay's result as bytes and reads it back; equal results give equal bytes.</summary>
/// <remarks>Header: magic, payload length, SHA-256 of the payload. Whatever does not fit the header is no snapshot: the reader answers null and the history is walked again.</remarks>
public static class SnapshotCodec
{
    private static readonly byte[] Magic = "provenance-snapshot 2\n"u8.ToArray();

    public static byte[] Encode(HistoryResult history)
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true))
        {
            Write(writer, history);
        }

        var body = payload.ToArray();
        using var file = new MemoryStream(Magic.Length + sizeof(long) + SHA256.HashSizeInBytes + body.Length);
        file.Write(Magic);
        file.Write(BitConverter.GetBytes((long)body.Length));
        file.Write(SHA256.HashData(body));
        file.Write(body);
        return file.ToArray();
    }

    /// <summary>Null when the bytes are damaged, cut, of another version, or a forged body that is no history.</summary>
    public static HistoryResult? TryDecode(ReadOnlySpan<byte> file)
    {
        var bodyStart = Magic.Length + sizeof(long) + SHA256.HashSizeInBytes;
        if (file.Length < bodyStart || !file.StartsWith(Magic))
        {
            return null;
        }

        var body = file[bodyStart..];
        if (BitConverter.ToInt64(file[Magic.Length..]) != body.Length
            || !SHA256.HashData(body).AsSpan().SequenceEqual(file.Slice(Magic.Length + sizeof(long), SHA256.HashSizeInBytes)))
        {
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(body.ToArray()), Encoding.UTF8);
        try
        {
            var history = Read(reader);
            return reader.BaseStream.Position == body.Length && SnapshotShape.IsSound(history) ? history : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException or ArgumentException or OverflowException or InvalidDataException)
        {
            // A checksum says that nothing was lost, not who wrote it: a restored cache may hold anything.
            return null;
        }
    }

    private static void Write(BinaryWriter writer, HistoryResult history)
    {
        writer.Write((byte)history.Mode);
        WriteAll(writer, history.Commits, commit =>
        {
            WriteId(writer, commit.Id);
            WriteAll(writer, commit.Parents, writer.Write7BitEncodedInt);
            writer.Write(commit.CommitterSeconds);
            writer.Write(commit.IsBoundary);
        });
        WriteAll(writer, history.Mainline, step =>
        {
            writer.Write7BitEncodedInt(step.Commit);
            writer.Write(step.Seconds);
        });
        WriteAll(writer, history.Paths, writer.Write);
        WriteAll(writer, history.Origins, origin =>
        {
            writer.Write7BitEncodedInt(origin.Commit);
            writer.Write7BitEncodedInt(origin.Path);
            writer.Write7BitEncodedInt(origin.Project);
            writer.Write((byte)origin.Scope);
            writer.Write(origin.IsTruncated);
        });
        WriteAll(writer, history.Lives, life =>
        {
            writer.Write7BitEncodedInt(life.Origin);
            writer.Write7BitEncodedInt(life.Entry);
        });
        WriteAll(writer, history.Cells, cell =>
        {
            writer.Write7BitEncodedInt(cell.Life);
            writer.Write7BitEncodedInt(cell.Exit);
            writer.Write((byte)cell.Cause);
            writer.Write7BitEncodedInt64(cell.Count);
            writer.Write7BitEncodedInt64(cell.Weight);
        });
        WriteAll(writer, history.Files, file =>
        {
            writer.Write(file.Path);
            WriteId(writer, file.Blob);
            WriteRuns(writer, file.Origins);
            WriteRuns(writer, file.Lives);
            writer.Write(file.IsRead);
        });
        WriteAll(writer, history.Projects, project =>
        {
            writer.Write(project.Path);
            writer.Write7BitEncodedInt(project.Lineage);
        });
        writer.Write7BitEncodedInt(history.Unread.Missing);
        writer.Write7BitEncodedInt(history.Unread.TooLarge);
        writer.Write7BitEncodedInt(history.Unread.NotText);
    }

    private static HistoryResult Read(BinaryReader reader) => new(
        (UnitMode)reader.ReadByte(),
        ReadAll(reader, () => new HistoryCommit(ReadId(reader), ReadAll(reader, reader.Read7BitEncodedInt), reader.ReadInt64(), reader.ReadBoolean())),
        ReadAll(reader, () => new MainlineStep(reader.Read7BitEncodedInt(), reader.ReadInt64())),
        ReadAll(reader, reader.ReadString),
        ReadAll(reader, () => new Origin(
            reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), (ScopeClass)reader.ReadByte(), reader.ReadBoolean())),
        ReadAll(reader, () => new Life(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())),
        ReadAll(reader, () => new HistoryCell(
            reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), (DeathCause)reader.ReadByte(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64())),
        ReadAll(reader, () => new HeadFile(reader.ReadString(), ReadId(reader), ReadRuns(reader), ReadRuns(reader), reader.ReadBoolean())),
        ReadAll(reader, () => new HeadProject(reader.ReadString(), reader.Read7BitEncodedInt())),
        new UnreadFiles(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt()));

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var count = ReadCount(reader);
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(read());
        }

        return items.MoveToImmutable();
    }

    /// <summary>Every item takes a byte at least, so that a count beyond the rest is none.</summary>
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new InvalidDataException();
    }

    private static void WriteRuns(BinaryWriter writer, RunList runs)
    {
        writer.Write7BitEncodedInt(runs.Count);
        writer.Write7BitEncodedInt(runs.Starts.Length);
        for (var i = 0; i < runs.Starts.Length; i++)
        {
            writer.Write7BitEncodedInt(runs.EndOf(i) - runs.Starts[i]);
            writer.Write7BitEncodedInt(runs.Values[i]);
        }
    }

    private static RunList ReadRuns(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var starts = new int[ReadCount(reader)];
        var values = new int[starts.Length];
        var at = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = at;
            at += reader.Read7BitEncodedInt();
            values[i] = reader.Read7BitEncodedInt();
        }

        return RunList.FromRuns(starts, values, count);
    }

    private static void WriteId(BinaryWriter writer, ObjectId id) => writer.Write(id.ToString());

    private static ObjectId ReadId(BinaryReader reader) => ObjectId.Parse(reader.ReadString());
}
