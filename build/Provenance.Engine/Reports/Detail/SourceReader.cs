using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Detail;

/// <summary>Reads the texts that a report shows and says of each line where it comes from and how far it got.</summary>
internal static class SourceReader
{
    public static ImmutableArray<SourceView> Read(
        AnalyzedRepository repository, CleanRoom room, IReadOnlyList<HeadFile> files, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages)
    {
        // A file that changed its form between the walk and now cannot be; a missing object was told by the walk.
        var (texts, _) = HeadTextReader.Read(room, files);
        var origins = new Dictionary<UnitBirth, BlameOrigin>();
        var views = ImmutableArray.CreateBuilder<SourceView>();
        for (var i = 0; i < files.Count; i++)
        {
            if (texts[i] is { Text.Length: <= DetailLimits.FileCharacters } text && BlameQuery.TokenBirths(repository, files[i].Path, text) is { } births)
            {
                views.Add(ViewOf(files[i].Path, text, token => OriginOf(births[token]), stages.GetValueOrDefault(files[i].Path)));
            }
        }

        return views.ToImmutable();

        BlameOrigin OriginOf(UnitBirth birth) =>
            origins.TryGetValue(birth, out var origin) ? origin : origins[birth] = BlameOrigin.Of(repository, birth);
    }

    private static SourceView ViewOf(string path, HeadText text, Func<int, BlameOrigin> originOf, PlaceMap<LineStage>? stages)
    {
        var lines = LinesOf(text);
        var numbers = new Dictionary<BlameOrigin, int>();
        var origins = ImmutableArray.CreateBuilder<BlameOrigin>();
        var runs = ImmutableArray.CreateBuilder<SourceRun>();
        foreach (var (units, structural) in lines)
        {
            var run = RunOf(units, structural);
            if (runs.Count > 0 && runs[^1] with { Lines = 1 } == run)
            {
                runs[^1] = run with { Lines = runs[^1].Lines + 1 };
            }
            else
            {
                runs.Add(run);
            }
        }

        return new SourceView(path, text.Text, origins.ToImmutable(), runs.ToImmutable(), stages is not null);

        SourceRun RunOf(List<int> units, List<int> structural)
        {
            var tokens = units.Count > 0 ? units : structural;
            if (tokens.Count == 0)
            {
                return new SourceRun(1, -1, null, 0, 0);
            }

            var origin = BlameQuery.MostOf(tokens.Select(originOf));
            if (!numbers.TryGetValue(origin, out var number))
            {
                numbers[origin] = number = origins.Count;
                origins.Add(origin);
            }

            var agents = units.Count(token => originOf(token).Label == Label.Agent);
            LineStage? stage = units.Count == 0 ? null : units.Max(StageOf);
            return agents > 0 && agents < units.Count
                ? new SourceRun(1, number, stage, agents, units.Count)
                : new SourceRun(1, number, stage, 0, 0);
        }

        LineStage StageOf(int token) => stages?.At(text.Positions[token].Line, text.Positions[token].Column) ?? LineStage.None;
    }

    /// <summary>Tokens by the line in which they begin, as git counts lines: those with weight, and the others.</summary>
    private static (List<int> Units, List<int> Structural)[] LinesOf(HeadText text)
    {
        var count = text.Text.Count(c => c == '\n') + (text.Text.EndsWith('\n') || text.Text.Length == 0 ? 0 : 1);
        var lines = Enumerable.Range(0, count).Select(_ => (Units: new List<int>(), Structural: new List<int>())).ToArray();
        for (var token = 0; token < text.Positions.Length; token++)
        {
            var line = lines[text.Positions[token].GitLine];
            (text.Weightless[token] ? line.Structural : line.Units).Add(token);
        }

        return lines;
    }
}
