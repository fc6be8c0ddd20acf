using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports.Detail;
using Provenance.Shared.Map;

namespace Provenance.Engine.Reports;

/// <summary>Joins an analysis and build records into a report.</summary>
public static class SurvivalReporter
{
    private static readonly ImmutableSortedDictionary<string, PlaceMap<LineStage>> NoStages =
        ImmutableSortedDictionary.Create<string, PlaceMap<LineStage>>(StringComparer.Ordinal);

    public static SurvivalReport Create(GitHost host, AnalyzedRepository repository, ReportRequest request)
    {
        var horizon = request.HorizonDays ?? repository.Policy.Policy.HorizonDays;
        var window = request.Window is { } choice ? choice.Days : repository.Policy.Policy.WindowDays;
        var isPlain = repository.History.Mode == UnitMode.Line;
        var (records, stages, weights, areReferencesExamined, notices) = ReadRecords(host, repository, request.RecordFiles);
        var asked = request.Path is { } path ? Below(repository, path) : repository;
        var cells = CellJoin.Join(asked, weights, isPlain);
        var options = new MetricOptions(horizon, window, repository.EndSeconds)
        {
            Evidence = records.Evidence,
            IsReachabilityExamined = records.IsReachabilityExamined,
            AreReferencesExamined = areReferencesExamined,
            AreClonesExamined = !isPlain,
            Block = BlockOf(repository, window),
        };
        var figures = SurvivalMetric.Compute(cells, options, CellJoin.Challenges(asked));
        var report = new SurvivalReport(
            repository,
            figures,
            RecordFigures.From(figures, isPlain),
            new RecordOptions(horizon, window, repository.History.Mode, EngineVersion.Current),
            request.Path,
            records,
            [.. repository.Notices.Concat(notices).DistinctBy(notice => notice.Code).OrderBy(notice => notice.Code, StringComparer.Ordinal)])
        {
            Excluded = ExcludedCode.Of(asked),
        };
        report = request.Coverage.IsDefault ? report : ExercisedReport.Add(host, report, request.Coverage, stages, born => request.Path is null || IsBelow(born, request.Path));
        return request.WithDetail
            ? report with { Detail = DetailReader.Read(host, report, cells, born => request.Path is null || IsBelow(born, request.Path), stages) }
            : report;
    }

    /// <summary>Whether any C# code of the history was born at or below a repository path.</summary>
    public static bool HasCodeBelow(AnalyzedRepository repository, string path) => repository.History.Paths.Any(born => IsBelow(born, path));

    private static (RecordSet Records, IReadOnlyDictionary<string, PlaceMap<LineStage>> Stages, IReadOnlyDictionary<int, StageWeights> Weights, bool AreReferencesExamined, ImmutableArray<Notice> Notices) ReadRecords(
        GitHost host, AnalyzedRepository repository, IReadOnlyList<string> files)
    {
        var records = RecordSet.Load(files, repository.Commit);
        ImmutableArray<Notice> notices = records.DamagedFiles == 0
            ? []
            : [Notice.Of("PROV933", records.DamagedFiles.ToString(CultureInfo.InvariantCulture))];
        // Records speak of places in texts; in line mode a unit has no place in it.
        if (records.Records.IsEmpty || repository.History.Mode == UnitMode.Line)
        {
            return (RecordSet.Empty with { DamagedFiles = records.DamagedFiles }, NoStages, new Dictionary<int, StageWeights>(), false, notices);
        }

        using var room = CleanRoom.Open(host, repository.Location);
        var (texts, readNotice) = Texts(repository, room, records);
        var stages = records.StagesByPath(path => texts.GetValueOrDefault(path).Hash);
        var referenced = records.IsReachabilityExamined
            ? new ReferencedCode(repository.Location.TopLevel, records, path => texts.GetValueOrDefault(path).Text).Find(stages, CancellationToken.None)
            : null;
        var counted = ExcludedCode.Without(repository, referenced ?? stages);
        var (weights, countNotice) = StageEvidence.Count(repository, room, counted);
        return (records, counted, weights, referenced is not null, notices.AddRange(new[] { readNotice, countNotice }.OfType<Notice>()));
    }

    private static (Dictionary<string, (string Text, string Hash)> Texts, Notice? Notice) Texts(AnalyzedRepository repository, CleanRoom room, RecordSet records)
    {
        var paths = records.Records.SelectMany(record => record.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var files = repository.History.Files.Where(file => paths.Contains(file.Path)).ToArray();
        var (texts, notice) = HeadTextReader.Read(room, files);
        var found = new Dictionary<string, (string Text, string Hash)>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            if (texts[i] is { } text)
            {
                found[files[i].Path] = (text.Text, TextFingerprint.Of(text.Text).Hash.ToString("x16", CultureInfo.InvariantCulture));
            }
        }

        return (found, notice);
    }

    /// <summary>The analysis with the lives that began below a path. Where code is later moved to changes nothing.</summary>
    private static AnalyzedRepository Below(AnalyzedRepository repository, string path)
    {
        var history = repository.History;
        var isBelow = history.Paths.Select(born => IsBelow(born, path)).ToArray();
        return repository with
        {
            History = history with
            {
                Cells = [.. history.Cells.Where(cell => isBelow[history.Origins[history.Lives[cell.Life].Origin].Path])],
                Challenges = [.. history.Challenges.Where(cell => isBelow[history.Origins[cell.Origin].Path])],
            },
        };
    }

    /// <summary>Whether a repository path is another one or lies below it.</summary>
    public static bool IsBelow(string born, string path) =>
        born.StartsWith(path, StringComparison.Ordinal) && (born.Length == path.Length || born[path.Length] == '/');

    /// <summary>The analysis judged a shallow boundary by the policy's window; the user may have asked for another.</summary>
    private static HeadlineBlock BlockOf(AnalyzedRepository repository, int? window)
    {
        if (!repository.Location.IsShallow || repository.Block is not (HeadlineBlock.None or HeadlineBlock.ShallowInsideWindow))
        {
            return repository.Block;
        }

        return window is { } days && repository.History.Mainline[0].Seconds <= repository.EndSeconds - (days * 86_400L)
            ? HeadlineBlock.None
            : HeadlineBlock.ShallowInsideWindow;
    }
}
