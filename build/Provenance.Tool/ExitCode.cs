namespace Provenance.Tool;

/// <summary>What the process returns; part of the interface.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Usage, or input that cannot be read.</summary>
    public const int Usage = 1;

    /// <summary>The policy is broken: <c>check</c>, and <c>review --fail-on-findings</c>.</summary>
    public const int Findings = 2;

    /// <summary>No git, no repository, an owner whom git does not trust, no commit.</summary>
    public const int Environment = 3;

    public const int InternalError = 70;

    /// <summary>128 and the number of SIGINT, as shells expect; see <see cref="EndSignals"/> for the others.</summary>
    public const int Cancelled = 130;
}
