using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class OrderedTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(500)]
    public void Results_KeepTheOrderOfTheItems(int count) =>
        Assert.Equal(Enumerable.Range(0, count).Select(i => i * 2), Ordered.Select(Enumerable.Range(0, count).ToList(), i => i * 2));

    [Theory]
    [InlineData(3)]
    [InlineData(500)]
    public void SeveralFailures_ThrowTheFirstAsItIs(int count)
    {
        var failure = Assert.Throws<BadImageFormatException>(() => Ordered.Select(Enumerable.Range(0, count).ToList(), i => i >= count / 3 ? throw new BadImageFormatException($"{i}") : i));

        Assert.Equal($"{count / 3}", failure.Message);
    }
}
