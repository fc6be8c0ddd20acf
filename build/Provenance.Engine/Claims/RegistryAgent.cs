using System.Collections.Immutable;

namespace Provenance.Engine.Claims;

/// <summary>A harness that writes code, not a model's vendor.</summary>
/// <param name="DefaultSurface">The surface of claims that name the agent only in free text.</param>
/// <param name="Aliases">Names in free text: whole words, without case, <c>-</c>, <c>_</c> and blank being equal.</param>
/// <param name="IsVendorFamily">Also the name of a model family: loses to any other alias in the same value.</param>
/// <param name="IsGivenName">Also a person's name: needs a value that is otherwise understood.</param>
/// <param name="NoteTools">Tool ids in git-ai notes.</param>
public sealed record RegistryAgent(
    string Id,
    string Name,
    string DefaultSurface,
    ImmutableArray<string> Aliases,
    bool IsVendorFamily,
    bool IsGivenName,
    ImmutableArray<string> NoteTools)
{
    /// <summary>The id for an agent that the evidence does not name.</summary>
    public const string Unresolved = "unresolved";

    /// <summary>The surface of an agent that the evidence does not name.</summary>
    internal const string UnresolvedSurface = "disclosed";
}
