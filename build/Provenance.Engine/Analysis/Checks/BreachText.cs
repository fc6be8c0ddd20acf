using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>Findings in the words of the analyzers, and the key under which one is known again.</summary>
public static class BreachText
{
    /// <summary>Titles by id, as the rules' pages have them.</summary>
    public static readonly IReadOnlyList<(string Id, string Name, string Title)> Rules =
    [
        ("PROV101", "ForbiddenPath", "Agent-written code where the policy forbids it"),
        ("PROV102", "AgentNotAllowed", "Agent-written code by an agent or model that is not allowed"),
        ("PROV103", "AttributeRequired", "Policy requires an attribute that is missing"),
        ("PROV104", "ReviewRequired", "Policy requires human review"),
        ("PROV105", "TierRequired", "Policy requires stronger evidence"),
    ];

    /// <summary>One sentence of ours without any text of the repository: agents, models and tiers are words of closed lists.</summary>
    public static string Message(PolicyBreach breach)
    {
        var model = breach.Model ?? "model not recorded";
        return breach.Finding.Rule switch
        {
            ForbidRule => $"The policy forbids code by {breach.Agent} ({model}) here",
            AllowRule => $"The policy allows no code by {breach.Agent} ({model}) here",
            RequireAttributeRule => $"The policy requires an attribute on members written by {breach.Agent}",
            RequireReviewRule => $"The policy requires review by a person of what {breach.Agent} wrote here",
            RequireTierRule tier => $"The policy requires evidence of tier {ClaimWords.Of(tier.Tier)} here; what names {breach.Agent} has tier {ClaimWords.Of(breach.Tier)}",
            _ => throw new InvalidOperationException("A kind of rule without words."),
        };
    }

    /// <summary>The word for a severity as policies write it.</summary>
    public static string Of(PolicySeverity severity) => severity switch
    {
        PolicySeverity.Error => "error",
        PolicySeverity.Warning => "warning",
        PolicySeverity.Info => "info",
        _ => "hidden",
    };

    /// <summary>32 hex digits that stay the same while lines move, commits come and the finding is about the same rule, member and agent.</summary>
    public static string Fingerprint(PolicyBreach breach)
    {
        var key = string.Join('\n', breach.Finding.DiagnosticId, breach.Path, breach.Member ?? "", breach.Agent);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)).ToLower(CultureInfo.InvariantCulture);
    }
}
