using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Lines;

public sealed class LinePartitionLawTests
{
    private const int Lines = 30;

    private static readonly Gen<LineMark> Mark =
        from first in Gen.Choose(1, Lines)
        from length in Gen.Choose(0, 8)
        from label in Gen.Elements(Label.Agent, Label.Mixed, Label.Human)
        from agent in Gen.Elements("claude", "codex")
        select LineSamples.Mark(first, Math.Min(Lines, first + length), label, label == Label.Human ? null : agent);

    private static readonly Gen<string> Entry =
        from key in Gen.Elements("s_a::t_1", "s_b::t_1", "h_a", "s_m::t_1", "human", "7876fb6")
        from first in Gen.Choose(1, Lines + 5)
        from length in Gen.Choose(0, 6)
        select FormattableString.Invariant($"  {key} {first}-{first + length}");

    private static readonly Gen<FileSources> Sources =
        from marks in Mark.ArrayOf().Resize(4)
        from traces in Mark.ArrayOf().Resize(4)
        from entries in Entry.ArrayOf().Resize(6)
        select new FileSources(LineSamples.Path, Lines)
        {
            Marks = [.. marks],
            Traces = [.. traces],
            Note = LineSamples.Note([LineSamples.Path, .. entries]),
        };

    [Fact]
    public void Runs_CoverEveryLineOnce_AndNeighboursDiffer() =>
        Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(Sources.ToArbitrary(), sources =>
        {
            var partition = LinePartition.Of(sources);

            Assert.Equal(Enumerable.Range(1, Lines), partition.Runs.SelectMany(run => Enumerable.Range(run.Lines.First, (int)run.Lines.Count)));
            Assert.All(partition.Runs.Zip(partition.Runs.Skip(1)), pair => Assert.NotEqual(pair.First.Slice, pair.Second.Slice));
            Assert.Equal(partition.Slices.Length, partition.Slices.Distinct().Count());
        }));

    [Fact]
    public void EachLine_HasTheInnermostMark_TheLastTrace_AndTheNotesLastEntry() =>
        Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(Sources.ToArbitrary(), sources =>
        {
            var partition = LinePartition.Of(sources);
            for (var line = 1; line <= Lines; line++)
            {
                var evidence = partition.At(line);
                var innermost = sources.Marks.Where(mark => mark.Lines.Contains(line)).OrderBy(mark => mark.Lines.Count).FirstOrDefault();
                var trace = sources.Traces.LastOrDefault(mark => mark.Lines.Contains(line));
                var author = sources.Note!.FindFile(LineSamples.Path)?.Runs.Where(run => run.Lines.Contains(line)).Select(run => sources.Note.Authors[run.Author].Claim).SingleOrDefault();

                Assert.Equal(innermost is null, evidence.Mark is null);
                Assert.Equal(trace?.Label, evidence.Trace?.Label);
                Assert.Equal(author?.Agent, evidence.Note?.Claims.FirstOrDefault()?.Agent);
                if (innermost is not null && sources.Marks.Count(mark => mark.Lines.Contains(line) && mark.Lines.Count == innermost.Lines.Count) == 1)
                {
                    Assert.Equal(innermost.Label, evidence.Mark!.Label);
                }
            }
        }));
}
