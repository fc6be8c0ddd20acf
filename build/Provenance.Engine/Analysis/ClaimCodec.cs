using Provenance.Engine.Claims;
using Provenance.Engine.History.Snapshots;

namespace Provenance.Engine.Analysis;

/// <summary>The form of a <see cref="Claim"/> in the cache.</summary>
internal static class ClaimCodec
{
    public static void Write(SnapshotWriter writer, Claim claim)
    {
        writer.Text(claim.Agent);
        writer.Text(claim.Surface);
        writer.Byte((byte)claim.Role);
        writer.Byte((byte)claim.Confidence);
        Write(writer, claim.Model);
        Write(writer, claim.ModelRaw);
        Write(writer, claim.SessionId);
        writer.Byte((byte)claim.Tier);
        writer.Byte((byte)claim.Source);
        writer.Byte((byte)claim.Granularity);
        writer.Byte((byte)claim.Position.Kind);
        writer.Signed(claim.Position.Section);
        writer.Text(claim.Rule);
        Write(writer, claim.Key);
        writer.Number((int)claim.Flags);
    }

    public static Claim Read(SnapshotReader reader) => new(
        reader.Text(),
        reader.Text(),
        (ClaimRole)reader.Byte((byte)ClaimRole.Signer),
        (Confidence)reader.Byte((byte)Confidence.High),
        ReadText(reader),
        ReadText(reader),
        ReadText(reader),
        (Tier)reader.Byte((byte)Tier.Attested),
        (ClaimSource)reader.Byte((byte)ClaimSource.Policy),
        (Granularity)reader.Byte((byte)Granularity.Partial),
        new ClaimPosition((PositionKind)reader.Byte((byte)PositionKind.Hoisted), (int)reader.Signed()),
        reader.Text(),
        ReadText(reader),
        (ClaimFlags)reader.Index());

    public static void Write(SnapshotWriter writer, string? text)
    {
        writer.Flag(text is not null);
        writer.Text(text ?? "");
    }

    public static string? ReadText(SnapshotReader reader)
    {
        var isThere = reader.Flag();
        var text = reader.Text();
        return isThere ? text : null;
    }
}
