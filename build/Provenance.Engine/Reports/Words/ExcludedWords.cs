using Provenance.Engine.Analysis;

namespace Provenance.Engine.Reports.Words;

/// <summary>Code on the paths that the policy excludes, in words.</summary>
internal static class ExcludedWords
{
    public static string Of(ExcludedCode excluded)
    {
        var patterns = excluded.Patterns == 1 ? "1 pattern" : Figures.Count(excluded.Patterns) + " patterns";
        var late = excluded.All.NotShipped == 0
            ? ""
            : $"; {Figures.Count(excluded.All.NotShipped)} of them ({Figures.Count(excluded.Agent.NotShipped)}) were born before the policy said so and count as not shipped";
        return $"{Figures.Count(excluded.All.Born)} tokens (agents' {Figures.Count(excluded.Agent.Born)}) born where the policy excludes code ({patterns}), {Figures.Count(excluded.All.Alive)} ({Figures.Count(excluded.Agent.Alive)}) alive{late}";
    }
}
