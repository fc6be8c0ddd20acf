namespace Provenance.Benchmarks.Repositories;

/// <summary>The git commands that anything which replays the history of C# files has to pay for.</summary>
internal static class FloorCommands
{
    private const string Sources = "*.cs";

    /// <summary>The log of the floor, as the goals define it: merges show no changes.</summary>
    public static readonly string[] Log = ["log", "--raw", "-M", "-l0", "--full-history", "--no-abbrev", "--format=%H", "HEAD", "--", Sources];

    /// <summary>The log that a walk of the full graph needs: merges against their first parent, parents first.</summary>
    public static readonly string[] WalkLog = [
        "log", "--raw", "-M", "-l0", "--full-history", "--no-abbrev", "--format=%H", "--diff-merges=first-parent", "--topo-order", "--reverse", "HEAD", "--", Sources,
    ];

    /// <summary>Reads the blobs whose ids arrive at standard input.</summary>
    public static readonly string[] Contents = ["cat-file", "--batch", "--buffer"];
}
