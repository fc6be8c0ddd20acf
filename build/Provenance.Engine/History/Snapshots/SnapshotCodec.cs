using System.Buffers.Binary;
using System.Security.Cryptography;
using Provenance.Engine.History.Replay;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Writes what a walk left as bytes and reads it back; equal states give equal bytes.</summary>
/// <remarks>
/// Header: magic, lengths of both parts, SHA-256 of both. The first part is the result, which is all that a build of an unchanged commit needs;
/// the second is what a later walk goes on from. Whatever does not fit the header is no snapshot: the history is walked again.
/// </remarks>
internal static class SnapshotCodec
{
    private const int HeaderLength = 22 + sizeof(long) + sizeof(long) + SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "provenance-snapshot 5\n"u8;

    public static byte[] Encode(ReplayState state)
    {
        var writer = new SnapshotWriter(HeaderLength);
        ResultCodec.Write(writer, state.Result);
        var resultLength = writer.Length - HeaderLength;
        StateCodec.Write(writer, state);
        var file = writer.ToArray();
        var header = file.AsSpan(0, HeaderLength);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[Magic.Length..], resultLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[(Magic.Length + sizeof(long))..], file.Length - HeaderLength - resultLength);
        SHA256.HashData(file.AsSpan(HeaderLength), header[^SHA256.HashSizeInBytes..]);
        return file;
    }

    /// <summary>Null when the bytes are damaged, cut, of another version, or a forged body that is no history.</summary>
    public static Snapshot? TryDecode(byte[] file)
    {
        if (file.Length < HeaderLength || !file.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var header = file.AsSpan(0, HeaderLength);
        var resultLength = BinaryPrimitives.ReadInt64LittleEndian(header[Magic.Length..]);
        var stateLength = BinaryPrimitives.ReadInt64LittleEndian(header[(Magic.Length + sizeof(long))..]);
        var body = file.AsMemory(HeaderLength);
        if (resultLength < 0 || stateLength < 0 || resultLength > body.Length || stateLength != body.Length - resultLength
            || !SHA256.HashData(body.Span).AsSpan().SequenceEqual(header[^SHA256.HashSizeInBytes..]))
        {
            return null;
        }

        // A checksum says that nothing was lost, not who wrote it: a restored cache may hold anything.
        var result = SnapshotReader.TryRead(body[..(int)resultLength], ResultCodec.Read);
        return result is not null && SnapshotShape.IsSound(result) ? new Snapshot(result, body[(int)resultLength..]) : null;
    }
}

/// <summary>A snapshot whose result has been read.</summary>
internal sealed class Snapshot(HistoryResult result, ReadOnlyMemory<byte> state)
{
    public HistoryResult Result { get; } = result;

    /// <summary>Reads the second part; null when it does not belong to the result.</summary>
    public ReplayState? TryReadState() =>
        SnapshotReader.TryRead(state, reader => StateCodec.Read(reader, Result)) is { } read && SnapshotShape.IsSound(read) ? read : null;
}
