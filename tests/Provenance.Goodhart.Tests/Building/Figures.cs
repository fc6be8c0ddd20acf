using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>What users are told of one build.</summary>
/// <param name="Headline">SS(30); null with a reason.</param>
/// <param name="Report">The headline of a report of the whole repository with this build's records.</param>
/// <param name="Metric">What else the report says.</param>
/// <param name="Text">The record and the report as they are written, but for the names of artifacts and the id of the commit.</param>
internal sealed record Figures(BuildRecord Record, double? Headline, string? Reason, HeadlineFigure Report, SurvivalFigures Metric, string Text)
{
    public static Figures Of(BuildRecord record, SurvivalReport report) => new(
        record, record.Figures.ShippedSurvival.Figure.Point, record.Figures.ShippedSurvival.Figure.Reason, report.Figures.ShippedSurvival, report.Metric, TextOf(record, report));

    /// <summary>Agent weight that the artifact holds and something reaches.</summary>
    public long Reachable => Units(FunnelStage.Reachable, "agent");

    /// <summary>Of it, what something besides the package refers to, in the report of the repository; null where that was not examined.</summary>
    public long? Referenced => Metric.Funnel.First(row => row is { Scope: ScopeClass.Ships, Dimension: "label", Key: "agent" }).Lo.Referenced?.Weight;

    /// <summary>Agent weight of the headline's cohort, living or dead.</summary>
    public long Cohort => Record.Figures.ShippedSurvival.AgentUnits;

    public double? Coverage => Record.Figures.Coverage.Share;

    public ImmutableArray<string> Notices => [.. Record.Notices.Select(notice => notice.Code)];

    public long Units(FunnelStage stage, string label) =>
        Record.Figures.Funnel.FirstOrDefault(entry => entry.Scope == ScopeClass.Ships && entry.Stage == stage && entry is { Agent: null, Model: null, Tier: null } && string.Equals(entry.Label, label, StringComparison.Ordinal))?.UnitsLo ?? 0;

    // What moves with the day of the build stands in the arguments of notices.
    private static string TextOf(BuildRecord record, SurvivalReport report)
    {
        var bare = record with
        {
            Artifact = null,
            Artifacts = [],
            Files = [.. record.Files.Select(file => file with { Artifacts = [] })],
            Notices = [.. record.Notices.Select(notice => notice with { Arguments = [] })],
        };
        var text = Encoding.UTF8.GetString(RecordJson.Write(bare)) + Encoding.UTF8.GetString(ReportJson.Write(report with { Notices = bare.Notices }));
        return text.Replace(report.Repository.Commit.ToString(), "HEAD", StringComparison.Ordinal);
    }
}
