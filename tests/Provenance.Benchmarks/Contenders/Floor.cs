using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Contenders;

/// <summary>What no replay can do without: the log, then the blobs in history order, one after the other.</summary>
internal sealed class Floor(ProcessRunner runner, ScratchClone clone, HistoryFacts facts)
    : Contender("floor", new Row("floor: log, then blobs"), new Row("  git log --raw -M -l0 --full-history"), new Row("  git cat-file --batch --buffer"), new Row("  (log with merges, parents first)"))
{
    public Row Total => Rows[0];

    public override void Run()
    {
        var log = runner.Run(clone.Path, "git", FloorCommands.Log);
        var contents = runner.Run(clone.Path, "git", FloorCommands.Contents, facts.BlobRequest);
        var walkLog = runner.Run(clone.Path, "git", FloorCommands.WalkLog);
        if ((log.Failure ?? contents.Failure ?? walkLog.Failure) is { } failure)
        {
            Fail(failure);
            return;
        }

        Total.Add(log.Measurement + contents.Measurement);
        Rows[1].Add(log.Measurement);
        Rows[2].Add(contents.Measurement);
        // Not part of the floor; it tells how much of the tool's time is git's answer to the question that the tool asks.
        Rows[3].Add(walkLog.Measurement);
    }
}
