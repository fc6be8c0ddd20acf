namespace Provenance.Engine.Git;

/// <summary>Bounds on what git may cost and answer (docs/limits.md). Past one of them the answer is partial and coded.</summary>
public static class GitLimits
{
    public static readonly TimeSpan DiscoveryTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long a running command may stay silent.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(60);

    public const int StderrBytes = 8 << 10;
    public const int DiscoveryBytes = 64 << 10;
    public const int CommitBytes = 2 << 20;
    public const int MessageBytes = 1 << 20;
    public const int SourceBytes = 2 << 20;
    public const int PathBytes = 4096;
}
