namespace Provenance.Engine.Metric;

/// <summary>A part of a whole, both in units or weight as the figure says.</summary>
/// <param name="Share">In [0, 1]; null with a reason when the whole is 0.</param>
public sealed record Proportion(long Part, long Whole, double? Share, string? Reason)
{
    internal static Proportion Of(long part, long whole, string reasonWhenEmpty) =>
        whole > 0 ? new(part, whole, part / (double)whole, null) : Missing(reasonWhenEmpty);

    internal static Proportion Missing(string reason) => new(0, 0, null, reason);
}
