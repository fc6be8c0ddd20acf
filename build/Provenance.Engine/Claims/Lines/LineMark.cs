using System.Collections.Immutable;

namespace Provenance.Engine.Claims.Lines;

/// <summary>What one piece of evidence says about who wrote some lines of a file.</summary>
/// <param name="Rule">Which way of reading found it: one of <see cref="LineRules"/>.</param>
/// <param name="Claims">The agents that it names; none when the label is <see cref="Label.Human"/> or <see cref="Label.Unknown"/>.</param>
public sealed record LineMark(LineRange Lines, Label Label, ClaimSource Source, string Rule, ImmutableArray<Claim> Claims)
{
    /// <summary>Claims of one scope contradict each other.</summary>
    public bool IsConflict { get; init; }

    public bool Equals(LineMark? other) => other is not null
        && Lines == other.Lines
        && Label == other.Label
        && Source == other.Source
        && IsConflict == other.IsConflict
        && string.Equals(Rule, other.Rule, StringComparison.Ordinal)
        && Claims.AsSpan().SequenceEqual(other.Claims.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Lines, Label, Source);
}

/// <summary>Ids of the rules that read evidence about lines, beside the rules of the registry.</summary>
public static class LineRules
{
    public const string NoteSession = "note-session";
    public const string NoteLegacy = "note-legacy";
    public const string NoteSentinel = "note-sentinel";
    public const string NoteHuman = "note-human";

    /// <summary>A line that a note does not cover in a file that it names.</summary>
    public const string NoteUncovered = "note-uncovered";
    public const string AgentTrace = "agent-trace";
    public const string AgentAuthored = "attribute-authored";
    public const string AgentAssisted = "attribute-assisted";

    /// <summary>An attribute of the name <c>AiGenerated</c>.</summary>
    public const string AttributeConvention = "attribute-convention";

    /// <summary>An attribute that the policy lists under <c>attributes</c>.</summary>
    public const string AttributeListed = "attribute-listed";

    /// <summary>An attribute that the policy lists under <c>humanAttributes</c>.</summary>
    public const string AttributeHuman = "attribute-human";
    public const string CommentMarker = "comment-marker";
    public const string CommentTrailer = "comment-trailer";
    public const string SpdxContributor = "spdx-contributor";
    public const string ReuseContributor = "reuse-contributor";
    public const string Overlay = "overlay";

    /// <summary>A note, a record or a file about a line that is known to be and cannot be read: the line is nobody's, whatever its commit says.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>All of them, in the order of their declaration.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        NoteSession, NoteLegacy, NoteSentinel, NoteHuman, NoteUncovered, AgentTrace, AgentAuthored, AgentAssisted, AttributeConvention, AttributeListed,
        AttributeHuman, CommentMarker, CommentTrailer, SpdxContributor, ReuseContributor, Overlay, Unreadable,
    ];
}
