using System.Globalization;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>The one line that a build prints.</summary>
public static class SummaryLine
{
    /// <param name="reportFile">The first report that was written, as the user would type it; null names none.</param>
    /// <returns>Without line end; starts with <c>Provenance: </c>, so that no host takes it for a command.</returns>
    public static string Format(BuildRecord record, string? reportFile)
    {
        var name = Path.GetFileNameWithoutExtension(record.Project) + (record.TargetFramework is { } framework ? " " + framework : "");
        var line = $"Provenance: {name}: {Figure(record)}";
        return TerminalText.Encode(reportFile is null ? line : $"{line}; report {reportFile}");
    }

    private static string Figure(BuildRecord record)
    {
        var headline = record.Figures.ShippedSurvival;
        var coverage = Coverage(record.Figures.Coverage, headline);
        var survival = string.Create(CultureInfo.InvariantCulture, $"{(record.Kind == RecordKind.Compiled ? "compiled" : "shipped")} survival {headline.Days} d");
        if (headline.Figure.Reason is { } reason)
        {
            return reason == Reasons.NoAgentCode
                ? string.Create(CultureInfo.InvariantCulture, $"no agent code {headline.Days} days old or older{WindowOf(record)}, {coverage}")
                : $"{survival} not given: {ReasonText.Of(reason)}, {coverage}";
        }

        var figure = headline.Figure;
        var few = headline.Flags.FirstOrDefault(flag => flag.StartsWith("few days", StringComparison.Ordinal));
        var chance = figure is { CiLow: { } low, CiHigh: { } high } ? Figures.Range(low, high) + " by chance" : few ?? "no interval";
        var attribution = Figures.Range(figure.ClaimLo!.Value, figure.ClaimHi!.Value);
        var borrowed = headline.Flags.FirstOrDefault(flag => flag.StartsWith("borrowed ages", StringComparison.Ordinal)) is { } ages ? ", " + ages : "";
        var reach = headline.Flags.Contains("reachability not examined", StringComparer.Ordinal) ? ", reachability not examined" : "";
        return $"{survival} {Figures.Percent(figure.Point!.Value)} ({attribution} by attribution, {chance}) of {Figures.Count(headline.AgentUnits)} agent units"
            + $" ({Lines(record)} lines), {coverage}{Tiers(headline)}{borrowed}{reach}";
    }

    private static string WindowOf(BuildRecord record) => record.Options.WindowDays is { } window
        ? string.Create(CultureInfo.InvariantCulture, $" in the last {window} days")
        : "";

    private static string Coverage(CoverageFigure coverage, HeadlineFigure headline) => coverage.Share is { } share
        ? $"coverage {Figures.Percent(share)}" + (headline.Flags.Contains("low coverage", StringComparer.Ordinal) ? " (low)" : "")
        : "coverage unknown";

    /// <summary>Lines are known when units are lines.</summary>
    private static string Lines(BuildRecord record) => record.Options.Unit == History.Units.UnitMode.Line
        ? Figures.Count(record.Figures.ShippedSurvival.AgentUnits)
        : "≈ " + Figures.Count((record.Figures.ShippedSurvival.AgentUnits + (Figures.TokensPerLine / 2)) / Figures.TokensPerLine);

    /// <summary>The whole rests on its weakest tier; the strongest one's own figure stands beside it.</summary>
    private static string Tiers(HeadlineFigure headline)
    {
        if (headline.ByTier.IsEmpty)
        {
            return "";
        }

        var (strongest, weakest) = (headline.ByTier[0], headline.ByTier[^1]);
        var own = strongest.Tier != weakest.Tier && strongest.Figure.Point is { } point
            ? $" ({LedgerWords.Of(strongest.Tier)} alone {Figures.Percent(point)})"
            : "";
        return $", tier {LedgerWords.Of(weakest.Tier)}{own}";
    }
}
