using System.IO.Compression;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>Compiles a story's HEAD to assemblies in this process and has the product's own recorders look at them: what a build does, in a second.</summary>
internal sealed class Workbench
{
    private readonly Checkout _checkout;
    private readonly BuildPlan _plan;

    private Workbench(Checkout checkout, BuildPlan plan)
    {
        _checkout = checkout;
        _plan = plan;
    }

    public static Figures Build(Story story, BuildPlan plan)
    {
        using var checkout = new Checkout(story, plan, Story.Start);
        return new Workbench(checkout, plan).Build();
    }

    private Figures Build()
    {
        var references = _plan.References.Where(project => File.Exists(PathOf(project))).ToArray();
        var compiled = new List<(string Record, string Assembly, string Framework)>();
        foreach (var framework in _plan.Frameworks)
        {
            var libraries = references.Select(project => Compile(project, framework, []).Assembly).ToArray();
            var (record, assembly) = Compile(_plan.Project, framework, libraries);
            compiled.Add((record, assembly, framework));
            if (_plan is { Exit: Exit.Publish, LeavesReferences: false })
            {
                compiled.AddRange(libraries.Select(library => ("", library, framework)));
            }
        }

        if (_plan.AlsoConfiguration is { } configuration)
        {
            Compile(_plan.Project, _plan.Frameworks[0], [.. references.Select(project => Compile(project, _plan.Frameworks[0], [], configuration).Assembly)], configuration);
        }

        foreach (var project in _plan.Beside)
        {
            Compile(project, _plan.Frameworks[0], [compiled[0].Assembly]);
        }

        var shipped = Ship(compiled, references);
        File.WriteAllBytes(Path.Combine(Request(_plan.Project, _plan.Frameworks[0]).OutputDirectory, "shipped.json"), RecordJson.Write(shipped));
        return _checkout.FiguresOf(shipped);
    }

    private BuildRecord Ship(List<(string Record, string Assembly, string Framework)> compiled, string[] references)
    {
        var isPack = _plan.Exit == Exit.Pack;
        var package = isPack ? Pack(compiled) : null;
        return ArtifactRecorder.Record(
            _checkout.Host, Request(_plan.Project, _plan.Frameworks[0]),
            new ShipRequest(
                isPack ? RecordKind.ShippedPack : RecordKind.ShippedPublish,
                [.. compiled.Select(item => item.Record).Where(path => path.Length > 0)],
                [.. references.Select(PathOf)],
                isPack ? [] : [.. compiled.Select(item => new PublishedFile(item.Assembly, Path.GetFileName(item.Assembly)))],
                new PublishFacts(), package, null, null, _plan.Frameworks is [var framework] ? framework : null, _plan.Configuration, null, null),
            _checkout.Analyze, CancellationToken.None).Value!;
    }

    private string Pack(List<(string Record, string Assembly, string Framework)> compiled)
    {
        var package = Path.Combine(_checkout.Folder, "Package.1.0.0.nupkg");
        using var archive = ZipFile.Open(package, ZipArchiveMode.Create);
        compiled.ForEach(item => archive.CreateEntryFromFile(item.Assembly, $"lib/{item.Framework}/{Path.GetFileName(item.Assembly)}"));
        return package;
    }

    private (string Record, string Assembly) Compile(string project, string framework, string[] libraries, string? otherConfiguration = null)
    {
        var configuration = otherConfiguration ?? _plan.Configuration;
        var request = Request(project, framework, configuration);
        var assembly = Path.Combine(Path.GetDirectoryName(request.OutputDirectory)!, Path.GetFileNameWithoutExtension(project) + ".dll");
        var constants = framework.ToUpperInvariant().Replace('.', '_') + (configuration == "Debug" ? ";DEBUG;TRACE" : ";TRACE");
        Compiler.Compile(request.Sources, assembly, libraries, constants, configuration != "Debug");
        var record = ProjectRecorder.Record(
            _checkout.Host, request,
            new CompileRequest(assembly, Path.ChangeExtension(assembly, ".pdb"), new ParseSettings(constants), "", null, framework, configuration, CompileAll: false, null, null),
            _checkout.Analyze, CancellationToken.None).Value!;
        var path = Path.Combine(request.OutputDirectory, "compiled.json");
        Directory.CreateDirectory(request.OutputDirectory);
        File.WriteAllBytes(path, RecordJson.Write(record));
        return (path, assembly);
    }

    private ProjectRequest Request(string project, string framework, string? configuration = null)
    {
        var folder = Path.GetDirectoryName(PathOf(project))!;
        var own = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(Path.Combine(folder, "obj"), StringComparison.Ordinal));
        var linked = _plan.Links.TryGetValue(project, out var pattern) ? Directory.EnumerateFiles(Path.GetDirectoryName(PathOf(pattern))!, Path.GetFileName(pattern)) : [];
        return new ProjectRequest(
            PathOf(project), Path.Combine(folder, "obj", configuration ?? _plan.Configuration, framework, "provenance"), [.. own.Concat(linked).Order(StringComparer.Ordinal)], null);
    }

    private string PathOf(string path) => _checkout.PathOf(path);
}
