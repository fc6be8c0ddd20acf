using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>What a walk leaves: its result, and what another walk needs to go on from there as if it had been one.</summary>
/// <remarks>All numbers are those of the result, which depend on the graph alone: walks that came here in different ways leave equal states.</remarks>
/// <param name="Files">One per file of the result.</param>
/// <param name="Projects">By the number under which origins know a project.</param>
/// <param name="RuleFiles">Of the tip, by ordinal path.</param>
/// <param name="Buried">In the order of burial.</param>
/// <param name="DeadCode">Fingerprints, ascending.</param>
/// <param name="Recent">Oldest first.</param>
internal sealed record ReplayState(
    HistoryResult Result,
    ImmutableArray<FileState> Files,
    ImmutableArray<Lineage> Projects,
    ImmutableArray<RuleFile> RuleFiles,
    ImmutableArray<BuriedRun> Buried,
    ImmutableArray<ulong> DeadCode,
    ImmutableArray<StepUndo> Recent);

/// <summary>What only a walk needs of a file of the tip.</summary>
/// <param name="Challenges">Per unit, whether something challenged it; null where nobody asked.</param>
/// <param name="Anchors">By which copies of it are found, ascending; empty where copies are not looked for.</param>
internal readonly record struct FileState(Lineage Lineage, ObjectId? TextBlob, RunList? Challenges, ImmutableArray<uint> Anchors);
