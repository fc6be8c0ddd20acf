using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Claims.Signatures;

public sealed class AttestationTests
{
    private const string PayloadType = "application/vnd.in-toto+json";

    private static readonly ObjectId Commit = ObjectId.Parse(new string('a', 40));
    private static readonly string Statement = $$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x"},{"digest":{"gitCommit":"{{{Commit}}}"}}],"predicateType":"https://x.invalid/p","predicate":{}}""";

    [Fact]
    public void StatementByATrustedCurveKey_Verifies()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var format in new[] { DSASignatureFormat.Rfc3279DerSequence, DSASignatureFormat.IeeeP1363FixedFieldConcatenation })
        {
            var envelope = Envelope(Statement, bytes => key.SignData(bytes, HashAlgorithmName.SHA256, format));

            var read = Attestation.Check(envelope, Commit, [new TrustedKey("claude", key.ExportSubjectPublicKeyInfoPem()), new TrustedKey("codex", Other())]);

            Assert.Equal(AttestationStatus.Verified, read.Status);
            Assert.Equal(["claude"], read.Agents.AsEnumerable());
        }
    }

    [Fact]
    public void StatementByATrustedRsaKey_Verifies()
    {
        using var key = RSA.Create(2048);
        foreach (var padding in new[] { RSASignaturePadding.Pss, RSASignaturePadding.Pkcs1 })
        {
            var envelope = Envelope(Statement, bytes => key.SignData(bytes, HashAlgorithmName.SHA256, padding));

            Assert.Equal(AttestationStatus.Verified, Attestation.Check(envelope, Commit, [new TrustedKey("claude", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()))]).Status);
        }
    }

    [Fact]
    public void OtherKeyCommitOrContent_DoesNotVerify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        TrustedKey trusted = new("claude", key.ExportSubjectPublicKeyInfoPem());
        var envelope = Envelope(Statement, Sign);

        Assert.Equal(AttestationStatus.NotVerified, Attestation.Check(envelope, Commit, []).Status);
        Assert.Equal(AttestationStatus.NotVerified, Attestation.Check(envelope, Commit, [new TrustedKey("claude", Other()), new TrustedKey("claude", "no key")]).Status);
        Assert.Equal(AttestationStatus.OtherCommit, Attestation.Check(envelope, ObjectId.Parse(new string('b', 40)), [trusted]).Status);
        Assert.Equal(AttestationStatus.NotVerified, Attestation.Check(Envelope(Statement, _ => Sign("other"u8.ToArray())), Commit, [trusted]).Status);
        Assert.Equal(AttestationStatus.NotVerified, Attestation.Check(Envelope(Statement, _ => []), Commit, [trusted]).Status);

        byte[] Sign(byte[] bytes) => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    // SubjectPublicKeyInfo of an Ed25519 key (RFC 8410, section 10.1).
    [Fact]
    public void Ed25519Key_IsNotCheckedAndNoError() => Assert.Equal(
        AttestationStatus.NotVerified,
        Attestation.Check(Envelope(Statement, _ => new byte[64]), Commit, [new TrustedKey("claude", "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")]).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"payloadType":"text/plain","payload":"e30=","signatures":[]}""")]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[]}""")]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"!","signatures":[]}""")]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[{"sig":7}]}""")]
    [InlineData("""{"payloadType":"\ud800","payload":"e30=","signatures":{}}""")]
    public void OtherText_IsUnreadable(string envelope) =>
        Assert.Equal(AttestationStatus.Unreadable, Attestation.Check(Encoding.UTF8.GetBytes(envelope), Commit, []).Status);

    [Fact]
    public void ClaimsOfTheAttestedAgent_HaveTierAttested()
    {
        var read = CommitSamples.ReadMessage("A\n\n" + CommitSamples.Claude + "\n" + CommitSamples.CopilotReview);

        var attested = read.WithAttestation(new Attestation(AttestationStatus.Verified, ["claude"]));
        var other = read.WithAttestation(new Attestation(AttestationStatus.Verified, ["github-copilot"]));

        Assert.Equal((read.Label, Tier.Attested), (attested.Label, attested.Tier));
        Assert.Equal(["claude Attested", "github-copilot Asserted"], attested.Agents.Select(agent => $"{agent.Agent} {agent.Tier}"));
        Assert.Equal(Tier.Asserted, other.Tier);
        Assert.Same(read, read.WithAttestation(new Attestation(AttestationStatus.NotVerified, [])));
    }

    private static string Other()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static byte[] Envelope(string statement, Func<byte[], byte[]> sign)
    {
        var payload = Encoding.UTF8.GetBytes(statement);
        var signed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} {statement}"));
        return Encoding.UTF8.GetBytes(
            $$"""{"payloadType":"{{PayloadType}}","payload":"{{Convert.ToBase64String(payload)}}","signatures":[{"keyid":"x","sig":"{{Convert.ToBase64String(sign(signed))}}"}]}""");
    }
}
