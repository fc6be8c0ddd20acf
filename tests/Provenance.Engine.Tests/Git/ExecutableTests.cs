using System.Diagnostics;
using Provenance.Engine.Git;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class ExecutableTests(ITestOutputHelper output)
{
    [Fact]
    public void GitBesideProject_IsNotStarted()
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("not run: the planted program is a shell script");
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            var sentinel = new Sentinel(repository, "exit 0");
            var tools = Directory.CreateDirectory(repository.PathOf("tools")).FullName;
            foreach (var folder in (string[])[repository.Root, tools])
            {
                sentinel.PlantAt(Path.Combine(folder, "git"));
                sentinel.PlantAt(Path.Combine(folder, "git.exe"));
                sentinel.PlantAt(Path.Combine(folder, "git.bat"));
            }

            var link = Path.Combine(repository.Folder.Path, "link");
            Directory.CreateSymbolicLink(link, tools);
            var path = string.Join(Path.PathSeparator, ".", "", "tools", repository.Root, tools, link, repository.PathOf("src/../tools"));
            ShellRunsGit(repository.Root, path);
            Assert.True(sentinel.HasFired);
            sentinel.Reset();

            Assert.Equal("PROV902", Find(path, repository.PathOf("src")).Notice?.Code);
            var host = ProductRun.Host(repository, ("PATH", path + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH")));
            Assert.Equal(expected, ProductRun.Fingerprint(host, repository.Root));
            Assert.False(sentinel.HasFired);
        }
    }

    [Fact]
    public void NoGitInPath_IsCoded()
    {
        using var folder = TemporaryFolder.Create();

        Assert.Equal("PROV902", Find("", folder.Path).Notice?.Code);
        Assert.Equal("PROV902", Find(folder.Path, folder.Path).Notice?.Code);
    }

    [Theory]
    [InlineData("git")]
    [InlineData("./git")]
    [InlineData("/nonexistent/git")]
    public void NamedGitThatIsNoAbsoluteFile_IsNotReplacedByAnother(string name)
    {
        using var folder = TemporaryFolder.Create();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

        Assert.Equal("PROV902", GitHost.Find(environment, name, folder.Path, folder.Path).Notice?.Code);
    }

    [Fact]
    public void GitThatCannotBeStarted_IsCoded()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var file = Path.Combine(repository.Folder.Path, "not-executable");
            File.WriteAllText(file, "text");

            Assert.Equal("PROV902", RepositoryDiscovery.Locate(ProductRun.Host(repository) with { Executable = file }, repository.Root).Notice?.Code);
        }
    }

    private static Outcome<GitHost> Find(string path, string directory) =>
        GitHost.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path }, explicitPath: null, directory, directory);

    private static void ShellRunsGit(string directory, string path)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "git status"]) { WorkingDirectory = directory };
        start.Environment["PATH"] = path;
        using var shell = Process.Start(start)!;
        shell.WaitForExit();
    }
}
