using System.Collections.Immutable;

namespace Provenance.Engine.Git;

/// <summary>Where a repository is, as git itself answered; all paths absolute.</summary>
/// <param name="Head">The commit that the build describes; null when no commit exists yet.</param>
/// <param name="ShallowContent">The text of the shallow file, read once: a fetch during the build changes nothing.</param>
/// <param name="IsPartialClone">Some objects may be missing by design; nothing is ever fetched.</param>
/// <param name="Notes">Where agents left notes: what <c>refs/notes/ai</c> names, or without it what the refs under <c>refs/notes/ai-remote</c> name, in the order of their names.</param>
public sealed record RepositoryLocation(
    string TopLevel,
    string GitDirectory,
    string CommonDirectory,
    string ObjectDirectory,
    string ObjectFormat,
    ObjectId? Head,
    string ShallowContent,
    bool IsPartialClone,
    ImmutableArray<ObjectId> Notes)
{
    public bool IsShallow => ShallowContent.Length > 0;
}
