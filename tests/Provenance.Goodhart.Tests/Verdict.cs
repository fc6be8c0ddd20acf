using Provenance.Goodhart.Tests.Rows;

namespace Provenance.Goodhart.Tests;

/// <summary>Strategies of the gallery, each held to its limit, beside an honest change that the figures notice.</summary>
internal static class Verdict
{
    public static TheoryData<string> ChangesOf(IEnumerable<Strategy> strategies) => [.. strategies.Select(strategy => strategy.Change)];

    public static void StaysWithinItsLimit(string change) => StaysWithinItsLimit(Gallery.Find(change), Gallery.Measure(Gallery.Find(change)));

    public static void IsNoticedWhenHonest(string change) => IsNoticedWhenHonest(Gallery.Measure(Gallery.Find(change)));

    /// <summary>The same of builds with the package, which say to the last digit what the recorders say.</summary>
    public static void HoldsInBuilds(string change)
    {
        var strategy = Gallery.Find(change);
        var (built, measured) = (Gallery.Rebuild(strategy), Gallery.Measure(strategy));

        StaysWithinItsLimit(strategy, built);
        IsNoticedWhenHonest(built);
        Assert.Equal(measured.Before.Text, built.Before.Text);
        Assert.Equal(measured.After.Text, built.After.Text);
        Assert.Equal(measured.Control.Text, built.Control.Text);
    }

    private static void StaysWithinItsLimit(Strategy strategy, Movement movement)
    {
        Assert.True(strategy.Limit.Holds(movement.Before, movement.After));
        strategy.Also(movement);
    }

    private static void IsNoticedWhenHonest(Movement movement)
    {
        Assert.NotEqual(movement.Before.Headline, movement.Control.Headline);
        Assert.NotEqual(movement.Before.Reachable, movement.Control.Reachable);
    }
}
