using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary><c>provenance init</c> as a process.</summary>
public sealed class InitCommandTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    [Fact]
    public void EveryFile_IsWrittenAtTheRootOfTheRepository()
    {
        var folder = Directory.CreateDirectory(_repository.PathOf("src/deep")).FullName;

        var result = ToolProcess.Run(folder, ["init", "--ci", "github", "--ci", "azure", "--ci", "gitlab", "--ci", "teamcity"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(
            ["provenance.yml", ".github/workflows/provenance.yml", "azure-pipelines.provenance.yml", "provenance.gitlab-ci.yml", "provenance-teamcity.sh"],
            path => Assert.Contains("rovenance", File.ReadAllText(_repository.PathOf(path)), StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void FileThatIsThere_IsKept()
    {
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\n");

        var result = ToolProcess.Run(_repository.Root, ["init", "--ci", "none"]);

        Assert.Equal((0, "kept provenance.yml: it is there already\n"), (result.ExitCode, result.Text));
        Assert.Equal("version: 1\n", File.ReadAllText(_repository.PathOf("provenance.yml")));
    }

    [Fact]
    public void LinkToNowhere_IsNotWrittenThrough()
    {
        var outside = Path.Combine(_repository.Folder.Path, "outside.yml");
        File.CreateSymbolicLink(_repository.PathOf("provenance.yml"), outside);

        Assert.Equal(0, ToolProcess.Run(_repository.Root, ["init", "--ci", "none"]).ExitCode);
        Assert.False(File.Exists(outside));
    }

    [Fact]
    public void FolderThatLeavesTheRepository_IsRefused()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_repository.Folder.Path, "outside")).FullName;
        Directory.CreateSymbolicLink(_repository.PathOf(".github"), outside);

        var result = ToolProcess.Run(_repository.Root, ["init", "--ci", "github"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Theory]
    [InlineData(".gitlab-ci.yml", "provenance.gitlab-ci.yml")]
    [InlineData("azure-pipelines.yml", "azure-pipelines.provenance.yml")]
    public void ServerOfTheRepository_IsRecognised(string trace, string written)
    {
        File.WriteAllText(_repository.PathOf(trace), "");

        Assert.Contains("wrote " + written, ToolProcess.Run(_repository.Root, ["init"]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownServer_IsUsageWithTheKnownOnes()
    {
        var result = ToolProcess.Run(_repository.Root, ["init", "--ci", "jenkins"]);

        Assert.Equal((1, ""), (result.ExitCode, result.Text));
        Assert.Contains("'github'", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u{", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_repository.PathOf("provenance.yml")));
    }

    [Fact]
    public void Completion_KnowsCommandsAndOptions()
    {
        Assert.Contains("review", ToolProcess.Run(_repository.Root, ["[suggest:2]", "re"]).Text, StringComparison.Ordinal);
        Assert.Contains("--fail-on-findings", ToolProcess.Run(_repository.Root, ["[suggest:7]", "review "]).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();
}
