using System.Collections.Concurrent;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>All strategies, in the order of the design's table, each measured once.</summary>
internal static class Gallery
{
    private static readonly ConcurrentDictionary<string, Lazy<Trial>> Staged = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<Movement>> Measured = new(StringComparer.Ordinal);

    public static IReadOnlyList<Strategy> All { get; } =
    [
        .. Appearance.All,
        .. Copying.All,
        .. DeadCode.All,
        .. Elsewhere.All,
        .. Identity.All,
        .. Time.All,
        .. Claiming.All,
        .. Surroundings.All,
    ];

    /// <summary>Of the plain story.</summary>
    public static Figures OfShop => Movement.Build(Shop.Story, BuildPlan.Application);

    public static Strategy Find(string change) => All.Single(strategy => strategy.Change == change);

    public static Movement Measure(Strategy strategy) => Measured.GetOrAdd(strategy.Change, _ => new Lazy<Movement>(() => Movement.Of(Stage(strategy)))).Value;

    /// <summary>The same, built with the package.</summary>
    public static Movement Rebuild(Strategy strategy) => Movement.OfPackage(Stage(strategy));

    private static Trial Stage(Strategy strategy) => Staged.GetOrAdd(strategy.Change, _ => new Lazy<Trial>(strategy.Stage)).Value;
}
