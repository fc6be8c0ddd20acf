using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Copies;

/// <summary>How a commit shows that it repeats another.</summary>
public enum CopyReason : byte
{
    /// <summary>Their changes are equal.</summary>
    EqualPatch,

    /// <summary><c>(cherry picked from commit …)</c>.</summary>
    CherryPick,

    /// <summary>Automation brought another commit's pull request to this branch and named it in the subject.</summary>
    Backport,
}

/// <summary>A commit that repeats another: it takes the other's label, and where both are reachable their lines count once, at the original's clock.</summary>
/// <param name="Original">The first of its line of copies, which is no copy itself.</param>
/// <param name="IsInWalk">The original is one of the commits that were given; else it is only in the object store.</param>
public readonly record struct CommitCopy(ObjectId Commit, ObjectId Original, CopyReason Reason, bool IsInWalk);
