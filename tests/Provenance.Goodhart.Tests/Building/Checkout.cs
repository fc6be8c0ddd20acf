using System.Collections;
using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;
using Provenance.Goodhart.Tests.Stories;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>A story as a git repository with its HEAD checked out, and what the product says of it with the records that lie there.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();
    private readonly DateTimeOffset _start;
    private Outcome<AnalyzedRepository>? _analysis;

    /// <param name="start">Of the story.</param>
    public Checkout(Story story, BuildPlan plan, DateTimeOffset start)
    {
        _start = start;
        plan.Prepare(_repository, story.WriteTo(_repository, start));
        Root = plan.Depth == 0 ? _repository.Root : Clone(plan.Depth);
        Host = GitHost.Find(
            Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
            explicitPath: null, Root, Path.GetTempPath()).Value!;
    }

    /// <summary>The folder that the top level is in.</summary>
    public string Folder => _repository.Folder.Path;

    /// <summary>The top level.</summary>
    public string Root { get; }

    public GitHost Host { get; }

    public string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>A build analyses its repository once, however many projects it has.</summary>
    public Outcome<AnalyzedRepository> Analyze(RepositoryLocation location, string directory, string? policyPath)
    {
        _analysis ??= RepositoryAnalyzer.Analyze(
            Host, location, location.Head!.Value, directory,
            new AnalysisOptions(UnitMode.Token, CacheFolder: null, policyPath, TimeSpan.FromMinutes(5), new FixedClock(_start.AddDays(Shop.LastDay + 1))), CancellationToken.None);
        return _analysis.Value;
    }

    /// <summary>What users are told: by the record of what leaves, and by a report of the repository with all records.</summary>
    public Figures FiguresOf(BuildRecord shipped)
    {
        var records = Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Where(path => Path.GetDirectoryName(path)!.EndsWith("provenance", StringComparison.Ordinal));
        var analysis = Analyze(RepositoryDiscovery.Locate(Host, Root).Value!, Root, null);
        return Figures.Of(shipped, SurvivalReporter.Create(Host, analysis.Value!, new ReportRequest(null, null, null, [.. records.Order(StringComparer.Ordinal)])));
    }

    public void Dispose() => _repository.Dispose();

    private string Clone(int depth)
    {
        var clone = Path.Combine(Folder, "shallow");
        TestRepository.RunGit(Folder, null, ["clone", "-q", "--depth", depth.ToString(CultureInfo.InvariantCulture), new Uri(_repository.Root).AbsoluteUri, clone]);
        return clone;
    }
}
