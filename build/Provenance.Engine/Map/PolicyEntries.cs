using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Policy;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>A policy in the form in which analyzers judge by it: entries, and which of them hold for a path.</summary>
/// <param name="Entries">One per rule of the policy, in its order, then one per threshold that is not the default.</param>
public sealed record PolicyEntries(ImmutableArray<MapPolicyEntry> Entries)
{
    private ImmutableArray<PolicyRule> Rules { get; init; } = [];

    /// <summary>Thresholds hold for every file.</summary>
    private ImmutableArray<int> Everywhere { get; init; } = [];

    public static PolicyEntries Of(ProvenancePolicy policy)
    {
        var thresholds = Thresholds(policy.Thresholds).ToImmutableArray();
        return new PolicyEntries([.. policy.Rules.Select(Entry), .. thresholds])
        {
            Rules = policy.Rules,
            Everywhere = [.. Enumerable.Range(policy.Rules.Length, thresholds.Length)],
        };
    }

    /// <summary>Indexes of the entries that hold for a file, ascending.</summary>
    /// <param name="path">Relative to the repository.</param>
    public ImmutableArray<int> For(string path)
    {
        if (Rules.IsEmpty)
        {
            return Everywhere;
        }

        var holding = PolicyRules.ForPath(Rules, path);
        return [.. holding.Select(rule => Rules.IndexOf(rule)), .. Everywhere];
    }

    private static MapPolicyEntry Entry(PolicyRule rule) => new(
        rule.DiagnosticId,
        rule.Severity switch
        {
            PolicySeverity.Hidden => MapSeverity.Hidden,
            PolicySeverity.Info => MapSeverity.Info,
            PolicySeverity.Error => MapSeverity.Error,
            _ => MapSeverity.Warning,
        },
        rule switch
        {
            ForbidRule forbid => PolicyArgument.OfPatterns(forbid.Agents.Select(pattern => pattern.Text), forbid.Models.Select(pattern => pattern.Text)),
            AllowRule allow => PolicyArgument.OfPatterns(allow.Agents.Select(pattern => pattern.Text), allow.Models.Select(pattern => pattern.Text)),
            RequireAttributeRule => null,
            // A rule that accepts nothing is met by nothing.
            RequireReviewRule review => review.By.IsEmpty ? MapFormat.Absent : string.Join(',', review.By),
            RequireTierRule tier => MapFormat.Tiers[(int)tier.Tier],
            _ => throw new InvalidOperationException("A kind of rule without a form in the map."),
        });

    private static IEnumerable<MapPolicyEntry> Thresholds(PolicyThresholds thresholds)
    {
        if (thresholds.StaleShare != PolicyDefaults.StaleShare)
        {
            yield return Threshold("PROV004", thresholds.StaleShare.ToString(CultureInfo.InvariantCulture));
        }

        if (thresholds.ReviewShare != PolicyDefaults.ReviewShare)
        {
            yield return Threshold("PROV011", thresholds.ReviewShare.ToString(CultureInfo.InvariantCulture));
        }

        if (thresholds.Rewrites != PolicyDefaults.Rewrites || thresholds.RewriteDays != PolicyDefaults.RewriteDays)
        {
            yield return Threshold("PROV203", PolicyArgument.OfNumbers(thresholds.Rewrites, thresholds.RewriteDays));
        }
    }

    private static MapPolicyEntry Threshold(string rule, string argument) => new(rule, MapSeverity.Info, argument);
}
