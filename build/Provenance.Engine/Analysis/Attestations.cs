using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Signed statements about commits, which stand as files in the tree of the analysed commit: a commit cannot hold a statement that names itself.</summary>
internal static class Attestations
{
    /// <summary>DSSE envelopes, one a file (docs/claims.md, "Tiers").</summary>
    public const string Folder = ".provenance/attestations";

    private const int MaxFiles = 10_000;

    /// <summary>Verified statements by the commit that they name; empty unless the policy trusts a key.</summary>
    /// <param name="unread">Receives files that cannot be read.</param>
    public static Dictionary<ObjectId, Attestation> Read(ObjectReader? objects, ObjectId tip, ProvenancePolicy policy, UnreadObjects unread)
    {
        var verified = new Dictionary<ObjectId, Attestation>();
        if (objects is null || policy.Trust.IsEmpty
            || objects.Read(tip, out var content) != ReplyKind.Whole || CommitParser.Parse(tip, content) is not { } commit)
        {
            return verified;
        }

        foreach (var file in TreeFiles.List(objects, commit.Tree, Folder, unread).Take(MaxFiles))
        {
            var kind = objects.Read(file.Blob, out var envelope);
            if (kind != ReplyKind.Whole)
            {
                if (kind != ReplyKind.Cut)
                {
                    unread.Add(file.Blob);
                }

                continue;
            }

            foreach (var subject in Attestation.Subjects(envelope))
            {
                var attestation = Attestation.Check(envelope, subject, policy.Trust);
                if (attestation.Status == AttestationStatus.Verified)
                {
                    verified[subject] = verified.TryGetValue(subject, out var other)
                        ? attestation with { Agents = [.. attestation.Agents.Union(other.Agents, StringComparer.Ordinal).Order(StringComparer.Ordinal)] }
                        : attestation;
                }
            }
        }

        return verified;
    }
}
