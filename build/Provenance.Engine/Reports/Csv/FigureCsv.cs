using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Csv;

/// <summary>All figures in one long table, one figure a row, in the units of the JSON.</summary>
public static class FigureCsv
{
    /// <summary>UTF-8, LF. Columns: figure, group, agent, model, tier, scope, stage, days, value, value_hi, ci_low, ci_high, units, reason.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var csv = new CsvText().Row("figure", "group", "agent", "model", "tier", "scope", "stage", "days", "value", "value_hi", "ci_low", "ci_high", "units", "reason");
        WriteHeadline(csv, report.Figures);
        foreach (var entry in report.Figures.Funnel)
        {
            csv.Row(
                "funnel", entry.Label, entry.Agent, entry.Model, entry.Tier is { } tier ? LedgerWords.Of(tier) : null, LedgerWords.Of(entry.Scope), LedgerWords.Of(entry.Stage),
                null, entry.UnitsLo, entry.UnitsHi, null, null, null, entry.Reason);
        }

        WriteExercised(csv, report.Exercised);
        foreach (var group in Enum.GetValues<CodeGroup>())
        {
            WriteSurvival(csv, report.Metric.Survival[group], GroupWords.Slug(group));
        }

        foreach (var agent in report.Metric.Agents)
        {
            WriteSlice(csv, agent, agent.Key, null, null);
        }

        foreach (var model in report.Metric.Models)
        {
            WriteSlice(csv, model, null, model.Key, null);
        }

        foreach (var tier in report.Metric.Tiers)
        {
            WriteSlice(csv, tier, null, null, tier.Key);
        }

        WriteDifference(csv, "human", report.Metric.DifferenceHuman);
        WriteDifference(csv, "unknown", report.Metric.DifferenceUnknown);
        WriteCauses(csv, report.Metric.Causes);
        return csv.ToBytes();
    }

    private static void WriteHeadline(CsvText csv, RecordFigures figures)
    {
        var headline = figures.ShippedSurvival;
        var name = headline.Kind == EvidenceKind.Compiled ? "compiled survival" : "shipped survival";
        Figure(name, headline.Figure, headline.AgentUnits);
        Figure(name + " without overlay", headline.WithoutOverlay, null);
        csv.Row("coverage", "all", null, null, null, "ships", null, null, figures.Coverage.Share, null, null, null, figures.Coverage.Units, figures.Coverage.Reason);

        void Figure(string figure, ShareFigure share, long? units)
        {
            csv.Row(figure, "agent", null, null, null, "ships", null, headline.Days, share.Point, null, share.CiLow, share.CiHigh, units, share.Reason);
            csv.Row(figure + " by attribution", "agent", null, null, null, "ships", null, headline.Days, share.ClaimLo, share.ClaimHi, null, null, units, share.Reason);
        }
    }

    // Of all that was measured the share that ran, and of all the share that was measured.
    private static void WriteExercised(CsvText csv, ExercisedFigures? exercised)
    {
        foreach (var row in exercised?.Rows ?? [])
        {
            csv.Row("exercised", row.Label, null, null, null, "ships", exercised!.Of, null, row.Share.Share, null, null, null, row.Measured, ReasonWords.Of(row.Share.Reason));
            var measured = Proportion.Of(row.Measured, row.Units, Reasons.NoData);
            csv.Row("measured by coverage", row.Label, null, null, null, "ships", exercised.Of, null, measured.Share, null, null, null, row.Units, ReasonWords.Of(measured.Reason));
        }
    }

    private static void WriteSlice(CsvText csv, SliceFigures slice, string? agent, string? model, string? tier)
    {
        var headline = slice.ShippedSurvival;
        var name = headline.Kind == EvidenceKind.Compiled ? "compiled survival" : "shipped survival";
        var units = headline.Bands.Sum(band => band.Authored);
        var reason = ReasonWords.Of(headline.Reason);
        csv.Row(name, "agent", agent, model, tier, "ships", null, headline.Days, headline.Point, null, headline.CiLow, headline.CiHigh, units, reason);
        csv.Row(name + " by attribution", "agent", agent, model, tier, "ships", null, headline.Days, headline.ClaimLo, headline.ClaimHi, null, null, units, reason);
        WriteSurvival(csv, slice.Survival, "agent", agent, model, tier);
    }

    private static void WriteSurvival(CsvText csv, GroupSurvival survival, string group, string? agent = null, string? model = null, string? tier = null)
    {
        foreach (var point in survival.Curve)
        {
            csv.Row("survival", group, agent, model, tier, "ships", null, point.Days, point.S, null, point.CiLow, point.CiHigh, point.AtRisk, ReasonWords.Of(point.Reason));
        }

        var mean = survival.Rmst180;
        csv.Row("mean of 180 days", group, agent, model, tier, "ships", null, mean.Days, mean.Mean, null, mean.CiLow, mean.CiHigh, survival.Units, ReasonWords.Of(mean.Reason));
    }

    private static void WriteDifference(CsvText csv, string other, GroupDifference difference)
    {
        foreach (var point in difference.Curve)
        {
            csv.Row("difference", "agent less " + other, null, null, null, "ships", null, point.Days, point.Difference, null, point.CiLow, point.CiHigh, null, point.Difference is null ? ReasonWords.Of(point.Reason) : null);
        }
    }

    private static void WriteCauses(CsvText csv, ByGroup<IReadOnlyList<CausesPoint>> causes)
    {
        foreach (var (group, points) in (ReadOnlySpan<(string, IReadOnlyList<CausesPoint>)>)[("agent", causes.Agent), ("human", causes.Human), ("unknown", causes.Unknown), ("all", causes.All)])
        {
            foreach (var point in points)
            {
                foreach (var (cause, share) in (ReadOnlySpan<(string, double?)>)[("modified", point.Modified), ("deleted", point.Deleted), ("file removed", point.FileRemoved), ("moved out", point.MovedOut)])
                {
                    csv.Row("death by " + cause, group, null, null, null, "ships", null, point.Days, share, null, null, null, null, ReasonWords.Of(point.Reason));
                }
            }
        }
    }
}
