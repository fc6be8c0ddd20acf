using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Words;

/// <summary>What the groups of code are called, to people and in class names.</summary>
internal static class GroupWords
{
    public static string Name(CodeGroup group) => group switch
    {
        CodeGroup.Agent => "agent",
        CodeGroup.AgentHi => "agent and mixed",
        CodeGroup.Human => "human",
        CodeGroup.Unknown => "unknown",
        CodeGroup.All => "all",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>Part of a class name in figures and pages.</summary>
    public static string Slug(CodeGroup group) => group == CodeGroup.AgentHi ? "mixed" : Name(group);
}
