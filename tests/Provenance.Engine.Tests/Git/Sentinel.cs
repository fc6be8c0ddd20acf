using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

/// <summary>A program that leaves a file when it runs: what a test plants where a repository may name a program.</summary>
internal sealed class Sentinel
{
    private readonly string _mark;
    private readonly string _script;

    public Sentinel(TestRepository repository, string body)
    {
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder.Path, "planted")).FullName;
        _mark = Path.Combine(folder, "fired");
        _script = $": > '{_mark}'\n{body}";
        Program = PlantAt(Path.Combine(folder, "program"));
    }

    /// <summary>Absolute path of the planted program.</summary>
    public string Program { get; }

    public bool HasFired => File.Exists(_mark);

    public void Reset() => File.Delete(_mark);

    /// <summary>Plants the program at one more place.</summary>
    public string PlantAt(string path) => ShellScript.Write(path, _script);
}
