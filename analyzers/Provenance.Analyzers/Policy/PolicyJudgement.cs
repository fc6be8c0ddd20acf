using Provenance.Analyzers.Map;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Policy;

/// <summary>Which rule of the policy a piece of code breaks: the engine's <c>PolicyRules.Resolve</c>, on the map's entries. A test holds the two to each other.</summary>
internal static class PolicyJudgement
{
    /// <summary>The severest entry of the rule that is broken, the first of equals; or null.</summary>
    /// <param name="facts">The code's origin, which is an agent's.</param>
    public static PolicyEntry? Broken(PolicyTable policy, MappedFile file, string rule, CodeFacts facts)
    {
        PolicyEntry? severest = null;
        if (file.Policy.Length == 0 || (string.Equals(rule, "PROV102", StringComparison.Ordinal) && policy.For(file, rule).Any(entry => entry.Covers(facts.Agent, facts.Model))))
        {
            // Several entries that allow are read together: what one of them covers is allowed.
            return null;
        }

        foreach (var entry in policy.For(file, rule))
        {
            if (IsBroken(entry, facts) && (severest is null || entry.Severity > severest.Severity))
            {
                severest = entry;
            }
        }

        return severest;
    }

    private static bool IsBroken(PolicyEntry entry, CodeFacts facts) => entry.Rule switch
    {
        "PROV101" => entry.Covers(facts.Agent, facts.Model),
        "PROV102" => true,
        "PROV103" => !facts.HasAttribute(),
        "PROV104" => !Array.Exists(entry.Evidence, facts.HasReview),
        "PROV105" => facts.Tier < entry.Tier,
        _ => false,
    };
}

/// <summary>What is known of agent-written code when a policy judges it.</summary>
/// <param name="tier">Index into <c>MapFormat.Tiers</c>.</param>
/// <param name="isReviewed">A review trailer of the birth commit names a person.</param>
/// <param name="hasReviewAttribute">Asked only where a rule wants to know: a symbol's attributes have to be bound for it.</param>
internal readonly struct CodeFacts(string agent, string? model, int tier, bool isReviewed, Func<bool> hasReviewAttribute, Func<bool> hasAttribute)
{
    public string Agent { get; } = agent;

    public string? Model { get; } = model;

    public int Tier { get; } = tier;

    public Func<bool> HasAttribute { get; } = hasAttribute;

    private readonly bool _isReviewed = isReviewed;
    private readonly Func<bool> _hasReviewAttribute = hasReviewAttribute;

    /// <summary>True when the evidence of that name is there: a trailer's key, or the attribute's name.</summary>
    public bool HasReview(string evidence) =>
        (_isReviewed && string.Equals(evidence, PolicyDefaults.ReviewTrailer, StringComparison.OrdinalIgnoreCase))
        || (string.Equals(evidence, PolicyDefaults.ReviewAttribute, StringComparison.OrdinalIgnoreCase) && _hasReviewAttribute());
}
