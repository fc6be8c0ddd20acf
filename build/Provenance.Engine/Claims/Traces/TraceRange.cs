using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Traces;

/// <summary>One range of an Agent Trace record: a statement that counts only once its text was found where it says.</summary>
/// <param name="Revision">The commit that the tool saw, usually the parent of the one that recorded the edit; null when the record names none of git's.</param>
/// <param name="Path">Repository-relative.</param>
/// <param name="Lines">At the commit that holds the edit; the reference writer's default is <c>1-1</c>.</param>
/// <param name="Hash">Null when there is none in a form that can be checked.</param>
/// <param name="Mark">What the lines are once verified.</param>
public sealed record TraceRange(ObjectId? Revision, string Path, LineRange Lines, ContentHash? Hash, LineMark Mark);

/// <summary>The ranges of a file of Agent Trace records.</summary>
/// <param name="Ranges">In the order of the file: a later one supersedes an earlier one for the same lines.</param>
/// <param name="Records">Records read.</param>
/// <param name="BadRecords">Lines that are no record of a known version, or too long or too deep.</param>
/// <param name="BadRanges">Ranges that are none, and files whose path lies outside the repository.</param>
public sealed record TraceReading(ImmutableArray<TraceRange> Ranges, int Records, int BadRecords, int BadRanges);
