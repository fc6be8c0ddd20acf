using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Everything that the stages know of a repository at one commit: what reports, records and maps are made from.</summary>
/// <param name="Commit">The commit that is described.</param>
/// <param name="Facts">One per commit of <paramref name="History"/>, in its order.</param>
/// <param name="Block">Why no survival figure may be given; <see cref="HeadlineBlock.None"/> otherwise.</param>
/// <param name="Notices">Each once, by code.</param>
public sealed record AnalyzedRepository(
    RepositoryLocation Location,
    ObjectId Commit,
    LoadedPolicy Policy,
    HistoryResult History,
    ImmutableArray<CommitFacts> Facts,
    HeadlineBlock Block,
    ImmutableArray<Notice> Notices)
{
    private Registry? _registry;

    /// <summary>The agents that are known under the policy.</summary>
    public Registry Registry => _registry ??= PolicySource.ExtendRegistry(Policy.Policy);

    /// <summary>The label of units born at an origin. What a shallow clone cuts off is unknown; what stands in a true root commit is that commit's.</summary>
    public Label LabelOf(Origin origin) => History.Commits[origin.Commit].IsBoundary ? Label.Unknown : Facts[origin.Commit].LineLabel;

    /// <summary>The mainline clock at the commit: a report's "now".</summary>
    public long EndSeconds => History.Mainline[^1].Seconds;
}

/// <summary>What is known of one commit.</summary>
/// <param name="WithoutOverlay">The label that everything but the overlay gives; equal to that of the claims where no entry applies.</param>
/// <param name="IsCorrective">The subject says that the commit corrects something.</param>
public sealed record CommitFacts(CommitClaims Claims, Label WithoutOverlay, bool IsCorrective)
{
    /// <summary>The label of lines born in this commit.</summary>
    public Label LineLabel { get; } = Claims.LineLabel();

    /// <summary>The strongest claim speaks for a commit of several agents where one must be named; figures count each. Null for lines that are not an agent's.</summary>
    public AgentEntry? MainAgent => LineLabel is Label.Agent or Label.Mixed
        ? Claims.Agents.OrderBy(agent => agent.Role).ThenByDescending(agent => agent.Confidence).FirstOrDefault()
        : null;
}
