using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Replay;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

public sealed class StepClockTests
{
    private static readonly Arbitrary<(int[] Times, int Limit)> Cases =
        (from times in Gen.Choose(0, 40).NonEmptyListOf() from limit in Gen.Choose(0, 20) select (times.ToArray(), limit)).ToArbitrary();

    /// <summary>Step by step it says what the clock of the steps so far says.</summary>
    [Fact]
    public void EveryPrefix_EqualsTheMainlineClock() => Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(Cases, example =>
    {
        var clock = new StepClock();
        for (var count = 1; count <= example.Times.Length; count++)
        {
            clock.Add(example.Times[count - 1]);
            var straight = MainlineClock.Straighten(Array.ConvertAll(example.Times[..count], time => (long)time));
            for (var step = 0; step < count; step++)
            {
                Assert.Equal(straight[^1] - straight[step] > example.Limit, clock.IsOlder(step, example.Limit));
                Assert.Equal(straight[^1] - straight[step] > example.Limit, step < clock.FirstYounger(example.Limit + 1));
            }
        }
    }));

    [Fact]
    public void OneWrongDateAtTheEnd_MakesNothingCertainlyOlder()
    {
        var clock = new StepClock();
        for (var step = 0; step < 20; step++)
        {
            clock.Add(step);
        }

        clock.Add(1_000_000);

        Assert.True(clock.IsOlder(19, 1000));
        Assert.False(clock.IsCertainlyOlder(0, 1000));
        Assert.True(clock.IsCertainlyOlder(0, 5));
    }
}
