namespace Provenance.Analyzers.Map;

/// <summary>What the map says about the committed text of one file. Lines are 0-based here, 1-based in the map.</summary>
internal sealed class MappedFile(ulong hash, LineHashes lines, LineUnits? units, MappedRun[] runs, MappedChurn[] churn, int[] policy)
{
    /// <summary>Of the committed text, line breaks taken as LF.</summary>
    public ulong Hash { get; } = hash;

    public LineHashes Lines { get; } = lines;

    /// <summary>Null when the map does not say how many units its lines have.</summary>
    public LineUnits? Units { get; } = units;

    /// <summary>Ascending, without overlap.</summary>
    public MappedRun[] Runs { get; } = runs;

    public MappedChurn[] Churn { get; } = churn;

    /// <summary>Indexes into the map's policy entries.</summary>
    public int[] Policy { get; } = policy;

    public bool HasAgentTokens { get; } = Array.Exists(runs, static run => run.AgentTokens > 0);
}

/// <summary>Consecutive lines of one origin.</summary>
internal readonly struct MappedRun(int firstLine, int lastLine, int origin, int agentTokens, int tokens)
{
    public int FirstLine { get; } = firstLine;

    public int LastLine { get; } = lastLine;

    /// <summary>Index into the map's origins.</summary>
    public int Origin { get; } = origin;

    public int AgentTokens { get; } = agentTokens;

    public int Tokens { get; } = tokens;
}

/// <summary>A member that was rewritten: the most rewrites in any window of the policy's length.</summary>
internal readonly struct MappedChurn(int firstLine, int lastLine, int rewrites)
{
    public int FirstLine { get; } = firstLine;

    public int LastLine { get; } = lastLine;

    public int Rewrites { get; } = rewrites;
}

/// <summary>A resolved entry of the policy.</summary>
/// <param name="severity">One of <c>MapFormat.Severities</c>.</param>
internal sealed class MappedPolicyEntry(string rule, string severity, string? argument)
{
    public string Rule { get; } = rule;

    public string Severity { get; } = severity;

    public string? Argument { get; } = argument;
}
