using System.Collections;
using System.Collections.Immutable;
using System.IO.Compression;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;
using Provenance.Goodhart.Tests.Stories;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>Writes a story as a git repository, compiles its HEAD to assemblies and has the product's own recorders look at them.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();
    private readonly BuildPlan _plan;
    private readonly string _root;
    private readonly GitHost _host;
    private Outcome<AnalyzedRepository>? _analysis;

    private Workbench(Story story, BuildPlan plan)
    {
        _plan = plan;
        plan.Prepare(_repository, story.WriteTo(_repository));
        _root = plan.Depth == 0 ? _repository.Root : Clone(plan.Depth);
        _host = GitHost.Find(
            Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
            explicitPath: null, _root, Path.GetTempPath()).Value!;
    }

    public static Figures Build(Story story, BuildPlan? plan = null)
    {
        using var bench = new Workbench(story, plan ?? BuildPlan.Application);
        return bench.Build();
    }

    public void Dispose() => _repository.Dispose();

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
        var records = Directory.EnumerateFiles(_root, "*.json", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path)!.EndsWith("provenance", StringComparison.Ordinal));
        var report = SurvivalReporter.Create(_host, _analysis!.Value.Value!, new ReportRequest(null, null, null, [.. records.Order(StringComparer.Ordinal)]));
        return Figures.Of(shipped, report);
    }

    private BuildRecord Ship(List<(string Record, string Assembly, string Framework)> compiled, string[] references)
    {
        var isPack = _plan.Exit == Exit.Pack;
        var package = isPack ? Pack(compiled) : null;
        return ArtifactRecorder.Record(
            _host, Request(_plan.Project, _plan.Frameworks[0]),
            new ShipRequest(
                isPack ? RecordKind.ShippedPack : RecordKind.ShippedPublish,
                [.. compiled.Select(item => item.Record).Where(path => path.Length > 0)],
                [.. references.Select(PathOf)],
                isPack ? [] : [.. compiled.Select(item => new PublishedFile(item.Assembly, Path.GetFileName(item.Assembly)))],
                new PublishFacts(), package, null, null, isPack ? null : _plan.Frameworks[0], _plan.Configuration, null, null),
            Analyze, CancellationToken.None).Value!;
    }

    private string Pack(List<(string Record, string Assembly, string Framework)> compiled)
    {
        var package = Path.Combine(_repository.Folder.Path, "Package.1.0.0.nupkg");
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
            _host, request,
            new CompileRequest(assembly, Path.ChangeExtension(assembly, ".pdb"), new ParseSettings(constants), "", null, framework, configuration, CompileAll: false, null, null),
            Analyze, CancellationToken.None).Value!;
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

    private string PathOf(string path) => Path.Combine(_root, path);

    private string Clone(int depth)
    {
        var clone = Path.Combine(_repository.Folder.Path, "shallow");
        TestRepository.RunGit(
            _repository.Folder.Path, null,
            ["clone", "-q", "--depth", depth.ToString(System.Globalization.CultureInfo.InvariantCulture), new Uri(_repository.Root).AbsoluteUri, clone]);
        return clone;
    }

    // A build analyses its repository once, however many projects it has.
    private Outcome<AnalyzedRepository> Analyze(RepositoryLocation location, string directory, string? policyPath)
    {
        _analysis ??= RepositoryAnalyzer.Analyze(
            _host, location, location.Head!.Value, directory,
            new AnalysisOptions(UnitMode.Token, CacheFolder: null, policyPath, TimeSpan.FromMinutes(5), new FixedClock(Story.Start.AddDays(Shop.LastDay + 1))), CancellationToken.None);
        return _analysis.Value;
    }
}
