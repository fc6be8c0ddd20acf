using System.Collections.Immutable;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Coverage;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Joins a coverage file with the units that live in the lines.</summary>
internal static class ExercisedCode
{
    private static readonly string[] Labels = ["agent", "mixed", "human", "unknown", "all"];

    /// <param name="stages">By repository path, over the committed text.</param>
    /// <param name="evidence">How far the stages go; <see cref="LineStage.None"/> for all living code.</param>
    /// <param name="isAsked">Whether code born under a repository path is reported.</param>
    /// <returns>Null with a notice when the file says nothing that can be used.</returns>
    public static (ExercisedFigures? Figures, Notice? Notice) Count(
        AnalyzedRepository repository, CleanRoom room, ImmutableArray<byte> coverage, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages, LineStage evidence, Func<string, bool> isAsked)
    {
        var (lines, failure) = CoberturaReader.Read(coverage);
        if (lines is null)
        {
            return (null, Notice.Of("PROV945", failure));
        }

        var heads = repository.History.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var top = repository.Location.TopLevel;
        var covered = lines.Below([top, PathComparison.Resolve(top)], heads.ContainsKey);
        if (covered.IsEmpty)
        {
            return (null, Notice.Of("PROV945", "no file of the repository"));
        }

        var files = repository.History.Files.ToArray();
        var (texts, notice) = HeadTextReader.Read(room, files);
        var sums = new (long Units, long Measured, long Exercised)[Labels.Length];
        for (var i = 0; i < files.Length; i++)
        {
            if (texts[i] is { } text && text.Positions.Length == files[i].Lives.Count)
            {
                Count(repository, files[i], text, stages.GetValueOrDefault(files[i].Path), Unchanged(top, files[i], text) ? covered.GetValueOrDefault(files[i].Path) : null, evidence, isAsked, sums);
            }
        }

        return (new ExercisedFigures(Word(evidence), covered.Count, [.. Labels.Zip(sums, (label, sum) => new ExercisedRow(label, sum.Units, sum.Measured, sum.Exercised))]), notice);
    }

    private static void Count(
        AnalyzedRepository repository, HeadFile file, HeadText text, PlaceMap<LineStage>? stages, ImmutableSortedDictionary<int, bool>? covered,
        LineStage evidence, Func<string, bool> isAsked, (long Units, long Measured, long Exercised)[] sums)
    {
        var history = repository.History;
        var hint = 0;
        for (var run = 0; run < file.Lives.Starts.Length; run++)
        {
            var life = history.Lives[file.Lives.Values[run]];
            var origin = history.Origins[life.Origin];
            if ((life.Kind & UnitKind.Weightless) != UnitKind.None || origin.Scope != ScopeClass.Ships || !isAsked(history.Paths[origin.Path]))
            {
                continue;
            }

            var row = IndexOf(repository.Lines[life.Origin].Label);
            for (var unit = file.Lives.Starts[run]; unit < file.Lives.EndOf(run); unit++)
            {
                var (line, column) = (text.Positions[unit].Line, text.Positions[unit].Column);
                if (!text.Weightless[unit] && (evidence == LineStage.None || (stages is not null && stages.At(line, column, ref hint) >= evidence)))
                {
                    var isMeasured = false;
                    var isExercised = covered is not null && (isMeasured = covered.TryGetValue(line + 1, out var ran)) && ran;
                    Add(ref sums[row], isMeasured, isExercised);
                    Add(ref sums[^1], isMeasured, isExercised);
                }
            }
        }
    }

    private static void Add(ref (long Units, long Measured, long Exercised) sum, bool isMeasured, bool isExercised) =>
        sum = (sum.Units + 1, sum.Measured + (isMeasured ? 1 : 0), sum.Exercised + (isExercised ? 1 : 0));

    private static int IndexOf(Label label) => label switch
    {
        Label.Agent => 0,
        Label.Mixed => 1,
        Label.Human => 2,
        _ => 3,
    };

    private static string Word(LineStage evidence) => evidence switch
    {
        LineStage.Reachable => "reachable",
        LineStage.Shipped => "shipped",
        LineStage.Compiled => "compiled",
        _ => "alive",
    };

    // The format has no checksum: what the working tree holds under another text than the commit's was measured under another text, too.
    private static bool Unchanged(string topLevel, HeadFile file, HeadText text) =>
        CompiledFiles.ReadText(Path.Combine(topLevel, file.Path)) is not { } working || string.Equals(Lines(working), Lines(text.Text), StringComparison.Ordinal);

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
