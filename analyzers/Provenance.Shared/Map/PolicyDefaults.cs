namespace Provenance.Shared.Map;

/// <summary>Thresholds of a policy that says nothing. The map carries only others.</summary>
internal static class PolicyDefaults
{
    /// <summary>PROV004: percent of a member's tokens.</summary>
    public const int StaleShare = 30;

    /// <summary>PROV011: percent of a member's tokens.</summary>
    public const int ReviewShare = 30;

    /// <summary>PROV203: rewrites within <see cref="RewriteDays"/>.</summary>
    public const int Rewrites = 3;

    public const int RewriteDays = 30;

    /// <summary>The one trailer that the map's origins know as a review.</summary>
    public const string ReviewTrailer = "Reviewed-by";

    /// <summary>How a policy names the attribute among the evidence of review.</summary>
    public const string ReviewAttribute = "HumanReviewed";
}
