using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Replay;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

public sealed class MainlineClockTests
{
    [Theory]
    [InlineData(new long[] { 10, 20, 30 }, new long[] { 10, 20, 30 })]
    [InlineData(new long[] { 10, 5, 30 }, new long[] { 5, 5, 30 })]
    [InlineData(new long[] { 10, 11, 999, 12, 13 }, new long[] { 10, 11, 11, 12, 13 })]
    [InlineData(new long[] { 10, 11, 1, 12, 13 }, new long[] { 10, 11, 11, 12, 13 })]
    [InlineData(new long[] { }, new long[] { })]
    public void DatesOffTheSubsequence_TakeThePredecessors(long[] times, long[] expected) =>
        Assert.Equal(expected, MainlineClock.Straighten(times));

    [Fact]
    public void AnyTimes_GiveANonDecreasingClockThatKeepsSortedOnes() => Check.One(
        Laws.Config,
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), values =>
        {
            var times = values.Select(value => (long)value).ToArray();
            var sorted = times.Order().ToArray();
            var clock = MainlineClock.Straighten(times);
            return clock.Zip(clock.Skip(1)).All(pair => pair.First <= pair.Second) && MainlineClock.Straighten(sorted).SequenceEqual(sorted);
        }));
}
