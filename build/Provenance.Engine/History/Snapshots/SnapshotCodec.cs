using System.Buffers.Binary;
using System.Security.Cryptography;
using Provenance.Engine.Git;
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

    public static byte[] Encode(ReplayState state) => EncodeInPlace(state).ToArray();

    /// <summary>As <see cref="Encode"/>, without a copy.</summary>
    public static ReadOnlyMemory<byte> EncodeInPlace(ReplayState state)
    {
        var writer = new SnapshotWriter(HeaderLength, ExpectedLength(state));
        ResultCodec.Write(writer, state.Result);
        var resultLength = writer.Length - HeaderLength;
        StateCodec.Write(writer, state);
        var written = writer.Written;
        var file = written.Span;
        var header = file[..HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[Magic.Length..], resultLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[(Magic.Length + sizeof(long))..], file.Length - HeaderLength - resultLength);
        SHA256.HashData(file[HeaderLength..], header[^SHA256.HashSizeInBytes..]);
        return written;
    }

    private static int ExpectedLength(ReplayState state)
    {
        var result = state.Result;
        var runs = state.Files.Sum(file => (long)file.Anchors.Length) + result.Files.Sum(file => (long)file.Origins.Starts.Length + file.Lives.Starts.Length)
            + state.Recent.Sum(step => step.Files.Sum(file => (long)(file.Before?.Origins.Starts.Length ?? 0)));
        var rows = result.Origins.Length + result.Lives.Length + result.Cells.Length + result.Challenges.Length + state.DeadCode.Length + (4L * result.Commits.Length);
        return (int)Math.Min((5 * runs) + (10 * rows) + state.Buried.Sum(run => 12L * run.Units.Length), CacheFolder.MaxFileBytes);
    }

    /// <summary>Null when the bytes are damaged, cut, of another version, or a forged body that is no history.</summary>
    /// <param name="withState">Reads the second part meanwhile, too, as it is going to be asked for.</param>
    public static Snapshot? TryDecode(byte[] file, bool withState = false)
    {
        if (file.Length < HeaderLength || !file.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var header = file.AsSpan(0, HeaderLength);
        var resultLength = BinaryPrimitives.ReadInt64LittleEndian(header[Magic.Length..]);
        var stateLength = BinaryPrimitives.ReadInt64LittleEndian(header[(Magic.Length + sizeof(long))..]);
        var body = file.AsMemory(HeaderLength);
        if (resultLength < 0 || stateLength < 0 || resultLength > body.Length || stateLength != body.Length - resultLength)
        {
            return null;
        }

        // Before it is known whether the bytes are whole: damaged ones end in nothing as well, and then nobody asks.
        var state = new SnapshotState(body[(int)resultLength..], isAsked: withState);
        if (!SHA256.HashData(body.Span).AsSpan().SequenceEqual(header[^SHA256.HashSizeInBytes..]))
        {
            return null;
        }

        // A checksum says that nothing was lost, not who wrote it: a restored cache may hold anything.
        var result = SnapshotReader.TryRead(body[..(int)resultLength], ResultCodec.Read);
        return result is not null && SnapshotShape.IsSound(result) ? new Snapshot(result, state) : null;
    }
}

/// <summary>A snapshot whose result has been read.</summary>
internal sealed class Snapshot(HistoryResult result, SnapshotState state)
{
    public HistoryResult Result { get; } = result;

    /// <summary>Reads the second part; null when it does not belong to the result.</summary>
    public ReplayState? TryReadState() => state.TryRead()?.Invoke(Result) is { } read && SnapshotShape.IsSound(read) ? read : null;
}

/// <summary>The second part of a snapshot, read when it is asked for.</summary>
/// <param name="isAsked">It is read from now on, on a thread of its own.</param>
internal sealed class SnapshotState(ReadOnlyMemory<byte> bytes, bool isAsked)
{
    private readonly Task<Func<HistoryResult, ReplayState>?>? _reading = isAsked ? OwnThread.Run(() => Read(bytes)) : null;

    public Func<HistoryResult, ReplayState>? TryRead() => _reading is { } reading ? reading.GetAwaiter().GetResult() : Read(bytes);

    private static Func<HistoryResult, ReplayState>? Read(ReadOnlyMemory<byte> bytes) => SnapshotReader.TryRead(bytes, StateCodec.Read);
}
