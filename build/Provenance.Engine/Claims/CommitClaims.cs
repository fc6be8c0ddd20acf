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
    /// <summary>The label of each section that stands for a commit of its own, in reading order: agent with a whole claim, mixed with partial ones only, unknown with none.</summary>
    public ImmutableArray<SectionLabel> Sections { get; init; } = [];

    /// <summary>Id of the registry's denial that matches the author, or null.</summary>
    public string? AuthorDenial { get; init; }

    /// <summary>The commit that this one repeats and has its label from, or null.</summary>
    public ObjectId? CopyOf { get; init; }

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

    /// <summary>The decision about this commit: which claims decided, by which rule of the label, and which claims did not.</summary>
    public LabelExplanation ExplainLabel()
    {
        var deciding = LabelRules.Deciding(Reason, Claims);
        return new LabelExplanation(
            Label,
            Reason,
            ClaimWords.Sentence(Reason),
            Tier,
            [.. deciding.Select(Evidence)],
            [.. Claims.Except(deciding).Select(Evidence)],
            AuthorClass,
            AuthorDenial,
            [.. ClaimWords.Of(Flags)],
            CopyOf);
    }

    /// <summary>This commit with the claims of agents for which a verified statement names it at tier <see cref="Tier.Attested"/>. The label stays.</summary>
    public CommitClaims WithAttestation(Signatures.Attestation attestation)
    {
        if (attestation.Status != Signatures.AttestationStatus.Verified)
        {
            return this;
        }

        ImmutableArray<Claim> claims =
        [
            .. Claims.Select(claim => attestation.Agents.Contains(claim.Agent, StringComparer.Ordinal) ? claim with { Tier = Tier.Attested } : claim),
        ];
        return this with
        {
            Claims = claims,
            Agents = ClaimList.Summarize(claims),
            Tier = LabelRules.Deciding(Reason, claims).Select(claim => claim.Tier).DefaultIfEmpty(Tier.Asserted).Max(),
        };
    }

    /// <summary>This commit with the label and claims of the one that it repeats. Nobody vouched for the copy: its tiers are asserted.</summary>
    /// <param name="isWhole">It adds nothing of its own. Else what it says of itself stands where the original says nothing.</param>
    public CommitClaims AsCopyOf(CommitClaims original, bool isWhole) => original.Label == Label.Unknown && !isWhole
        ? this with { CopyOf = original.Commit }
        : original with
        {
            Commit = Commit,
            IsMerge = IsMerge,
            HasReview = HasReview,
            Flags = Flags | original.Flags,
            CopyOf = original.Commit,
            Claims = [.. original.Claims.Select(claim => claim with { Tier = Tier.Asserted })],
            Agents = [.. original.Agents.Select(agent => agent with { Tier = Tier.Asserted })],
            Tier = Tier.Asserted,
        };

    /// <summary>This commit with what its note says of the commit as a whole: a note that gives every added line to people is the positive evidence that <see cref="Label.Human"/> needs.</summary>
    /// <param name="added">Lines that the commit added to a path; the paths of all files that it changed, whatever their kind.</param>
    public CommitClaims WithNote(Notes.NoteReading note, IReadOnlyDictionary<string, ImmutableArray<Lines.LineRange>> added)
    {
        if (Reason == LabelReason.Overlay || !note.GivesAllToPeople(added))
        {
            return this;
        }

        return Claims.IsEmpty
            ? this with { Label = Label.Human, Reason = LabelReason.NoteHuman }
            : this with { Label = Label.Mixed, Reason = LabelReason.NoteConflict, Flags = Flags | ClaimFlags.Conflict };
    }

    private static ClaimEvidence Evidence(Claim claim) =>
        new(claim.Rule, ClaimWords.Of(claim.Source), claim.Key, ClaimWords.Of(claim.Position), claim);
}

/// <summary>The label of one section of a squash.</summary>
/// <param name="Section">From 1, counting sections that stand for no commit, too.</param>
public readonly record struct SectionLabel(int Section, Label Label);

/// <summary>Why a commit has its label: words of closed lists, ids of rules, ids of commits. Nothing in it is text of the commit but models and sessions that passed the alphabets of claims.</summary>
/// <param name="Sentence">What <paramref name="Reason"/> means.</param>
/// <param name="Deciding">In reading order; the tier is the highest of theirs.</param>
/// <param name="Others">Claims that changed nothing.</param>
/// <param name="AuthorDenial">The registry's denial that matches the author, or null.</param>
public sealed record LabelExplanation(
    Label Label,
    LabelReason Reason,
    string Sentence,
    Tier Tier,
    ImmutableArray<ClaimEvidence> Deciding,
    ImmutableArray<ClaimEvidence> Others,
    AuthorClass AuthorClass,
    string? AuthorDenial,
    ImmutableArray<string> Flags,
    ObjectId? CopyOf);
