using System.Globalization;
using System.Text;
using Provenance.Engine.Claims;

namespace Provenance.Engine.Reports;

/// <summary>Claims of commits for people. Names the rule and the place of each evidence, never its text: that may hold a name.</summary>
public static class ClaimsText
{
    /// <param name="isExplained">Also says which rule on which place decided.</param>
    public static string Write(ClaimsOfCommits claims, bool isExplained)
    {
        var text = new StringBuilder();
        foreach (var commit in claims.Commits)
        {
            var agents = string.Join(", ", commit.Agents.Select(agent => agent.Model is null ? agent.Agent : $"{agent.Agent} ({agent.Model})"));
            text.Append($"{commit.Commit.Short} {ClaimWords.Of(commit.Label),-7} {agents}".TrimEnd()).Append('\n');
            if (isExplained)
            {
                text.Append($"  because {LabelText.Of(commit)}\n");
                foreach (var evidence in commit.Explain())
                {
                    text.Append($"  {EvidenceText.Of(evidence)}\n");
                }

                foreach (var flag in ClaimWords.Of(commit.Flags))
                {
                    text.Append($"  flag {flag}\n");
                }
            }
        }

        foreach (var (word, count) in claims.Diagnostics)
        {
            text.Append(CultureInfo.InvariantCulture, $"notice {word} {count}\n");
        }

        return text.ToString();
    }
}
