namespace Provenance.Engine.Git;

/// <summary>Bounds on what git may cost and answer (docs/limits.md). Past one of them the answer is partial and coded.</summary>
public static class GitLimits
{
    public const int StderrBytes = 8 << 10;
    public const int DiscoveryBytes = 64 << 10;

    /// <summary>Names of pull requests, about 200,000.</summary>
    public const int ReferenceBytes = 8 << 20;

    /// <summary>What is kept of one object: a longer blob counts as too large, a longer commit loses the end of its message.</summary>
    public const int ObjectBytes = 2 << 20;

    /// <summary>What is kept of a tree that lists notes: about 400,000 of them in one folder.</summary>
    public const int TreeBytes = 32 << 20;

    /// <summary>A longer object is not even read past: git is stopped.</summary>
    public const long SkippedBytes = 4L << 30;

    /// <summary>So many damaged objects are read past, each of which ends a git; what is asked for behind them counts as absent.</summary>
    public const int Restarts = 64;

    /// <summary>One field of the log: a path, or a commit with its parents.</summary>
    public const int FieldBytes = 1 << 20;
    public const int MessageBytes = 1 << 20;

    /// <summary>A source file of more lines counts as too large.</summary>
    public const int SourceLines = 100_000;
}
