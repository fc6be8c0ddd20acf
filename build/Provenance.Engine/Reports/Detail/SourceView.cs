using System.Collections.Immutable;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Detail;

/// <summary>A file's text with origin and stage of its lines.</summary>
/// <param name="Text">As committed, without byte order mark; lines end at LF.</param>
/// <param name="Origins">In the order of their first line.</param>
/// <param name="Runs">From the first line to the last, without gap.</param>
/// <param name="HasRecord">See <see cref="FileFigures.HasRecord"/>.</param>
public sealed record SourceView(string Path, string Text, ImmutableArray<BlameOrigin> Origins, ImmutableArray<SourceRun> Runs, bool HasRecord);

/// <summary>Consecutive lines that have all of this in common.</summary>
/// <param name="Origin">Index of the origin of most of a line's units, or of its brackets where it has no unit; −1 for lines without code.</param>
/// <param name="Stage">The furthest of a line's units; null where it has none.</param>
/// <param name="Tokens">Units of a line where agents wrote a part of them; 0 where they wrote none or all.</param>
/// <param name="AgentTokens">That part.</param>
public readonly record struct SourceRun(int Lines, int Origin, LineStage? Stage, int AgentTokens, int Tokens);
