using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels the commits of a walk under a policy.</summary>
public static class CommitLabels
{
    private static readonly Regex Correction = new(
        @"\b(?:fix|fixes|fixed|fixup|bug|bugs|bugfix|revert|reverts|reverted|regression|regressions|hotfix)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex PullRequestSuffix = new(@"\(#(?<number>[0-9]{1,9})\)\s*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static ImmutableArray<CommitFacts> Read(ImmutableArray<CommitObject> commits, LoadedPolicy policy, Registry registry)
    {
        var options = new ClaimOptions
        {
            UnattributedIsHuman = policy.Policy.Unattributed == Label.Human,
            UnlocatedSquashIsAgent = policy.Policy.Squash.Unlocated == Label.Agent,
            Overlay = OverlayByCommit(commits, policy.Overlay),
        };
        var labeler = new CommitLabeler(registry, options);
        var withoutOverlay = new CommitLabeler(registry, options with { Overlay = ClaimOptions.Default.Overlay });
        var facts = ImmutableArray.CreateBuilder<CommitFacts>(commits.Length);
        foreach (var commit in commits)
        {
            var claims = labeler.Read(commit);
            var plain = claims.Reason == LabelReason.Overlay ? withoutOverlay.Read(commit).LineLabel() : claims.LineLabel();
            facts.Add(new CommitFacts(claims, plain, Correction.IsMatch(SubjectOf(commit.Message))));
        }

        return facts.MoveToImmutable();
    }

    private static Dictionary<ObjectId, OverlayLabel> OverlayByCommit(ImmutableArray<CommitObject> commits, Overlay overlay)
    {
        var result = new Dictionary<ObjectId, OverlayLabel>();
        if (overlay.Entries.IsEmpty)
        {
            return result;
        }

        var byPullRequest = new Dictionary<int, List<ObjectId>>();
        foreach (var commit in commits)
        {
            var match = PullRequestSuffix.Match(SubjectOf(commit.Message));
            if (match.Success)
            {
                var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
                (byPullRequest.TryGetValue(number, out var list) ? list : byPullRequest[number] = []).Add(commit.Id);
            }
        }

        foreach (var entry in overlay.Entries)
        {
            var label = new OverlayLabel(entry.Label, entry.Agent, entry.Model);
            switch (entry.Target)
            {
                case CommitTarget target when ObjectId.TryParse(target.CommitId.AsSpan(), out var id):
                    result[id] = label;
                    break;
                case PullRequestTarget target:
                    foreach (var id in byPullRequest.GetValueOrDefault(target.Number) ?? [])
                    {
                        result[id] = label;
                    }

                    break;
                default:
                    // Path entries label lines, not commits.
                    break;
            }
        }

        return result;
    }

    private static string SubjectOf(string message)
    {
        var text = message.AsSpan().TrimStart("\n\r ");
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).ToString();
    }
}
