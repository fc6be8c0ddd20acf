using Provenance.Testing;

namespace Provenance.Build.Tests;

public sealed class DesignTimeTests
{
    [Fact]
    public void DesignTimeBuild_StartsNoGit()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var project = UserProject.Create();
        var sentinel = Path.Combine(project.Repository.Folder.Path, "git-ran");
        var shim = ShellScript.Write(Path.Combine(project.Repository.Folder.Path, "git"), $"echo x >> '{sentinel}'\nexec git \"$@\"");

        // The shim must be able to speak, or its silence would prove nothing.
        project.Run("build", "-p:ProvenanceGitPath=" + shim).MustSucceed();
        Assert.True(File.Exists(sentinel));
        File.Delete(sentinel);

        var design = project.Run(
            "msbuild", "-t:ResolveAssemblyReferences;CoreCompile", "-p:ProvenanceGitPath=" + shim, "-p:DesignTimeBuild=true", "-p:BuildingProject=false",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true").MustSucceed();

        Assert.False(File.Exists(sentinel));
        Assert.Equal(0, design.TaskCount("CollectProvenance"));
        Assert.Contains("App.provenance.map", GeneratedEditorConfig(project), StringComparison.Ordinal);
    }

    private static string GeneratedEditorConfig(UserProject project) =>
        File.ReadAllText(Directory.GetFiles(Path.Combine(project.Root, "obj", "Debug", "net10.0"), "*.GeneratedMSBuildEditorConfig.editorconfig").Single());
}
