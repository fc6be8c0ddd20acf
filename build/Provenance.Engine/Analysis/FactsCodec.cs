using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.History.Snapshots;

namespace Provenance.Engine.Analysis;

/// <summary>The form of <see cref="CommitFacts"/> in the cache. No field of them holds a person's name or address.</summary>
internal static class FactsCodec
{
    public static void Write(SnapshotWriter writer, CommitFacts facts)
    {
        var claims = facts.Claims;
        writer.Id(claims.Commit);
        writer.Byte((byte)claims.Label);
        writer.Byte((byte)claims.Reason);
        writer.All(claims.Agents, agent =>
        {
            writer.Text(agent.Agent);
            writer.Text(agent.Surface);
            Write(writer, agent.Model);
            writer.Byte((byte)agent.Role);
            writer.Byte((byte)agent.Granularity);
            writer.Byte((byte)agent.Confidence);
            writer.Byte((byte)agent.Tier);
        });
        writer.All(claims.Claims, claim => Write(writer, claim));
        writer.Hash(BitConverter.DoubleToUInt64Bits(claims.Ratio));
        writer.Byte((byte)claims.Tier);
        writer.Byte((byte)claims.Shape);
        writer.Number(claims.CountedSections);
        writer.Number(claims.AgentSections);
        writer.Byte((byte)claims.AuthorClass);
        writer.Flag(claims.AuthorIsAgent);
        writer.Flag(claims.HasReview);
        writer.Flag(claims.IsMerge);
        writer.Number((int)claims.Flags);
        writer.All(claims.Sections, section =>
        {
            writer.Number(section.Section);
            writer.Byte((byte)section.Label);
        });
        Write(writer, claims.AuthorDenial);
        writer.Flag(claims.CopyOf is not null);
        if (claims.CopyOf is { } original)
        {
            writer.Id(original);
        }

        writer.Byte((byte)facts.WithoutOverlay);
        writer.Flag(facts.IsCorrective);
    }

    public static CommitFacts Read(SnapshotReader reader) => new(
        new CommitClaims(
            reader.Id(),
            reader.Enum<Label>(),
            reader.Enum<LabelReason>(),
            reader.All(() => new AgentEntry(
                reader.Text(), reader.Text(), ReadText(reader), reader.Enum<ClaimRole>(), reader.Enum<Granularity>(), reader.Enum<Confidence>(), reader.Enum<Tier>())),
            reader.All(() => ReadClaim(reader)),
            BitConverter.UInt64BitsToDouble(reader.Hash()),
            reader.Enum<Tier>(),
            reader.Enum<MessageShape>(),
            reader.Index(),
            reader.Index(),
            reader.Enum<AuthorClass>(),
            reader.Flag(),
            reader.Flag(),
            reader.Flag(),
            (ClaimFlags)reader.Index())
        {
            Sections = reader.All(() => new SectionLabel(reader.Index(), reader.Enum<Label>())),
            AuthorDenial = ReadText(reader),
            CopyOf = reader.Flag() ? reader.Id() : null,
        },
        reader.Enum<Label>(),
        reader.Flag());

    private static void Write(SnapshotWriter writer, Claim claim)
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

    private static Claim ReadClaim(SnapshotReader reader) => new(
        reader.Text(),
        reader.Text(),
        reader.Enum<ClaimRole>(),
        reader.Enum<Confidence>(),
        ReadText(reader),
        ReadText(reader),
        ReadText(reader),
        reader.Enum<Tier>(),
        reader.Enum<ClaimSource>(),
        reader.Enum<Granularity>(),
        new ClaimPosition(reader.Enum<PositionKind>(), (int)reader.Signed()),
        reader.Text(),
        ReadText(reader),
        (ClaimFlags)reader.Index());

    private static void Write(SnapshotWriter writer, string? text)
    {
        writer.Flag(text is not null);
        writer.Text(text ?? "");
    }

    private static string? ReadText(SnapshotReader reader)
    {
        var isThere = reader.Flag();
        var text = reader.Text();
        return isThere ? text : null;
    }
}
