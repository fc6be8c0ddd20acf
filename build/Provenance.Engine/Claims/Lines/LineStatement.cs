using System.Collections.Immutable;

namespace Provenance.Engine.Claims.Lines;

/// <summary>What a mark says, wherever it says it.</summary>
public sealed record LineStatement(Label Label, ClaimSource Source, string Rule, ImmutableArray<Claim> Claims, bool IsConflict = false)
{
    public static LineStatement Of(LineMark mark) => new(mark.Label, mark.Source, mark.Rule, mark.Claims, mark.IsConflict);

    /// <summary>What it stands for could not be read.</summary>
    public bool IsUnreadable => string.Equals(Rule, LineRules.Unreadable, StringComparison.Ordinal);

    public bool Equals(LineStatement? other) => other is not null
        && Label == other.Label
        && Source == other.Source
        && IsConflict == other.IsConflict
        && string.Equals(Rule, other.Rule, StringComparison.Ordinal)
        && Claims.AsSpan().SequenceEqual(other.Claims.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Label, Source, StringComparer.Ordinal.GetHashCode(Rule), Claims.Length);
}

/// <summary>Everything nearer than the commit that speaks about a line; what loses stays, as evidence of a conflict.</summary>
/// <param name="Overlay">An overlay entry at a path, where no mark has a narrower scope.</param>
/// <param name="Mark">The innermost mark in the source.</param>
/// <param name="Note">The git-ai note of the birth commit.</param>
/// <param name="Trace">A verified Agent Trace range.</param>
/// <param name="IsUncovered">The note names the file and not the line: its recorder watched, and did not see this.</param>
public sealed record LineEvidence(LineStatement? Overlay, LineStatement? Mark, LineStatement? Note, LineStatement? Trace, bool IsUncovered)
{
    public static LineEvidence None { get; } = new(null, null, null, null, IsUncovered: false);
}
