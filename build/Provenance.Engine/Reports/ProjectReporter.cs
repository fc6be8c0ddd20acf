using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports.Detail;
using Provenance.Shared.Map;

namespace Provenance.Engine.Reports;

/// <summary>Makes the report of one build record: the project's own code, with the record's own headline.</summary>
public static class ProjectReporter
{
    /// <summary>The report with its detail, or the notice that says why there is none.</summary>
    /// <param name="withFindings">Also judge the project's code by the rules of the policy.</param>
    /// <param name="coverage">Content of a Cobertura file; default for none.</param>
    public static Outcome<SurvivalReport> Create(
        GitHost host, ProjectRequest project, BuildRecord record, AnalysisSource analyses, bool withFindings = false, ImmutableArray<byte> coverage = default)
    {
        var analysis = project.Analyze(host, analyses);
        if (!analysis.IsSuccess)
        {
            return analysis.Notice;
        }

        var repository = analysis.Value;
        var owners = new ProjectOwners(repository.History);
        // What an artifact holds of other projects is in its record by their files.
        var projects = record.Files.Select(file => owners.Of(file.Path)).Append(record.Project).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var code = new ArtifactCode(repository, projects, record.Files.Select(file => file.Path).Where(file => !repository.Policy.Policy.Excluded.Contains(file)));
        var records = new RecordSet([record], 0);
        var (stages, weights) = StagesOf(host, repository, records);
        var cells = CellJoin.Join(repository, code, weights);
        var options = new MetricOptions(record.Options.HorizonDays, record.Options.WindowDays, repository.EndSeconds)
        {
            Evidence = record.Figures.ShippedSurvival.Kind,
            IsReachabilityExamined = record.IsReachabilityExamined,
            Block = repository.Block,
        };
        var report = new SurvivalReport(repository, SurvivalMetric.Compute(cells, options, CellJoin.Challenges(repository, code)), record.Figures, record.Options, null, records, record.Notices)
        {
            Project = CiHosts.CiFigure.ProjectOf(record),
        };
        report = coverage.IsDefault ? report : ExercisedReport.Add(host, report, coverage, stages, IsOwn);
        var (findings, unread) = withFindings ? FindingsOf(host, repository, IsOwn) : ([], []);
        return report with
        {
            Detail = DetailReader.Read(host, report, cells, IsOwn, stages),
            Findings = findings,
            Notices = [.. report.Notices.Concat(unread).DistinctBy(notice => notice.Code, StringComparer.Ordinal).OrderBy(notice => notice.Code, StringComparer.Ordinal)],
        };

        bool IsOwn(string path) => owners.Of(path) is { } own && projects.Contains(own);
    }

    private static (ImmutableArray<PolicyBreach> Findings, ImmutableArray<Notice> Notices) FindingsOf(GitHost host, AnalyzedRepository repository, Func<string, bool> isOwn)
    {
        using var room = CleanRoom.Open(host, repository.Location);
        var (result, notices) = PolicyCheck.Run(repository, room, isOwn, isMeant: null);
        return (result.Breaches, notices);
    }

    private static (IReadOnlyDictionary<string, PlaceMap<LineStage>> Stages, Dictionary<int, StageWeights> Weights) StagesOf(
        GitHost host, AnalyzedRepository repository, RecordSet records)
    {
        using var room = CleanRoom.Open(host, repository.Location);
        var paths = records.Records.SelectMany(record => record.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var files = repository.History.Files.Where(file => paths.Contains(file.Path)).ToArray();
        // The record was made from the same objects a moment ago: what was wrong with them is among its notices.
        var (texts, _) = HeadTextReader.Read(room, files);
        var hashes = files.Zip(texts).Where(pair => pair.Second is not null).ToDictionary(
            pair => pair.First.Path, pair => TextFingerprint.Of(pair.Second!.Text).Hash.ToString("x16", CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var stages = ExcludedCode.Without(repository, records.StagesByPath(hashes.GetValueOrDefault));
        return (stages, StageEvidence.Count(repository, room, stages).Weights);
    }
}
