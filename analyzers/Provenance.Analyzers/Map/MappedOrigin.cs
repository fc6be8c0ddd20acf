namespace Provenance.Analyzers.Map;

/// <summary>Where tokens come from, in the closed words of the map.</summary>
/// <param name="label">One of <c>MapFormat.Labels</c>.</param>
/// <param name="confidence">Index into <c>MapFormat.Confidences</c>.</param>
/// <param name="tier">Index into <c>MapFormat.Tiers</c>; -1 without a claim.</param>
/// <param name="birth">UTC day <c>yyyy-MM-dd</c>, or null.</param>
internal sealed class MappedOrigin(string label, string? agent, string? model, int confidence, int tier, string? birth, bool isReviewed, string? commit)
{
    public string Label { get; } = label;

    public string? Agent { get; } = agent;

    public string? Model { get; } = model;

    public int Confidence { get; } = confidence;

    public int Tier { get; } = tier;

    public string? Birth { get; } = birth;

    public bool IsReviewed { get; } = isReviewed;

    public string? Commit { get; } = commit;

    public bool IsAgent => string.Equals(Label, "agent", StringComparison.Ordinal);
}
