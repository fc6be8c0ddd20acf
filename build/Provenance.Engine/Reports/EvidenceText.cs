using System.Globalization;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;

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

/// <summary>Why a commit or a line has its label, in words.</summary>
internal static class LabelText
{
    public static string Of(CommitClaims commit) =>
        (commit.CopyOf is { } original ? $"it repeats {original.Short}: " : "") + ReasonOf(commit);

    /// <summary>Why a line has its label where more than its commit spoke about it; null where the commit's reason is all.</summary>
    public static string? Of(LineLabel line)
    {
        var reason = line.Step switch
        {
            _ when line.Rule is LineRules.Unreadable => "what is written about the line cannot be read",
            LineStep.Mark when line.Rule is LineRules.Overlay => "the overlay says so of this path",
            LineStep.Mark => "a mark in the source says so where the line was born",
            LineStep.Record when line.Rule is LineRules.AgentTrace => "an agent's trace record covers the line, and its text was found there",
            LineStep.Record => "the note of its commit covers the line",
            _ when line.Rule is LineRules.NoteUncovered => "the note of its commit covers other lines of the file",
            _ => null,
        };
        return reason is null ? null : $"{reason} (rule {line.Rule})" + (line.Conflict is { } pair ? $"; other evidence says {ClaimWords.Of(pair.Lost)}" : "");
    }

    private static string ReasonOf(CommitClaims commit) => commit.Reason switch
    {
        LabelReason.NoEvidence => "nothing in it names an agent, which is no evidence of a person",
        LabelReason.Overlay => "the overlay says so",
        LabelReason.WholeClaim => "a claim covers the commit as a whole",
        LabelReason.PartialClaims => "claims name an agent, and none covers the whole",
        LabelReason.AuthorIsAgent => "the author is an agent",
        LabelReason.AllSections => Sections(commit),
        LabelReason.SomeSections => Sections(commit),
        LabelReason.Unlocated => "it is a squash, and the claims do not say which part they cover",
        LabelReason.Unattributed => "nothing in it names an agent, and the policy calls such commits human",
        LabelReason.Automation => "automation made it",
        LabelReason.NoteHuman => "its note gives every line that it added to people, and nothing else claims any",
        LabelReason.NoteConflict => "its note gives every line that it added to people, and a claim says otherwise",
        _ => throw new ArgumentOutOfRangeException(nameof(commit)),
    };

    private static string Sections(CommitClaims commit) => string.Create(
        CultureInfo.InvariantCulture, $"{commit.AgentSections} of its {commit.CountedSections} squashed commits carry a claim to the whole");
}
