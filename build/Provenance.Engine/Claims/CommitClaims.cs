using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims;

/// <summary>What a commit's own text, identities and overlay entry say about who wrote it.</summary>
/// <param name="Agents">Ordered by agent, surface, model (ordinal; no model first); nothing absorbed or repeated.</param>
/// <param name="Claims">In reading order: author, committer, subject, message from top to bottom, overlay. Repeats within one position are one.</param>
/// <param name="Ratio">0 to 1: counted sections with a whole claim among all counted sections. In other shapes 1 for a whole commit's claim, else 0.</param>
/// <param name="Tier">Highest tier among the claims that decided the label.</param>
/// <param name="HasReview">A review trailer names somebody who is neither an agent nor automation.</param>
/// <param name="AuthorIsAgent">A whole claim from the author identity exists.</param>
/// <param name="Flags">Of the commit and all its claims.</param>
public sealed record CommitClaims(
    ObjectId Commit,
    Label Label,
    LabelReason Reason,
    ImmutableArray<AgentEntry> Agents,
    ImmutableArray<Claim> Claims,
    double Ratio,
    Tier Tier,
    MessageShape Shape,
    int CountedSections,
    int AgentSections,
    AuthorClass AuthorClass,
    bool AuthorIsAgent,
    bool HasReview,
    bool IsMerge,
    ClaimFlags Flags)
{
    /// <summary>The label of lines born in this commit for which nothing nearer speaks.</summary>
    /// <param name="bornInMerge">The commit has several parents. Its message may describe the merged branch, so only the author's identity or an overlay makes such lines an agent's.</param>
    public Label LineLabel(bool bornInMerge) =>
        bornInMerge && Label == Label.Agent && !AuthorIsAgent && Reason != LabelReason.Overlay ? Label.Mixed : Label;

    /// <summary>The label of lines born in this commit.</summary>
    public Label LineLabel() => LineLabel(IsMerge);

    /// <summary>Every claim with the rule that read it and where, in reading order.</summary>
    public ImmutableArray<ClaimEvidence> Explain() => [.. Claims.Select(Evidence)];

    /// <summary>The claims that an entry of <see cref="Agents"/> stands for, those without model included.</summary>
    public ImmutableArray<ClaimEvidence> Explain(AgentEntry entry) =>
    [
        .. Claims
            .Where(claim => string.Equals(claim.Agent, entry.Agent, StringComparison.Ordinal)
                && string.Equals(claim.Surface, entry.Surface, StringComparison.Ordinal)
                && (claim.Model is null || string.Equals(claim.Model, entry.Model, StringComparison.Ordinal)))
            .Select(Evidence),
    ];

    private static ClaimEvidence Evidence(Claim claim) =>
        new(claim.Rule, ClaimWords.Of(claim.Source), claim.Key, ClaimWords.Of(claim.Position), claim);
}
