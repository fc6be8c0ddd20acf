using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>A policy ready for use, with what is wrong in it.</summary>
/// <param name="Policy">The defaults when the file could not be used.</param>
/// <param name="IsUsable">False when it could not: rules are not checked, and every place that would check them says PROV800.</param>
/// <param name="Overlay">Empty when there is none or it could not be used.</param>
/// <param name="PolicyDigest">SHA-256 of the file in lower-case hex; null when it cannot be read.</param>
/// <param name="OverlayDigest">Likewise; null without an overlay.</param>
public sealed record LoadedPolicy(
    ProvenancePolicy Policy, bool IsUsable, Overlay Overlay, ImmutableArray<PolicyProblem> Problems, string? PolicyDigest, string? OverlayDigest)
{
    /// <summary>Ids of the commits that line mode looks through, in the order of the list; empty when there is none or it could not be used.</summary>
    public ImmutableArray<string> IgnoredRevisions { get; init; } = [];

    /// <summary>SHA-256 of that list in lower-case hex; null without one.</summary>
    public string? IgnoreListDigest { get; init; }
}
