using System.Collections.Immutable;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>How a story's HEAD leaves the build.</summary>
internal enum Exit
{
    Publish,
    Pack,
}

/// <summary>What is compiled, and what of it leaves.</summary>
/// <param name="Project">Path of the project that is published or packed.</param>
/// <param name="References">Projects that it refers to; those that are not there any more are left out.</param>
internal sealed record BuildPlan(Exit Exit, string Project, ImmutableArray<string> References)
{
    public static BuildPlan Application { get; } = new(Exit.Publish, Stories.Shop.AppProject, [Stories.Shop.CoreProject]);

    public static BuildPlan Library { get; } = new(Exit.Pack, Stories.Shop.CoreProject, []);

    /// <summary>Projects that are compiled after it, against it, and do not leave: what a solution holds besides.</summary>
    public ImmutableArray<string> Beside { get; init; } = [];

    public ImmutableArray<string> Frameworks { get; init; } = ["net10.0"];

    public string Configuration { get; init; } = "Release";

    /// <summary>A configuration that is compiled and does not leave; null for none.</summary>
    public string? AlsoConfiguration { get; init; }

    /// <summary>The projects referred to are compiled and stay behind.</summary>
    public bool LeavesReferences { get; init; }

    /// <summary>By project: files of other folders that it compiles, too.</summary>
    public ImmutableDictionary<string, string> Links { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Depth of a clone that is built instead of the repository; 0 for the repository itself.</summary>
    public int Depth { get; init; }

    /// <summary>What is done to the repository before it is built, given the ids of its commits.</summary>
    public Action<Testing.TestRepository, string[]> Prepare { get; init; } = (_, _) => { };
}
