using Provenance.Goodhart.Tests.Rows;

namespace Provenance.Goodhart.Tests;

/// <summary>Strategies of the gallery, each held to its limit, beside an honest change that the figures notice.</summary>
internal static class Verdict
{
    public static TheoryData<string> ChangesOf(IEnumerable<Strategy> strategies) => [.. strategies.Select(strategy => strategy.Change)];

    public static void StaysWithinItsLimit(string change)
    {
        var strategy = Gallery.Find(change);
        var movement = Gallery.Measure(strategy);

        // A miss that is none any more is news for the documentation.
        Assert.Equal(strategy.Missed is null, strategy.Limit.Holds(movement.Before, movement.After));
        Assert.True(strategy.Missed is null || strategy.Instead!.Holds(movement.Before, movement.After));
        strategy.Also(movement);
    }

    public static void IsNoticedWhenHonest(string change)
    {
        var movement = Gallery.Measure(Gallery.Find(change));

        Assert.NotEqual(movement.Before.Headline, movement.Control.Headline);
        Assert.NotEqual(movement.Before.Reachable, movement.Control.Reachable);
    }
}
