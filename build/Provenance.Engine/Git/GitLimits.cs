namespace Provenance.Engine.Git;

/// <summary>Bounds on what git may cost and answer (docs/limits.md). Past one of them the answer is partial and coded.</summary>
public static class GitLimits
{
    public const int StderrBytes = 8 << 10;
    public const int DiscoveryBytes = 64 << 10;

    /// <summary>What is read of one object; the sizes of blobs are asked for first, a longer commit loses the end of its message.</summary>
    public const int ObjectBytes = 2 << 20;

    /// <summary>A longer object is not even skipped: git is stopped.</summary>
    public const int SkippedBytes = 64 << 20;

    /// <summary>One field of the log: a path, or a commit with its parents.</summary>
    public const int FieldBytes = 1 << 20;
    public const int MessageBytes = 1 << 20;
    public const int SourceBytes = ObjectBytes;
}
