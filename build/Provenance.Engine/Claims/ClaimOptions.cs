using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims;

/// <summary>What the policy and its overlay say about labels of commits.</summary>
public sealed record ClaimOptions
{
    public static ClaimOptions Default { get; } = new();

    /// <summary>The policy's <c>unattributed: human</c>: a commit without evidence is a person's, unless automation made it.</summary>
    public bool UnattributedIsHuman { get; init; }

    /// <summary>The policy's <c>squash.unlocated: agent</c>: a whole claim in a squash without sections covers all of it.</summary>
    public bool UnlocatedSquashIsAgent { get; init; }

    /// <summary>Trailer keys that record a person's review.</summary>
    public ImmutableArray<string> ReviewKeys { get; init; } = ["Reviewed-by"];

    /// <summary>Overlay entries for commits (pull requests already resolved to commits), the last entry for a commit winning.</summary>
    public IReadOnlyDictionary<ObjectId, OverlayLabel> Overlay { get; init; } = new Dictionary<ObjectId, OverlayLabel>();
}

/// <summary>What an overlay entry says of a commit.</summary>
/// <param name="Agent">Id of the registry, or null.</param>
/// <param name="Model"><c>provider/model</c>, or null.</param>
public sealed record OverlayLabel(Label Label, string? Agent = null, string? Model = null);
