using System.Collections.Concurrent;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>The stories that a strategy is measured by.</summary>
/// <param name="Before">Without it.</param>
/// <param name="After">With it.</param>
/// <param name="Control">With an honest change of the same size in its place, which the figures must notice.</param>
internal sealed record Trial(Story Before, Story After, Story Control)
{
    public BuildPlan Plan { get; init; } = BuildPlan.Application;

    public BuildPlan? PlanAfter { get; init; }

    public BuildPlan? PlanOfControl { get; init; }
}

/// <summary>One way to look better without being better.</summary>
/// <param name="Row">The row of the design's table that it is of.</param>
/// <param name="Change">What is done.</param>
internal sealed record Strategy(string Row, string Change, Limit Limit, Func<Trial> Stage)
{
    /// <summary>What stays possible although the limit holds; null where nothing does.</summary>
    public string? Residual { get; init; }

    /// <summary>What must hold besides the limit.</summary>
    public Action<Movement> Also { get; init; } = _ => { };
}

/// <summary>What a strategy did.</summary>
internal sealed record Movement(Figures Before, Figures After, Figures Control)
{
    private static readonly ConcurrentDictionary<(Story, BuildPlan), Lazy<Figures>> Built = new();
    private static readonly ConcurrentDictionary<(Story, BuildPlan), Lazy<Figures>> Rebuilt = new();

    /// <summary>As the recorders see it.</summary>
    public static Movement Of(Trial trial) => Of(trial, Build);

    /// <summary>As builds with the package record it.</summary>
    public static Movement OfPackage(Trial trial) => Of(trial, (story, plan) => Once(Rebuilt, story, plan, PackageBuild.Build));

    public static Figures Build(Story story, BuildPlan plan) => Once(Built, story, plan, Workbench.Build);

    private static Movement Of(Trial trial, Func<Story, BuildPlan, Figures> build) => new(
        build(trial.Before, trial.Plan),
        build(trial.After, trial.PlanAfter ?? trial.Plan),
        build(trial.Control, trial.PlanOfControl ?? trial.Plan));

    // Many trials begin with the same story and have the same control.
    private static Figures Once(ConcurrentDictionary<(Story, BuildPlan), Lazy<Figures>> known, Story story, BuildPlan plan, Func<Story, BuildPlan, Figures> build) =>
        known.GetOrAdd((story, plan), _ => new Lazy<Figures>(() => build(story, plan))).Value;
}
