using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Contenders;

/// <summary><c>provenance report</c> of the whole repository, as a process of its own.</summary>
internal sealed class ReportRun(ProcessRunner runner, string tool, ScratchClone clone, string word, string name, params string[] options) : Contender(word, new Row(name))
{
    /// <summary>Run once without being measured, so that a cache it names is filled.</summary>
    public bool FillsCache { get; init; }

    public Row Row => Rows[0];

    public static ReportRun Cold(ProcessRunner runner, string tool, ScratchClone clone) =>
        new(runner, tool, clone, "cold", "provenance report, cold, tokens", "--no-cache");

    public override void Prepare()
    {
        if (FillsCache)
        {
            runner.Run(clone.Path, tool, ["report", "--quiet", .. options]).OrThrow();
        }
    }

    public override void Run() => Add(Row, runner.Run(clone.Path, tool, ["report", "--quiet", .. options]));
}
