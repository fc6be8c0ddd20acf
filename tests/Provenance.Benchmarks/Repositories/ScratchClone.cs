using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Repositories;

/// <summary>A clone without files that borrows the objects of the repository in question, so that nothing is ever written there.</summary>
internal sealed class ScratchClone
{
    private readonly ProcessRunner _runner;

    private ScratchClone(ProcessRunner runner, string path, string head)
    {
        _runner = runner;
        Path = path;
        Head = head;
    }

    public string Path { get; }

    /// <summary>The commit id that HEAD had in the repository in question.</summary>
    public string Head { get; }

    /// <exception cref="BenchmarkException">git cannot clone it.</exception>
    public static ScratchClone Create(ProcessRunner runner, string repository, string path)
    {
        runner.Git(System.IO.Path.GetDirectoryName(path)!, "clone", "--quiet", "--shared", "--no-checkout", "--", repository, path);
        var head = runner.Git(path, "rev-parse", "--verify", "HEAD^{commit}").Trim();
        var clone = new ScratchClone(runner, path, head);
        // A branch of its own, so that a commit graph of all references holds HEAD's history even where HEAD is detached.
        runner.Git(path, "update-ref", "refs/heads/provenance-benchmark", head);
        clone.MoveHead(head);
        return clone;
    }

    /// <summary>Lets HEAD name a commit itself, as a CI checkout does.</summary>
    public void MoveHead(string commit) => _runner.Git(Path, "update-ref", "--no-deref", "HEAD", commit);

    /// <summary>Output of a git command that is not measured.</summary>
    public string Git(params string[] arguments) => _runner.Git(Path, arguments);
}
