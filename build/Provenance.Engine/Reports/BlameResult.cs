using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;

namespace Provenance.Engine.Reports;

/// <summary>Origins of a file's lines: docs/schema/blame-1.json.</summary>
/// <param name="Lines">As git counts lines (LF), in their order.</param>
/// <param name="Tokens">Null when they were not asked for.</param>
/// <param name="Text">The committed text; null when it is none.</param>
public sealed record BlameResult(ObjectId Rev, string Path, ImmutableArray<BlameLine> Lines, BlameTokens? Tokens, HeadText? Text);

/// <summary>One line of a blame.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Origin">Commit and birth as <c>git blame</c> would say; label, agent and model of most of the line's tokens.</param>
/// <param name="Tokens">Significant tokens that begin on the line.</param>
/// <param name="AgentTokens">Of these by agents.</param>
public sealed record BlameLine(int Line, BlameOrigin Origin, int Tokens, int AgentTokens);

/// <summary>Origins of a file's tokens.</summary>
/// <param name="Origins">In the order of their first span.</param>
public sealed record BlameTokens(ImmutableArray<BlameOrigin> Origins, ImmutableArray<BlameSpan> Spans);

/// <summary>Neighbouring significant tokens of one origin on one line. 1-based, git's lines, columns in UTF-16 units, end exclusive.</summary>
public readonly record struct BlameSpan(int StartLine, int StartColumn, int EndLine, int EndColumn, int Origin);

/// <summary>Where a unit comes from, in words that may leave the program.</summary>
/// <param name="Commit">Null when the birth lies behind the boundary of a shallow clone, or behind a version that was not read.</param>
/// <param name="Agent">Of agent and mixed code.</param>
/// <param name="BornSeconds">Mainline clock; null with <paramref name="Commit"/>.</param>
public sealed record BlameOrigin(ObjectId? Commit, Label Label, string? Agent, string? Model, long? BornSeconds)
{
    internal static BlameOrigin Of(AnalyzedRepository repository, UnitBirth birth)
    {
        var history = repository.History;
        var origin = history.Origins[birth.Origin];
        var line = repository.Lines[birth.Origin];
        var isWriterUnknown = history.IsWriterUnknown(birth.Origin);
        var agent = line.MainAgent;
        return new BlameOrigin(
            isWriterUnknown ? null : history.Commits[origin.Commit].Id, line.Label, agent?.Agent, agent?.Model, isWriterUnknown ? null : history.Mainline[birth.Entry].Seconds);
    }
}
