using System.Collections.Immutable;
using Provenance.Engine.Claims.Notes;

namespace Provenance.Engine.Claims.Lines;

/// <summary>Lines with the same evidence.</summary>
/// <param name="Slice">Index into <see cref="LinePartition.Slices"/>.</param>
public readonly record struct LineRun(LineRange Lines, int Slice);

/// <summary>The lines of one file in the tree of one commit, divided by what speaks about them (docs/claims.md, "The label of a line"). A line belongs to it only if it was born there.</summary>
/// <param name="Runs">Ascending, without gaps, from line 1 to the last; neighbours differ. Empty for an empty file.</param>
/// <param name="Slices">Distinct evidence; the first is always <see cref="LineEvidence.None"/>: the commit's label and nothing else.</param>
/// <param name="Clamped">Lines that the note claims beyond the end of the file.</param>
public sealed record LinePartition(ImmutableArray<LineRun> Runs, ImmutableArray<LineEvidence> Slices, long Clamped)
{
    private static readonly LineStatement Unreadable = new(Label.Unknown, ClaimSource.Notes, LineRules.Unreadable, []);

    /// <summary>Nothing nearer than the commit speaks about any line.</summary>
    public bool IsTrivial => Slices.Length == 1;

    public static LinePartition Of(FileSources sources)
    {
        var marks = Paint(Scopes(sources with { Overlays = [] }));
        var scopes = sources.Overlays.IsEmpty ? marks : Paint(Scopes(sources));
        var (notes, statements, clamped) = ReadNote(sources);
        var traces = Paint([.. sources.Traces]);
        var isWatched = notes.Count > 0 && sources.Note!.HasAuthors;

        var slices = new List<LineEvidence> { LineEvidence.None };
        var numbers = new Dictionary<LineEvidence, int> { [LineEvidence.None] = 0 };
        var runs = ImmutableArray.CreateBuilder<LineRun>();
        var (scope, mark, note, trace) = (new Cursor(scopes.Runs), new Cursor(marks.Runs), new Cursor(notes), new Cursor(traces.Runs));
        for (long next = 1; next <= sources.LineCount;)
        {
            var line = (int)next;
            var last = Math.Min(Math.Min(scope.LastFrom(line), mark.LastFrom(line)), Math.Min(note.LastFrom(line), Math.Min(trace.LastFrom(line), sources.LineCount)));
            var evidence = new LineEvidence(
                scope.ValueAt(line) is { } inner && scopes.Values[inner] is { Source: ClaimSource.Overlay } overlay ? overlay : null,
                mark.ValueAt(line) is { } at ? marks.Values[at] : null,
                note.ValueAt(line) is { } author ? statements[author] : null,
                trace.ValueAt(line) is { } range ? traces.Values[range] : null,
                isWatched && note.ValueAt(line) is null);
            if (!numbers.TryGetValue(evidence, out var number))
            {
                number = slices.Count;
                numbers.Add(evidence, number);
                slices.Add(evidence);
            }

            if (runs.Count > 0 && runs[^1].Slice == number)
            {
                runs[^1] = new LineRun(runs[^1].Lines with { Last = last }, number);
            }
            else
            {
                runs.Add(new LineRun(new LineRange(line, last), number));
            }

            next = last + 1L;
        }

        return new LinePartition(runs.ToImmutable(), [.. slices], clamped);
    }

    /// <summary>The evidence about a line; <see cref="LineEvidence.None"/> outside the file.</summary>
    public LineEvidence At(int line)
    {
        var (low, high) = (0, Runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Runs[middle].Lines.Contains(line))
            {
                return Slices[Runs[middle].Slice];
            }

            (low, high) = Runs[middle].Lines.Last < line ? (middle + 1, high) : (low, middle - 1);
        }

        return LineEvidence.None;
    }

    // The widest first, so that an inner scope is painted over it. Of the same scope an overlay entry, which corrects, comes last.
    private static List<LineMark> Scopes(FileSources sources) =>
    [
        .. sources.Marks.GroupBy(mark => mark.Lines).Select(Join).Select(mark => (Mark: mark, IsOverlay: false))
            .Concat(sources.Overlays.Select(mark => (Mark: mark, IsOverlay: true)))
            .OrderByDescending(scope => scope.Mark.Lines.Count)
            .ThenBy(scope => scope.IsOverlay)
            .Select(scope => scope.Mark),
    ];

    // Marks of one scope that contradict each other leave the lines to both.
    private static LineMark Join(IEnumerable<LineMark> scope)
    {
        var marks = scope.Distinct().ToList();
        if (marks.Find(mark => string.Equals(mark.Rule, LineRules.Unreadable, StringComparison.Ordinal)) is { } unread)
        {
            return unread;
        }

        var isMixed = marks.Exists(mark => mark.Label != marks[0].Label);
        return marks.Count == 1 ? marks[0] : marks[0] with
        {
            Label = isMixed ? Label.Mixed : marks[0].Label,
            IsConflict = isMixed || marks.Exists(mark => mark.IsConflict),
            Claims = [.. marks.SelectMany(mark => mark.Claims).Distinct()],
        };
    }

    private static (List<Run> Runs, LineStatement[] Values) Paint(List<LineMark> marks)
    {
        var map = new RunMap();
        var numbers = new Dictionary<LineStatement, int>();
        foreach (var mark in marks)
        {
            var statement = LineStatement.Of(mark);
            if (!numbers.TryGetValue(statement, out var number))
            {
                number = numbers.Count;
                numbers.Add(statement, number);
            }

            map.Set(mark.Lines, number);
        }

        return ([.. map.Runs], [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
    }

    private static (List<Run> Runs, LineStatement?[] Statements, long Clamped) ReadNote(FileSources sources)
    {
        if (sources.Note is { Status: NoteStatus.Missing } && sources.LineCount > 0)
        {
            return ([new Run(1, sources.LineCount, 0)], [Unreadable], 0);
        }

        var runs = new List<Run>();
        var clamped = 0L;
        foreach (var run in sources.Note?.FindFile(sources.Path)?.Runs ?? [])
        {
            var inside = run.Lines with { Last = Math.Min(run.Lines.Last, sources.LineCount) };
            if (inside.First <= inside.Last)
            {
                runs.Add(new Run(inside.First, inside.Last, run.Author));
            }

            clamped += run.Lines.Count - Math.Max(0, inside.Count);
        }

        return (runs, sources.Note is null ? [] : [.. sources.Note.Authors.Select(StatementOf)], clamped);
    }

    // Lines of a tool's own tests are seen, and nothing is said about them.
    private static LineStatement? StatementOf(NoteAuthor author) => author.Class switch
    {
        NoteClass.Agent => new LineStatement(Label.Agent, ClaimSource.Notes, author.Claim!.Rule, [author.Claim]),
        NoteClass.Human => new LineStatement(Label.Human, ClaimSource.Notes, LineRules.NoteHuman, []),
        NoteClass.Unknown => new LineStatement(Label.Unknown, ClaimSource.Notes, LineRules.NoteSentinel, []),
        _ => null,
    };

    /// <summary>Walks runs along ascending lines.</summary>
    private sealed class Cursor(List<Run> runs)
    {
        private int _at;

        public int? ValueAt(int line) => _at < runs.Count && runs[_at].First <= line ? runs[_at].Value : null;

        /// <summary>The last line for which the value does not change; moves to the run of the line, or to the next.</summary>
        public int LastFrom(int line)
        {
            while (_at < runs.Count && runs[_at].Last < line)
            {
                _at++;
            }

            return _at == runs.Count ? int.MaxValue : runs[_at].First <= line ? runs[_at].Last : runs[_at].First - 1;
        }
    }
}
