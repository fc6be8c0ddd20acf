using System.Collections.Immutable;

namespace Provenance.Engine.Claims.Lines;

/// <summary>Which kind of evidence gave a line its label, nearest first (docs/claims.md, "The label of a line").</summary>
public enum LineStep : byte
{
    /// <summary>Attribute, comment, SPDX, or overlay entry at a path.</summary>
    Mark = 1,

    /// <summary>git-ai note, or verified Agent Trace range.</summary>
    Record = 2,

    /// <summary>A sub-commit of a squash.</summary>
    Section = 3,
    Commit = 4,

    /// <summary>Nothing: unknown.</summary>
    None = 5,
}

/// <summary>Two labels for one line: the one that won and the nearest one that lost.</summary>
public readonly record struct LabelPair(Label Won, Label Lost);

/// <summary>The label of lines with the same evidence, born in one commit.</summary>
/// <param name="Rule">What decided: one of <see cref="LineRules"/>, or null when the commit did (then its <see cref="LabelReason"/> says it).</param>
/// <param name="Agents">Ordered as those of a commit; a line with several counts for each.</param>
/// <param name="Tier">Highest tier among the claims that decided.</param>
/// <param name="Conflict">Null unless two steps, or two marks of one scope, contradict each other.</param>
public sealed record LineLabel(
    Label Label, LineStep Step, string? Rule, ImmutableArray<AgentEntry> Agents, Tier Tier, ClaimFlags Flags, LabelPair? Conflict)
{
    /// <summary>The label without overlay entries at paths: an overlay may add knowledge and must not hide failures.</summary>
    public Label LabelBeforeOverlay { get; init; } = Label;

    /// <summary>The strongest claim speaks for lines of several agents where one must be named; figures count each. Null for lines that are not an agent's.</summary>
    public AgentEntry? MainAgent => Label is Label.Agent or Label.Mixed
        ? Agents.OrderBy(agent => agent.Role).ThenByDescending(agent => agent.Confidence).FirstOrDefault()
        : null;

    /// <param name="commit">The birth commit.</param>
    /// <param name="bornInMerge">The birth commit has several parents.</param>
    public static LineLabel Resolve(LineEvidence evidence, CommitClaims commit, bool bornInMerge)
    {
        var resolved = Decide(evidence, commit, bornInMerge);
        return evidence.Overlay is null ? resolved
            : resolved with { LabelBeforeOverlay = Decide(evidence with { Overlay = null }, commit, bornInMerge).Label };
    }

    private static LineLabel Decide(LineEvidence evidence, CommitClaims commit, bool bornInMerge)
    {
        var ofCommit = OfCommit(evidence, commit, bornInMerge);
        var nearest = evidence.Overlay ?? evidence.Mark;
        var (winner, step) = nearest is not null ? (nearest, LineStep.Mark) : (evidence.Note ?? evidence.Trace, LineStep.Record);
        if (winner is null)
        {
            return ofCommit;
        }

        // What cannot be read contradicts nothing.
        var lost = winner.IsUnreadable ? null : LostLabel(winner, evidence, ofCommit.Label);
        var flags = winner.Claims.Aggregate(ClaimFlags.None, (all, claim) => all | claim.Flags);
        var conflict = winner.IsConflict ? new LabelPair(winner.Label, winner.Label) : lost is { } label ? new LabelPair(winner.Label, label) : (LabelPair?)null;
        return new LineLabel(
            winner.Label,
            step,
            winner.Rule,
            ClaimList.Summarize(winner.Claims),
            winner.Claims.Select(claim => claim.Tier).DefaultIfEmpty(Tier.Asserted).Max(),
            flags | (conflict is null ? ClaimFlags.None : ClaimFlags.Conflict),
            conflict);
    }

    private static LineLabel OfCommit(LineEvidence evidence, CommitClaims commit, bool bornInMerge)
    {
        var label = commit.LineLabel(bornInMerge);
        var isLowered = evidence.IsUncovered && label == Label.Agent;
        return new LineLabel(
            isLowered ? Label.Mixed : label,
            label == Label.Unknown ? LineStep.None : LineStep.Commit,
            isLowered ? LineRules.NoteUncovered : null,
            label is Label.Agent or Label.Mixed ? commit.Agents : [],
            commit.Tier,
            commit.Flags,
            Conflict: null);
    }

    // The nearest step below the winner that says something else; saying nothing is no contradiction.
    private static Label? LostLabel(LineStatement winner, LineEvidence evidence, Label ofCommit)
    {
        foreach (var label in (ReadOnlySpan<Label>)[evidence.Mark?.Label ?? Label.Unknown, evidence.Note?.Label ?? Label.Unknown, evidence.Trace?.Label ?? Label.Unknown, ofCommit])
        {
            if (label != Label.Unknown && label != winner.Label)
            {
                return label;
            }
        }

        return null;
    }
}
