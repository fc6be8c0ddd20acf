using Provenance.Engine.Ledger;
using Provenance.Goodhart.Tests.Stories;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>Has the dotnet CLI restore and build a story's HEAD with the packed package, and reads the record that the package left.</summary>
internal sealed class PackageBuild
{
    private readonly Checkout _checkout;
    private readonly BuildPlan _plan;

    private PackageBuild(Checkout checkout, BuildPlan plan)
    {
        _checkout = checkout;
        _plan = plan;
    }

    public static Figures Build(Story story, BuildPlan plan)
    {
        using var checkout = new Checkout(story, plan, StartOf(story));
        CleanMachine.Prepare(checkout.Folder);
        return new PackageBuild(checkout, plan).Build();
    }

    private Figures Build()
    {
        if (_plan.AlsoConfiguration is { } configuration)
        {
            Run("build", _plan.Project, configuration);
        }

        Run(_plan.Exit == Exit.Pack ? "pack" : "publish", _plan.Project, _plan.Configuration);
        foreach (var project in _plan.Beside)
        {
            Run("build", project, _plan.Configuration);
        }

        return _checkout.FiguresOf(RecordJson.TryRead(File.ReadAllBytes(RecordPath()))!);
    }

    private void Run(string command, string project, string configuration)
    {
        // One node, which is the CLI's own process: what is built is small, and the machine has others to serve.
        var (exitCode, output) = CleanMachine.Run(
            _checkout.Folder, _checkout.Root, PackageFeed.Dotnet,
            [command, project, "-c", configuration, "-tl:off", "-nologo", "-v:q", "-m:1", "-nodeReuse:false", .. CompilerServer.Use()]);
        Assert.True(exitCode == 0, output);
    }

    // A package of several frameworks is of none of them.
    private string RecordPath() => _checkout.PathOf(Path.Combine(
        Path.GetDirectoryName(_plan.Project)!, "obj", _plan.Configuration, _plan.Frameworks.Length == 1 ? _plan.Frameworks[0] : "", "provenance",
        _plan.Exit == Exit.Pack ? "shipped-pack.json" : "shipped-publish.json"));

    // A build has the machine's clock, and none that a test could set: a HEAD that is to be ahead of it must be so today.
    private static DateTimeOffset StartOf(Story story) =>
        story.Commits[^1].Skew > 0 ? new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero).AddDays(-Shop.LastDay - 1) : Story.Start;
}
