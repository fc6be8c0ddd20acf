using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Clones;
using Provenance.Testing;
using Xunit;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class AnchorDifferenceTests
{
    [Fact]
    public void AnyTwoTexts_DifferByWhatIsAddedAndRemoved() => Check.One(
        Laws.Config.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var kinds = random.Next(1, 400);
            var before = Enumerable.Range(0, random.Next(300)).Select(_ => (uint)random.Next(kinds)).ToArray();
            uint[] after = [.. before.Where(_ => random.Next(20) > 0).SelectMany(anchor => random.Next(20) == 0 ? [anchor, (uint)random.Next(kinds)] : (uint[])[anchor])];
            var difference = new AnchorDifference();

            difference.Compare(before, after);

            uint[] all = [.. before, .. difference.Added];
            uint[] same = [.. after, .. difference.Removed];
            Assert.Equal(same.Order(), all.Order());
        }));

    [Fact]
    public void OneInsertion_IsAllThatDiffers()
    {
        var difference = new AnchorDifference();

        difference.Compare([1, 2, 3, 4, 5], [1, 2, 8, 9, 3, 4, 5]);

        Assert.Equal([8u, 9u], difference.Added.ToArray());
        Assert.True(difference.Removed.IsEmpty);
    }
}
