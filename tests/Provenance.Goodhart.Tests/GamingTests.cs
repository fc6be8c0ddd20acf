using Provenance.Goodhart.Tests.Rows;

namespace Provenance.Goodhart.Tests;

/// <summary>Each strategy of the gallery, held to its limit, beside an honest change that the figures notice.</summary>
public sealed class GamingTests
{
    public static TheoryData<string> Changes => [.. Gallery.All.Select(strategy => strategy.Change)];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Strategy_StaysWithinItsLimit(string change)
    {
        var strategy = Gallery.Find(change);
        var movement = Gallery.Measure(strategy);

        // A miss that is none any more is news for the documentation.
        Assert.Equal(strategy.Missed is null, strategy.Limit.Holds(movement.Before, movement.After));
        strategy.Also(movement);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void HonestChangeOfTheSameSize_MovesTheFigures(string change)
    {
        var movement = Gallery.Measure(Gallery.Find(change));

        Assert.NotEqual(movement.Before.Headline, movement.Control.Headline);
        Assert.NotEqual(movement.Before.Reachable, movement.Control.Reachable);
    }
}
