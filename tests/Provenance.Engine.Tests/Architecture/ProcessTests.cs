using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Architecture;

public sealed class ProcessTests
{
    /// <summary>One file starts processes, so that one file holds the promises about them.</summary>
    [Fact]
    public void Process_IsStartedInOneFile() => Assert.Equal(
        ["build/Provenance.Engine/Git/GitProcess.cs"],
        SourceFiles.Below("build").Where(file => StartsOne(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(RepositoryFiles.Path(""), file).Replace('\\', '/')));

    [Fact]
    public void Analyzers_StartNone() => Assert.All(
        SourceFiles.Below("analyzers"), file => Assert.DoesNotContain("System.Diagnostics.Process", File.ReadAllText(file), StringComparison.Ordinal));

    private static bool StartsOne(string text) =>
        text.Contains("ProcessStartInfo", StringComparison.Ordinal) || text.Replace("GitProcess.Start", "", StringComparison.Ordinal).Contains("Process.Start(", StringComparison.Ordinal);
}
