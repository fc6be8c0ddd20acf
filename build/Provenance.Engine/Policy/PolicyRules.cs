using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>Evaluates the rules of a policy on facts. Each rule is judged for itself; only the entries of <c>allow</c> for one path are read together.</summary>
public static class PolicyRules
{
    /// <summary>The rules that hold for a path, in the order of the policy. What the map stores per file.</summary>
    public static ImmutableArray<PolicyRule> ForPath(ImmutableArray<PolicyRule> rules, string path) => [.. rules.Where(rule => rule.HoldsFor(path))];

    /// <returns>
    /// One finding per diagnostic id at most, by ascending id: of several rules that are broken the severest speaks, the first of equals.
    /// Empty when the label is not <see cref="Label.Agent"/>: rules are about what agents are known to have written.
    /// </returns>
    public static ImmutableArray<PolicyFinding> Resolve(ImmutableArray<PolicyRule> rules, PolicySubject subject) =>
        subject.Label == Label.Agent ? ResolveMatching(ForPath(rules, subject.Path), subject) : [];

    private static ImmutableArray<PolicyFinding> ResolveMatching(ImmutableArray<PolicyRule> rules, PolicySubject subject)
    {
        var isAllowed = rules.OfType<AllowRule>().Any(rule => Covers(rule.Agents, rule.Models, subject));
        return
        [
            .. rules
                .Where(rule => IsBroken(rule, isAllowed, subject))
                .GroupBy(rule => rule.DiagnosticId, StringComparer.Ordinal)
                .Select(group => group.OrderByDescending(rule => rule.Severity).ThenBy(rule => rule.Index).First())
                .OrderBy(rule => rule.DiagnosticId, StringComparer.Ordinal)
                .Select(rule => new PolicyFinding(rule.DiagnosticId, rule.Severity, rule)),
        ];
    }

    private static bool IsBroken(PolicyRule rule, bool isAllowed, PolicySubject subject) => rule switch
    {
        ForbidRule forbid => Covers(forbid.Agents, forbid.Models, subject),
        AllowRule => !isAllowed,
        RequireAttributeRule => !subject.HasAttribute,
        RequireReviewRule review => !review.By.Any(evidence => subject.Reviews.Contains(evidence, StringComparer.OrdinalIgnoreCase)),
        RequireTierRule tier => subject.Tier < tier.Tier,
        _ => throw new InvalidOperationException("A kind of rule without evaluation."),
    };

    private static bool Covers(ImmutableArray<NamePattern> agents, ImmutableArray<NamePattern> models, PolicySubject subject) =>
        agents.Any(pattern => pattern.Matches(subject.Agent))
        && models.Any(pattern => subject.Model is null ? pattern.MatchesEverything : pattern.Matches(subject.Model));
}
