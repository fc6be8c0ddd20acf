using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims.Lines;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Lines;

public sealed class RunMapTests
{
    private const int Lines = 40;

    private static readonly Gen<(int First, int Last, int Value)[]> Settings =
        (from first in Gen.Choose(1, Lines)
         from length in Gen.Choose(0, 12)
         from value in Gen.Choose(0, 3)
         select (first, Math.Min(first + length, Lines), value)).ArrayOf();

    [Fact]
    public void RunsAndTakeOvers_AreThoseOfAnArrayOfLines() =>
        Check.One(Laws.Config.WithMaxTest(500), Prop.ForAll(Settings.ToArbitrary(), settings =>
        {
            var map = new RunMap();
            var lines = Enumerable.Repeat(-1, Lines + 1).ToArray();
            foreach (var (first, last, value) in settings)
            {
                var expected = Enumerable.Range(first, last - first + 1).Count(line => lines[line] >= 0 && lines[line] != value);
                Assert.Equal(expected, map.Set(new LineRange(first, last), value));
                lines.AsSpan(first, last - first + 1).Fill(value);
            }

            var runs = map.Runs.ToArray();
            Assert.Equal(lines.Skip(1), Enumerable.Range(1, Lines).Select(line => runs.Where(run => run.Lines.Contains(line)).Select(run => run.Value).SingleOrDefault(-1)));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First || (pair.First.Last < pair.Second.First && pair.First.Value != pair.Second.Value)));
        }));

    [Fact]
    public void Work_IsBoundedByTheNumberOfRanges_HoweverTheyOverlap()
    {
        foreach (var nested in new Func<int, LineRange>[]
        {
            at => new LineRange(1 + at, 2_000_000 - at),
            at => new LineRange(1_000_000 - at, 1_000_000 + at),
            at => new LineRange(1, 2_000_000),
            at => at % 2 == 0 ? new LineRange(1 + (at * 7), 3 + (at * 7)) : new LineRange(1, 2_000_000),
        })
        {
            var map = new RunMap();
            for (var at = 0; at < 10_000; at++)
            {
                map.Set(nested(at), at % 7);
            }

            Assert.InRange(map.Work, 10_000, 40_000);
        }
    }

    [Fact]
    public void HighestLine_DoesNotOverflow()
    {
        var map = new RunMap();
        map.Set(new LineRange(1, int.MaxValue), 1);

        Assert.Equal(int.MaxValue, map.Set(new LineRange(1, int.MaxValue), 2));
        Assert.Equal(1, map.Set(new LineRange(int.MaxValue, int.MaxValue), 1));
    }
}
