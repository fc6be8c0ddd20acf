using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.History.Snapshots;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>Evidence about lines as the text that a history keeps: equal evidence, equal text.</summary>
internal static class SliceCodec
{
    public static string Write(LineEvidence evidence)
    {
        if (evidence == LineEvidence.None)
        {
            return "";
        }

        var writer = new SnapshotWriter(0);
        Write(writer, evidence.Overlay);
        Write(writer, evidence.Mark);
        Write(writer, evidence.Note);
        Write(writer, evidence.Trace);
        writer.Flag(evidence.IsUncovered);
        return Convert.ToBase64String(writer.ToArray());
    }

    /// <summary>Evidence that a stored history holds; null when it is none, as a restored cache may hold anything.</summary>
    public static LineEvidence? TryRead(string slice)
    {
        if (slice.Length == 0)
        {
            return LineEvidence.None;
        }

        var bytes = new byte[slice.Length];
        return Convert.TryFromBase64String(slice, bytes, out var length)
            ? SnapshotReader.TryRead(bytes.AsMemory(0, length), reader => new LineEvidence(ReadStatement(reader), ReadStatement(reader), ReadStatement(reader), ReadStatement(reader), reader.Flag()))
            : null;
    }

    private static void Write(SnapshotWriter writer, LineStatement? statement)
    {
        writer.Flag(statement is not null);
        if (statement is null)
        {
            return;
        }

        writer.Byte((byte)statement.Label);
        writer.Byte((byte)statement.Source);
        writer.Text(statement.Rule);
        writer.All(statement.Claims, claim => ClaimCodec.Write(writer, claim));
        writer.Flag(statement.IsConflict);
    }

    private static LineStatement? ReadStatement(SnapshotReader reader) => reader.Flag()
        ? new LineStatement((Label)reader.Byte((byte)Label.Agent), (ClaimSource)reader.Byte((byte)ClaimSource.Policy), reader.Text(), reader.All(() => ClaimCodec.Read(reader)), reader.Flag())
        : null;
}
