using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Policy;
using Provenance.Engine.Tests.Claims;

namespace Provenance.Engine.Tests.Analysis;

public sealed class FactsCodecTests
{
    private static readonly JsonSerializerOptions Whole = new() { Converters = { new IdConverter() } };

    /// <summary>Every property of every fact comes back: one that the cache forgets would make a label depend on whether it was cached.</summary>
    [Fact]
    public void CachedFacts_EqualThoseThatWereRead()
    {
        var labels = new CommitLabels(new LoadedPolicy(ProvenancePolicy.Default, IsUsable: true, Overlay.Empty, [], null, null));
        var all = MessageCase.All.Select(item => labels.Read(item.Commit)).ToArray();

        var noted = all[0] with { Note = new NoteFacts(all[0].Claims.Commit, NoteStatus.BadJson), Patch = "abc" };
        var backport = all[0] with { Traits = all[0].Traits with { BackportOf = 7, Picked = [all[0].Claims.Commit] } };
        foreach (var facts in (CommitFacts[])[.. all, noted, backport])
        {
            var writer = new SnapshotWriter(reserved: 0);
            FactsCodec.Write(writer, facts);
            var back = SnapshotReader.TryRead(writer.ToArray(), FactsCodec.Read);

            Assert.Equal(JsonSerializer.Serialize(facts, Whole), JsonSerializer.Serialize(back, Whole));
        }

        Assert.Contains(all, facts => facts.Claims.Sections.Length > 1);
        Assert.Contains(all, facts => facts.Claims.AuthorDenial is not null);
    }

    [Fact]
    public void EveryValueOfAnEnumeration_ComesBack()
    {
        var labels = new CommitLabels(new LoadedPolicy(ProvenancePolicy.Default, IsUsable: true, Overlay.Empty, [], null, null));
        var facts = MessageCase.All.Select(item => labels.Read(item.Commit)).First(item => item.Claims.Agents.Length > 0);
        var (claims, claim) = (facts.Claims, facts.Claims.Claims[0]);
        CommitFacts[] all =
        [
            .. Enum.GetValues<Label>().Select(value => facts with { WithoutOverlay = value, Claims = claims with { Label = value, Sections = [new SectionLabel(1, value)] } }),
            .. Enum.GetValues<LabelReason>().Select(value => facts with { Claims = claims with { Reason = value } }),
            .. Enum.GetValues<MessageShape>().Select(value => facts with { Claims = claims with { Shape = value } }),
            .. Enum.GetValues<AuthorClass>().Select(value => facts with { Claims = claims with { AuthorClass = value } }),
            .. Enum.GetValues<NoteStatus>().Select(value => facts with { Note = new NoteFacts(claims.Commit, value) }),
            .. Enum.GetValues<Tier>().Select(value => Of(claim with { Tier = value })),
            .. Enum.GetValues<ClaimRole>().Select(value => Of(claim with { Role = value })),
            .. Enum.GetValues<Granularity>().Select(value => Of(claim with { Granularity = value })),
            .. Enum.GetValues<Confidence>().Select(value => Of(claim with { Confidence = value })),
            .. Enum.GetValues<ClaimSource>().Select(value => Of(claim with { Source = value })),
            .. Enum.GetValues<PositionKind>().Select(value => Of(claim with { Position = new ClaimPosition(value, claim.Position.Section) })),
        ];
        foreach (var one in all)
        {
            var written = Write(one);
            var back = SnapshotReader.TryRead(written, FactsCodec.Read);

            Assert.NotNull(back);
            Assert.Equal(written, Write(back));
        }

        static byte[] Write(CommitFacts facts)
        {
            var writer = new SnapshotWriter(reserved: 0);
            FactsCodec.Write(writer, facts);
            return writer.ToArray();
        }

        CommitFacts Of(Claim changed) => facts with { Claims = claims with { Claims = [changed], Tier = changed.Tier } };
    }

    private sealed class IdConverter : System.Text.Json.Serialization.JsonConverter<ObjectId>
    {
        public override ObjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ObjectId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
