using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports;

/// <summary>The chain of evidence of one place.</summary>
/// <param name="Line">1-based, as git counts lines.</param>
/// <param name="Column">1-based; null when the line was asked for.</param>
/// <param name="Unit">What is explained.</param>
/// <param name="Tokens">Significant tokens on the line.</param>
/// <param name="SharedTokens">Of these with the explained origin.</param>
/// <param name="Facts">Of the birth commit.</param>
/// <param name="Label">What decided about the line.</param>
/// <param name="BornPath">Where the unit was written.</param>
/// <param name="BornAt">Committer time of the birth commit, Unix seconds.</param>
/// <param name="Entered">The mainline commit that brought it in.</param>
/// <param name="EnteredAt">Mainline clock.</param>
/// <param name="IsTruncated">The birth lies behind the boundary of a shallow clone: who wrote it is not known.</param>
/// <param name="IsUnread">The birth lies behind a version of the file that was not read: likewise.</param>
/// <param name="Builds">What records of this commit say of the token; without a column, of each piece of the line that holds tokens of the explained origin.</param>
public sealed record Explanation(
    ObjectId Rev,
    string Path,
    int Line,
    int? Column,
    ExplainedUnit Unit,
    int Tokens,
    int SharedTokens,
    BlameOrigin Origin,
    CommitFacts Facts,
    LineLabel Label,
    string BornPath,
    ScopeClass Scope,
    long BornAt,
    ObjectId Entered,
    long EnteredAt,
    bool IsTruncated,
    bool IsUnread,
    ImmutableArray<BuildTrace> Builds)
{
    /// <summary>Who wrote it is not known.</summary>
    public bool IsWriterUnknown => IsTruncated || IsUnread;

    /// <summary>As what the policy excludes the path now; null where it does not.</summary>
    public ScopeClass? Excluded { get; init; }
}

/// <summary>What an explanation is about.</summary>
public enum ExplainedUnit : byte
{
    /// <summary>The token at the column, or the origin of most tokens of the line.</summary>
    Token = 0,

    /// <summary>A token that carries no weight: a brace, bracket or separator.</summary>
    StructuralToken = 1,

    /// <summary>A line without significant tokens, explained as a physical line.</summary>
    Line = 2,
}

/// <summary>What became of a line, or of a piece of it, in one build.</summary>
/// <param name="Artifact">The file that was read; null when none could be.</param>
/// <param name="Holders">The assemblies or executables of a shipped artifact that hold code of the file, by ordinal path.</param>
public sealed record BuildTrace(RecordKind Kind, string Project, string? TargetFramework, SpanClass Class, RecordArtifact? Artifact, ImmutableArray<RecordArtifact> Holders)
{
    /// <summary>The place that the record speaks of.</summary>
    public RecordSpan Span { get; init; }

    /// <summary>The record says which shipped code can be reached.</summary>
    public bool IsReachabilityExamined { get; init; }
}
