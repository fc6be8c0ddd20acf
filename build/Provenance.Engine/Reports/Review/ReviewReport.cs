using System.Collections.Immutable;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Reports.Review;

/// <summary>A change for its reviewer: docs/schema/review-1.json.</summary>
/// <param name="Policy">Where the rules came from.</param>
/// <param name="Files">C# files with added lines, by ordinal path.</param>
/// <param name="OtherFiles">Changed files that are not C#, or add no line.</param>
/// <param name="Commits">Those that wrote added lines, in the order of the walk.</param>
/// <param name="Findings">Of the policy, for what the change adds.</param>
/// <param name="Fates">How comparable code fared before, by folder and agent.</param>
public sealed record ReviewReport(
    ReviewRange Range,
    ReviewPolicy Policy,
    ImmutableArray<ReviewedFile> Files,
    int OtherFiles,
    ImmutableArray<ReviewedCommit> Commits,
    PolicyCheckResult Findings,
    ImmutableArray<Fate> Fates,
    ImmutableArray<Notice> Notices)
{
    public LineCounts Lines { get; } = Files.Aggregate(default(LineCounts), (sum, file) => sum + file.Lines);

    /// <summary>Added lines by agents, wholly or in part.</summary>
    public int AgentLines => Lines.Agent + Lines.Mixed;

    /// <summary>Of these, lines of commits for which no review by a person is recorded.</summary>
    public int UnreviewedLines => Commits.Where(commit => !commit.HasReview).Sum(commit => commit.Lines.Agent + commit.Lines.Mixed);
}

/// <summary>The policy that judged.</summary>
/// <param name="Source"><c>base</c>, <c>file</c> or <c>none</c>: a change is never judged by a policy that it brings itself.</param>
/// <param name="Digest">SHA-256; null without a policy.</param>
public sealed record ReviewPolicy(string Source, string? Digest, int Rules);

/// <summary>Added lines by who wrote them.</summary>
/// <param name="Carried">Lines whose tokens are all older than the change: moved, renamed or laid out anew.</param>
/// <param name="WithoutCode">Blank lines, comments, braces.</param>
public readonly record struct LineCounts(int Agent, int Mixed, int Human, int Unknown, int Carried, int WithoutCode)
{
    public int All => Agent + Mixed + Human + Unknown + Carried + WithoutCode;

    public static LineCounts operator +(LineCounts left, LineCounts right) => new(
        left.Agent + right.Agent, left.Mixed + right.Mixed, left.Human + right.Human, left.Unknown + right.Unknown, left.Carried + right.Carried, left.WithoutCode + right.WithoutCode);

    internal static LineCounts One(LineKind kind) => kind switch
    {
        LineKind.Agent => new(1, 0, 0, 0, 0, 0),
        LineKind.Mixed => new(0, 1, 0, 0, 0, 0),
        LineKind.Human => new(0, 0, 1, 0, 0, 0),
        LineKind.Unknown => new(0, 0, 0, 1, 0, 0),
        LineKind.Carried => new(0, 0, 0, 0, 1, 0),
        _ => new(0, 0, 0, 0, 0, 1),
    };
}

/// <summary>What an added line is.</summary>
public enum LineKind : byte
{
    Agent = 0,
    Mixed = 1,
    Human = 2,
    Unknown = 3,
    Carried = 4,
    WithoutCode = 5,
}

/// <summary>One file of the change.</summary>
/// <param name="OldPath">Its path in the base where that is another; null for a new file and for the same path.</param>
/// <param name="Scope">Of most of its new code; null without any.</param>
/// <param name="IsRead">False: its content was not read, and nothing is known about its lines.</param>
public sealed record ReviewedFile(string Path, string? OldPath, ScopeClass? Scope, bool IsRead, LineCounts Lines, ImmutableArray<ReviewedHunk> Hunks);

/// <summary>Added lines that stand together in the diff against the merge base.</summary>
/// <param name="FirstLine">1-based, as git counts lines.</param>
/// <param name="LastLine">Inclusive.</param>
public sealed record ReviewedHunk(int FirstLine, int LastLine, ImmutableArray<ReviewedPart> Parts);

/// <summary>Lines of a hunk with one origin; lines without code between them belong to it.</summary>
/// <param name="Origin">Null for what is carried or without code.</param>
/// <param name="Lines">Those that have code.</param>
/// <param name="Tokens">New tokens.</param>
/// <param name="AgentTokens">Of these by agents.</param>
public sealed record ReviewedPart(LineKind Kind, int FirstLine, int LastLine, PartOrigin? Origin, int Lines, int Tokens, int AgentTokens);

/// <summary>Who wrote a part and how that is known, in words of closed lists.</summary>
/// <param name="Because">The rule that decided for the lines, else the reason of their commit's label.</param>
/// <param name="IsReviewed">A review of the commit by a person is recorded.</param>
/// <param name="IsOfTheLines"><paramref name="Because"/> is nearer than the commit: a mark, note or trace about these lines.</param>
public sealed record PartOrigin(string? Agent, string? Model, Tier Tier, ObjectId Commit, string Because, bool IsReviewed, bool IsOfTheLines);

/// <summary>A commit of the change that wrote added lines.</summary>
/// <param name="Lines">Lines of which it wrote most new tokens.</param>
public sealed record ReviewedCommit(CommitClaims Claims, LineCounts Lines)
{
    public bool HasReview => Claims.HasReview;
}

/// <summary>How long code by an agent stayed in a folder, up to where the change began.</summary>
/// <param name="Folder">Repository path; empty for the whole repository.</param>
/// <param name="IsWider">The folder of the change itself has too little: this is the nearest one above it with enough.</param>
/// <param name="Share">Still there after so many days; null with a reason.</param>
/// <param name="AtRisk">Units that were looked at at that age.</param>
/// <param name="Deaths">Units that had died by then.</param>
/// <param name="EffectiveDays">Days of birth that count; under ten nothing is said.</param>
public sealed record Fate(
    string Folder, string Agent, bool IsWider, int Days, double? Share, double? CiLow, double? CiHigh, long AtRisk, long Deaths, double EffectiveDays, string? Reason);
