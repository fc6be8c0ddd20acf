using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Claims.Notes;
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
            ClaimCodec.Write(writer, agent.Model);
            writer.Byte((byte)agent.Role);
            writer.Byte((byte)agent.Granularity);
            writer.Byte((byte)agent.Confidence);
            writer.Byte((byte)agent.Tier);
        });
        writer.All(claims.Claims, claim => ClaimCodec.Write(writer, claim));
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
        ClaimCodec.Write(writer, claims.AuthorDenial);
        writer.Flag(claims.CopyOf is not null);
        if (claims.CopyOf is { } original)
        {
            writer.Id(original);
        }

        writer.Byte((byte)facts.WithoutOverlay);
        writer.Flag(facts.IsCorrective);
        writer.Hash(facts.Traits.Title);
        writer.Flag(facts.Traits.BackportOf is not null);
        writer.Hash(facts.Traits.BackportOf ?? 0);
        writer.All(facts.Traits.Picked, writer.Id);
        writer.Signed(facts.Traits.AuthorSeconds);
        writer.Flag(facts.Note is not null);
        if (facts.Note is { } note)
        {
            writer.Id(note.Blob);
            writer.Byte((byte)note.Status);
        }

        ClaimCodec.Write(writer, facts.Patch);
    }

    public static CommitFacts Read(SnapshotReader reader)
    {
        var claims = ReadClaims(reader);
        return new CommitFacts(claims, (Label)reader.Byte((byte)Label.Agent), reader.Flag())
        {
            Traits = new CopyTraits(claims.Commit, reader.Hash(), ReadIf(reader.Flag(), reader.Hash()), reader.All(reader.Id), reader.Signed()),
            Note = reader.Flag() ? new NoteFacts(reader.Id(), (NoteStatus)reader.Byte((byte)NoteStatus.Missing)) : null,
            Patch = ClaimCodec.ReadText(reader),
        };
    }

    private static CommitClaims ReadClaims(SnapshotReader reader) => new(
        reader.Id(),
        (Label)reader.Byte((byte)Label.Agent),
        (LabelReason)reader.Byte((byte)LabelReason.NoteConflict),
        reader.All(() => new AgentEntry(
            reader.Text(), reader.Text(), ClaimCodec.ReadText(reader), (ClaimRole)reader.Byte((byte)ClaimRole.Signer), (Granularity)reader.Byte((byte)Granularity.Partial), (Confidence)reader.Byte((byte)Confidence.High), (Tier)reader.Byte((byte)Tier.Attested))),
        reader.All(() => ClaimCodec.Read(reader)),
        BitConverter.UInt64BitsToDouble(reader.Hash()),
        (Tier)reader.Byte((byte)Tier.Attested),
        (MessageShape)reader.Byte((byte)MessageShape.Sections),
        reader.Index(),
        reader.Index(),
        (AuthorClass)reader.Byte((byte)AuthorClass.VendorPerson),
        reader.Flag(),
        reader.Flag(),
        reader.Flag(),
        (ClaimFlags)reader.Index())
    {
        Sections = reader.All(() => new SectionLabel(reader.Index(), (Label)reader.Byte((byte)Label.Agent))),
        AuthorDenial = ClaimCodec.ReadText(reader),
        CopyOf = reader.Flag() ? reader.Id() : null,
    };

    private static ulong? ReadIf(bool isThere, ulong value) => isThere ? value : null;
}
