using System.Collections.Immutable;

namespace Provenance.Engine.Git;

/// <summary>A commit as its raw object says, never through mailmap, replace refs or log formatting.</summary>
/// <param name="Message">Decoded by the <c>encoding</c> header, else UTF-8 with replacement; at most 1 MiB of it.</param>
/// <param name="MessageTruncated">The message was longer than the limit.</param>
/// <remarks>Names and addresses in here are matched against the registry in memory and then dropped; no record holds them.</remarks>
public sealed record CommitObject(
    ObjectId Id,
    ObjectId Tree,
    ImmutableArray<ObjectId> Parents,
    CommitIdentity Author,
    CommitIdentity Committer,
    string Message,
    bool MessageTruncated = false)
{
    /// <summary>The raw object, where it carries a signature: what a check of it needs. Null without one.</summary>
    public byte[]? SignedContent { get; init; }
}

/// <summary>One identity line of a commit object.</summary>
/// <param name="UnixSeconds">Seconds since 1970-01-01 UTC.</param>
public readonly record struct CommitIdentity(string Name, string Email, long UnixSeconds);
