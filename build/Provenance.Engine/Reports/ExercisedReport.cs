using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>Adds what a coverage file says to a report.</summary>
internal static class ExercisedReport
{
    /// <param name="stages">By repository path, over the committed text.</param>
    /// <param name="isAsked">Whether code born under a repository path is in the report.</param>
    /// <returns>The report with its figures, or with the notice that says why there are none.</returns>
    public static SurvivalReport Add(
        GitHost host, SurvivalReport report, ImmutableArray<byte> coverage, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages, Func<string, bool> isAsked)
    {
        var records = report.Records;
        var evidence = records.IsReachabilityExamined ? LineStage.Reachable
            : records.Evidence == EvidenceKind.Shipped ? LineStage.Shipped
            : records.Evidence == EvidenceKind.Compiled ? LineStage.Compiled
            : LineStage.None;
        using var room = CleanRoom.Open(host, report.Repository.Location);
        var (figures, notice) = ExercisedCode.Count(report.Repository, room, coverage, stages, evidence, isAsked);
        return report with
        {
            Exercised = figures,
            Notices = notice is null ? report.Notices : [.. report.Notices.Append(notice).DistinctBy(known => known.Code).OrderBy(known => known.Code, StringComparer.Ordinal)],
        };
    }
}
