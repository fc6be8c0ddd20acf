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

        Assert.True(strategy.Limit.Holds(movement.Before, movement.After));
        strategy.Also(movement);
    }

    public static void IsNoticedWhenHonest(string change)
    {
        var movement = Gallery.Measure(Gallery.Find(change));

        Assert.NotEqual(movement.Before.Headline, movement.Control.Headline);
        Assert.NotEqual(movement.Before.Reachable, movement.Control.Reachable);
    }
}
