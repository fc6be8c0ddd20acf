using System.Collections;
using System.Diagnostics;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Benchmarks.Contenders;

/// <summary>What the build task does when nothing has changed since the last build, in process and warm, beside one bare <c>git rev-parse</c>.</summary>
/// <remarks>The task finds git, asks it where HEAD is, reads the policy, and compares the stamp: <see cref="ProjectCollector.Collect"/> without MSBuild around it.</remarks>
internal sealed class UnchangedHead(ProcessRunner runner, ScratchClone clone, HistoryFacts facts, ScratchRoot scratch)
    : Contender("head", new Row("git rev-parse HEAD, one process"), new Row("build task's engine, unchanged HEAD"))
{
    private const int Times = 20;
    private const int Sources = 500;

    private readonly Dictionary<string, string> _environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);

    private readonly ProjectRequest _request = new(
        Path.Combine(clone.Path, "Benchmark.csproj"), scratch.PathOf("project"), [.. facts.HeadFiles.Take(Sources).Select(file => Path.Combine(clone.Path, file.Path))], PolicyPath: null);

    public Row Bare => Rows[0];

    public Row Engine => Rows[1];

    public override void Prepare()
    {
        Directory.CreateDirectory(_request.OutputDirectory);
        // The first run analyses and writes the stamp, the second compiles what only an unchanged HEAD needs.
        Collect();
        if (!Collect())
        {
            throw new BenchmarkException("the second run does not find its own stamp");
        }
    }

    public override void Run()
    {
        for (var i = 0; i < Times && !HasFailed; i++)
        {
            Add(Bare, runner.Run(clone.Path, "git", ["rev-parse", "HEAD"]));
            var watch = Stopwatch.StartNew();
            var isUpToDate = Collect();
            watch.Stop();
            if (isUpToDate)
            {
                Engine.Add(new Measurement(watch.Elapsed, Cpu: null, PeakProcess: null, PeakTree: null));
            }
            else
            {
                Fail("a stamp was not found again");
            }
        }
    }

    /// <summary>Whether there was nothing to do.</summary>
    private bool Collect()
    {
        var git = GitHost.Find(_environment, explicitPath: null, _request.ProjectDirectory, scratch.Path);
        var outcome = ProjectCollector.Collect(git, _request, (location, directory, policy) => Analyze(git.Value!, location, directory, policy), onlyCheck: false);
        return outcome.Notices.FirstOrDefault(notice => notice.Code is not ("PROV910" or "PROV920")) is { } notice
            ? throw new BenchmarkException($"The engine says {notice.Code}: {NoticeCatalog.Format(notice)}")
            : outcome.UpToDate;
    }

    private static Outcome<AnalyzedRepository> Analyze(GitHost git, RepositoryLocation location, string directory, string? policy) => RepositoryAnalyzer.Analyze(
        git, location, location.Head!.Value, directory, new AnalysisOptions(UnitMode.Token, CacheFolder: null, policy, TimeSpan.FromHours(1), TimeProvider.System), CancellationToken.None);
}
