using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Everything that the stages know of a repository at one commit: what reports, records and maps are made from.</summary>
/// <param name="Commit">The commit that is described.</param>
/// <param name="Facts">One per commit of <paramref name="History"/>, in its order.</param>
/// <param name="Lines">Who wrote what was born at an origin: one per origin of <paramref name="History"/>, in its order. What a shallow clone cuts off is unknown; what stands in a true root commit is that commit's.</param>
/// <param name="Diagnostics">What was odd while claims were read.</param>
/// <param name="Block">Why no survival figure may be given; <see cref="HeadlineBlock.None"/> otherwise.</param>
/// <param name="Told">Waits until what was read is stored: only then is known what is to be said of that, too.</param>
public sealed record AnalyzedRepository(
    RepositoryLocation Location,
    ObjectId Commit,
    LoadedPolicy Policy,
    HistoryResult History,
    ImmutableArray<CommitFacts> Facts,
    ImmutableArray<LineLabel> Lines,
    ImmutableArray<ClaimDiagnostic> Diagnostics,
    HeadlineBlock Block,
    Lazy<ImmutableArray<Notice>> Told)
{
    private Registry? _registry;

    /// <summary>The agents that are known under the policy.</summary>
    public Registry Registry => _registry ??= PolicySource.ExtendRegistry(Policy.Policy);

    /// <summary>Each once, by code.</summary>
    public ImmutableArray<Notice> Notices => Told.Value;

    /// <summary>The mainline clock at the commit: a report's "now".</summary>
    public long EndSeconds => History.Mainline[^1].Seconds;
}

/// <summary>What is known of one commit.</summary>
/// <param name="WithoutOverlay">The label that everything but the overlay gives; equal to that of the claims where no entry applies.</param>
/// <param name="IsCorrective">The subject says that the commit corrects something.</param>
public sealed record CommitFacts(CommitClaims Claims, Label WithoutOverlay, bool IsCorrective)
{
    /// <summary>What lets copies be found.</summary>
    public required CopyTraits Traits { get; init; }

    /// <summary>The commit's note, or null. What it says of the commit as a whole is in the claims.</summary>
    public NoteFacts? Note { get; init; }

    /// <summary>Equal for equal changes; empty where there is none, null where nobody asked.</summary>
    public string? Patch { get; init; }

    /// <summary>The label of lines born in this commit for which nothing nearer speaks.</summary>
    public Label LineLabel { get; } = Claims.LineLabel();
}

/// <summary>What is known of a commit's note.</summary>
public readonly record struct NoteFacts(ObjectId Blob, NoteStatus Status);
