using System.Globalization;
using Provenance.Engine.Claims;

namespace Provenance.Engine.Reports;

/// <summary>One evidence in words of closed lists.</summary>
internal static class EvidenceText
{
    public static string Of(ClaimEvidence evidence)
    {
        var claim = evidence.Claim;
        var key = evidence.Key is { } name ? " " + name : "";
        var model = claim.Model is { } id ? " " + id : "";
        return $"{evidence.Kind}{key} at {evidence.Position}, rule {evidence.Rule}: {claim.Agent}{model} as {ClaimWords.Of(claim.Role)} of the {ClaimWords.Of(claim.Granularity)},"
            + $" {ClaimWords.Of(claim.Confidence)} confidence, {ClaimWords.Of(claim.Tier)}";
    }
}

/// <summary>Why a commit has its label, in words.</summary>
internal static class LabelText
{
    public static string Of(CommitClaims commit) => commit.Reason switch
    {
        LabelReason.NoEvidence => "nothing in it names an agent, which is no evidence of a person",
        LabelReason.Overlay => "the overlay says so",
        LabelReason.WholeClaim => "a claim covers the commit as a whole",
        LabelReason.PartialClaims => "claims name an agent, and none covers the whole",
        LabelReason.AuthorIsAgent => "the author is an agent",
        LabelReason.AllSections => Sections("each", commit),
        LabelReason.SomeSections => Sections("some", commit),
        LabelReason.Unlocated => "it is a squash, and the claims do not say which part they cover",
        LabelReason.Unattributed => "nothing in it names an agent, and the policy calls such commits human",
        LabelReason.Automation => "automation made it",
        _ => throw new ArgumentOutOfRangeException(nameof(commit)),
    };

    private static string Sections(string which, CommitClaims commit) => string.Create(
        CultureInfo.InvariantCulture, $"{which} of its {commit.CountedSections} squashed commits carries a claim ({commit.AgentSections})");
}
