using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Detail;

/// <summary>Reads the files of a commit again for what a report shows beyond its figures.</summary>
internal static class DetailReader
{
    /// <param name="isAsked">Whether a repository path is in the report.</param>
    /// <param name="stages">By repository path, over the committed text.</param>
    public static ReportDetail Read(
        GitHost host,
        SurvivalReport report,
        IReadOnlyList<LifeCell> cells,
        Func<string, bool> isAsked,
        IReadOnlyDictionary<string, PlaceMap<LineStage>> stages)
    {
        var repository = report.Repository;
        using var room = CleanRoom.Open(host, repository.Location);
        HeadFile[] files = [.. repository.History.Files.Where(file => isAsked(file.Path))];
        var figures = FileCounter.Count(repository, room, files, isAsked, stages);
        var (chosen, leftOut) = Choose(figures);
        HeadFile[] shown = [.. files.Where(file => chosen.Contains(file.Path))];
        return new ReportDetail(
            DenseCurves.Of(cells, report.Metric.Options),
            figures,
            SourceReader.Read(repository, room, shown, stages),
            leftOut,
            UncountedCode.Of(report, cells, files));
    }

    /// <summary>Those with most agent code first. Sizes are not known yet, so that units stand for them: about six characters each with the white space around.</summary>
    private static (HashSet<string> Paths, int LeftOut) Choose(ImmutableArray<FileFigures> files)
    {
        var wanted = files.Where(file => file.State == FileState.Read && file.Alive.Agent + file.Alive.Mixed > 0)
            .OrderByDescending(file => file.Alive.Agent + file.Alive.Mixed).ThenBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var room = (long)DetailLimits.SourceCharacters;
        foreach (var file in wanted)
        {
            var size = file.Alive.All * CharactersPerUnit;
            if (size <= DetailLimits.FileCharacters && size <= room)
            {
                room -= size;
                paths.Add(file.Path);
            }
        }

        return (paths, wanted.Length - paths.Count);
    }

    private const int CharactersPerUnit = 14;
}
