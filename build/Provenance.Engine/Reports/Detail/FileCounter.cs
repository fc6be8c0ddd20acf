using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Detail;

/// <summary>Counts the living units of each file, by label and stage, and the agent units that were born at each path.</summary>
internal static class FileCounter
{
    public static ImmutableArray<FileFigures> Count(
        AnalyzedRepository repository, CleanRoom room, IReadOnlyList<HeadFile> files, Func<string, bool> isAsked, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages)
    {
        var born = BornByPath(repository, isAsked);
        var figures = new List<FileFigures>(files.Count);
        foreach (var (file, text) in Texts(room, files))
        {
            var (authored, died) = born.GetValueOrDefault(file.Path);
            // Lines are units of equal weight, which need no text.
            var isLines = repository.History.Mode == UnitMode.Line && file.IsRead;
            var isCounted = isLines || (text is not null && text.Positions.Length == file.Lives.Count);
            figures.Add((isCounted ? CountOne(repository, file, isLines ? null : text, stages.GetValueOrDefault(file.Path)) : Unread(file.Path)) with
            {
                HasRecord = stages.ContainsKey(file.Path),
                AgentBorn = authored,
                AgentDied = died,
            });
            born.Remove(file.Path);
        }

        figures.AddRange(born.Where(path => path.Value.Died > 0).Select(path =>
            new FileFigures(path.Key, ScopeClass.Ships, FileState.Gone, default, HasRecord: false, default, path.Value.Born, path.Value.Died)));
        return [.. figures.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static FileFigures Unread(string path) => new(path, ScopeClass.Ships, FileState.NotRead, default, HasRecord: false, default, 0, 0);

    /// <summary>One text at a time: all of a large repository's together would be hundreds of megabytes.</summary>
    private static IEnumerable<(HeadFile File, HeadText? Text)> Texts(CleanRoom room, IReadOnlyList<HeadFile> files)
    {
        using var batch = ObjectBatch.Open(room, files.Where(file => file.IsRead).Select(file => file.Blob));
        var parser = new HeadTextParser();
        foreach (var file in files)
        {
            var isRead = file.IsRead && batch is not null;
            yield return (file, isRead && batch!.Next(out var content) == ReplyKind.Whole ? parser.Parse(content) : null);
        }

        // What could not be read shows as files that were not read; the walk has said why.
        _ = batch?.Finish();
    }

    private static FileFigures CountOne(AnalyzedRepository repository, HeadFile file, HeadText? text, PlaceMap<LineStage>? stages)
    {
        var history = repository.History;
        var hint = 0;
        var alive = default(LabelUnits);
        var reached = default(StageUnits);
        var scopes = new long[Enum.GetValues<ScopeClass>().Length];
        for (var run = 0; run < file.Lives.Starts.Length; run++)
        {
            var life = history.Lives[file.Lives.Values[run]];
            if ((life.Kind & UnitKind.Weightless) != UnitKind.None)
            {
                continue;
            }

            var origin = history.Origins[life.Origin];
            var label = repository.Lines[life.Origin].Label;
            for (var unit = file.Lives.Starts[run]; unit < file.Lives.EndOf(run); unit++)
            {
                if (text is not null && text.Weightless[unit])
                {
                    continue;
                }

                alive += LabelUnits.One(label);
                scopes[(int)origin.Scope]++;
                if (text is not null && stages is not null && label == Label.Agent)
                {
                    reached += Reached(stages.At(text.Positions[unit].Line, text.Positions[unit].Column, ref hint));
                }
            }
        }

        return new FileFigures(file.Path, (ScopeClass)Array.IndexOf(scopes, scopes.Max()), FileState.Read, alive, HasRecord: false, reached, 0, 0);
    }

    private static StageUnits Reached(LineStage stage) => new(
        stage >= LineStage.Compiled ? 1 : 0, stage >= LineStage.Shipped ? 1 : 0, stage >= LineStage.Reachable ? 1 : 0);

    private static SortedDictionary<string, (long Born, long Died)> BornByPath(AnalyzedRepository repository, Func<string, bool> isAsked)
    {
        var history = repository.History;
        var sums = new SortedDictionary<string, (long Born, long Died)>(StringComparer.Ordinal);
        foreach (var cell in history.Cells)
        {
            var origin = history.Origins[history.Lives[cell.Life].Origin];
            if (cell.Weight == 0 || origin.Scope != ScopeClass.Ships || origin.IsTruncated || repository.Lines[history.Lives[cell.Life].Origin].Label != Label.Agent || !isAsked(history.Paths[origin.Path]))
            {
                continue;
            }

            var sum = sums.GetValueOrDefault(history.Paths[origin.Path]);
            sums[history.Paths[origin.Path]] = (sum.Born + cell.Weight, sum.Died + (cell.Exit < 0 ? 0 : cell.Weight));
        }

        return sums;
    }
}
