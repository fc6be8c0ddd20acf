using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Contenders;

/// <summary>The everyday case: the last ten mainline commits arrive one by one, and each is reported with the cache that its predecessor left.</summary>
internal sealed class NewCommits(ProcessRunner runner, string tool, ScratchClone clone, ScratchRoot scratch) : Contender("commit", new Row("provenance report, one new commit"))
{
    private const int Count = 10;

    private readonly string _prepared = scratch.PathOf("cache-before-new-commits");
    private readonly string _used = scratch.PathOf("cache-of-new-commits");
    private string[] _commits = [];

    public Row Row => Rows[0];

    public override void Prepare()
    {
        string[] newestFirst = clone.Git("rev-list", "--first-parent", $"--max-count={Count + 1}", clone.Head).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (newestFirst.Length < 2)
        {
            throw new BenchmarkException("needs a mainline of two commits");
        }

        _commits = [.. newestFirst.Reverse()];
        string[] touching = clone.Git("rev-list", "--first-parent", _commits[0] + ".." + clone.Head, "--", "*.cs").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Row.Name += $" ({touching.Length} of {_commits.Length - 1} touch C#)";
        clone.MoveHead(_commits[0]);
        runner.Run(clone.Path, tool, ["report", "--quiet", "--cache", _prepared]).OrThrow();
    }

    public override void Run()
    {
        CopyCache();
        foreach (var commit in _commits.Skip(1))
        {
            clone.MoveHead(commit);
            Add(Row, runner.Run(clone.Path, tool, ["report", "--quiet", "--cache", _used]));
        }
    }

    private void CopyCache()
    {
        if (Directory.Exists(_used))
        {
            Directory.Delete(_used, recursive: true);
        }

        foreach (var file in Directory.EnumerateFiles(_prepared, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_used, Path.GetRelativePath(_prepared, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
