using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

/// <summary>A program that leaves a file when it runs: what a test plants where a repository may name a program.</summary>
internal sealed class Sentinel
{
    private readonly string _mark;

    public Sentinel(TestRepository repository, string body)
    {
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder.Path, "planted")).FullName;
        _mark = Path.Combine(folder, "fired");
        Program = Script(Path.Combine(folder, "program"), $": > '{_mark}'\n{body}");
    }

    /// <summary>Absolute path of the planted program.</summary>
    public string Program { get; }

    public bool HasFired => File.Exists(_mark);

    public void Reset() => File.Delete(_mark);

    public static string Script(string path, string body)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
