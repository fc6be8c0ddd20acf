using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>Corrections of labels (docs/claims.md, docs/schema/overlay-1.json). Entries in the order of the file: a later one wins.</summary>
public sealed record Overlay(ImmutableArray<OverlayEntry> Entries)
{
    public static Overlay Empty { get; } = new([]);
}

/// <summary>One correction of a label.</summary>
/// <param name="Agent">Registry id, with labels agent and mixed only.</param>
/// <param name="Model"><c>provider/model</c>, with labels agent and mixed only.</param>
/// <param name="Reason">For people; it reaches no output.</param>
/// <param name="Line">1-based line of the entry.</param>
public sealed record OverlayEntry(OverlayTarget Target, Label Label, string? Agent, string? Model, string Reason, int Line);

/// <summary>What an entry is about: exactly one of the three.</summary>
public abstract record OverlayTarget;

/// <summary>The entry is about one commit.</summary>
/// <param name="CommitId">40 or 64 lower-case hex digits.</param>
public sealed record CommitTarget(string CommitId) : OverlayTarget;

/// <summary>The entry is about the commits of one pull request.</summary>
/// <param name="Number">Matched by <c>(#n)</c> at the end of a subject.</param>
public sealed record PullRequestTarget(int Number) : OverlayTarget;

/// <summary>The entry is about code born at certain paths.</summary>
/// <param name="Paths">In the birth commit's tree.</param>
/// <param name="Symbol">Full name of a type or member in it, or null for the whole file.</param>
public sealed record PathTarget(Glob Paths, string? Symbol) : OverlayTarget;
