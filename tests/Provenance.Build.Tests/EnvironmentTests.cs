using Provenance.Testing;

namespace Provenance.Build.Tests;

/// <summary>What a build does where history is missing, cut or unreadable: it stays green and says so once.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void Tarball_BuildsWithNotice()
    {
        using var project = UserProject.Create();
        project.RemoveGitDirectory();

        var build = project.Run("build").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Equal(["PROV904"], build.NoticeMessages);
        Assert.False(File.Exists(Path.Combine(project.ProvenanceFolder, "compiled.json")));
    }

    [Fact]
    public void NoGit_BuildsWithNotice()
    {
        using var project = UserProject.Create();

        var build = project.Run(new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = Path.GetDirectoryName(PackageFeed.Dotnet)! }, "build", "-p:EnableSourceControlManagerQueries=false").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Equal(["PROV902"], build.NoticeMessages);
    }

    [Fact]
    public void ShallowClone_BuildsWithWarningAndWithoutFigure()
    {
        using var project = UserProject.Create();
        project.MoveToShallowClone(3);

        var build = project.Run("build", "-warnaserror").MustSucceed();

        Assert.Equal(["PROV910"], build.Codes);
        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Null(record.Point);
        Assert.NotNull(record.Reason);
        Assert.Equal("PROV910 PROV920", record.Notices);
    }

    [Fact]
    public void StrictBuild_FailsOnANotice()
    {
        using var project = UserProject.Create();
        project.MoveToShallowClone(3);

        var build = project.Run("build", "-p:ProvenanceStrict=true");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(["PROV910"], build.Codes);
    }

    [Fact]
    public void EmptyRepository_BuildsWithNotice()
    {
        using var project = UserProject.Create();
        project.RemoveGitDirectory();
        project.Repository.Git("init", "-q", "-b", "main", ".");

        var build = project.Run("build").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Equal(["PROV909"], build.NoticeMessages);
    }

    [Fact]
    public void PathWithSpacesAndOtherScripts_GivesTheSameRecord()
    {
        using var plain = UserProject.Create();
        using var odd = UserProject.Create("my repository \u00e4\u4e2d'x");
        plain.Run("build").MustSucceed();

        odd.Run("build").MustSucceed();

        Assert.Equal(
            RecordContent.Read(Path.Combine(plain.ProvenanceFolder, "compiled.json")),
            RecordContent.Read(Path.Combine(odd.ProvenanceFolder, "compiled.json")));
    }

    [Fact]
    public void BrokenPolicy_WarnsWithItsPlaceAndBuilds()
    {
        using var project = UserProject.Create(extraFiles: ("provenance.yml", "version: 1\nhorizont: 30d\n"));

        var build = project.Run("build").MustSucceed();

        Assert.Contains("PROV800", build.Codes);
        Assert.Contains(build.Diagnostics(), diagnostic => diagnostic.File?.EndsWith("provenance.yml", StringComparison.Ordinal) == true && diagnostic.LineNumber == 2);
        Assert.True(File.Exists(Path.Combine(project.ProvenanceFolder, "compiled.json")));
    }

    [Fact]
    public void FileThatIsNotUtf8_Builds()
    {
        using var project = UserProject.Create();
        File.WriteAllBytes(Path.Combine(project.Root, "Latin.cs"), [.. "namespace App; // caf"u8, 0xE9, .. "\ninternal static class Latin;\n"u8]);
        project.Repository.Git("add", "-A");
        project.Repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "commit", "-q", "-m", "Latin\n\nCo-authored-by: Claude <noreply@anthropic.com>");

        var build = project.Run("build").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Contains("App/Latin.cs:1-2d", RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json")).Spans, StringComparison.Ordinal);
    }
}
