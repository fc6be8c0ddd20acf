using Provenance.Benchmarks.Contenders;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Commands;

/// <summary>What a measuring command works with: a scratch folder, a runner, the tool.</summary>
internal sealed class Bench : IDisposable
{
    private readonly string? _tool;
    private string? _built;

    public Bench(string? tool)
    {
        _tool = tool;
        Scratch = new ScratchRoot();
        Runner = new ProcessRunner(Scratch.GitConfiguration);
    }

    public ScratchRoot Scratch { get; }

    public ProcessRunner Runner { get; }

    public string Tool => _built ??= _tool is null ? ReleaseTool.Build(Runner) : Path.GetFullPath(_tool);

    public ScratchClone Clone(string repository, string name) => ScratchClone.Create(Runner, Path.GetFullPath(repository), Scratch.PathOf(name));

    /// <summary>Tells on standard error what goes on; standard output is the report's.</summary>
    public static void Say(string text) => Console.Error.WriteLine(text);

    public void Dispose()
    {
        Runner.Dispose();
        Scratch.Dispose();
    }
}
