using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Contenders;

/// <summary>git-of-theseus, which blames every file at every n-th commit; it runs when somebody has installed it.</summary>
internal sealed class Theseus(ProcessRunner runner, ScratchClone clone, ScratchRoot scratch) : Contender("theseus", new Row("git-of-theseus, 7-day interval"))
{
    private const string Command = "git-of-theseus-analyze";
    private const string IntervalSeconds = "604800";

    public Row Row => Rows[0];

    public override void Prepare()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, Command)) || File.Exists(Path.Combine(folder, Command + ".exe"))))
        {
            throw new BenchmarkException("not installed");
        }
    }

    public override void Run() => Add(Row, runner.Run(
        clone.Path, Command, ["--interval", IntervalSeconds, "--only", "*.cs", "--branch", "provenance-benchmark", "--quiet", "--outdir", scratch.PathOf("theseus"), clone.Path]));
}
