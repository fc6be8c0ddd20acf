namespace Provenance.Build.Tests;

public sealed class BuildTests
{
    [Fact]
    public void Build_WritesOneRecordAndOneLine()
    {
        using var project = UserProject.Create();

        var build = project.Run("build").MustSucceed();

        Assert.Equal([], build.Codes);
        Assert.Equal(["PROV920"], build.NoticeMessages);
        Assert.Equal(["App.provenance.map", "compiled.json", "stamp"], Files(project));
        Assert.Single(build.Output.Split('\n'), line => line.Contains("Provenance: App net10.0: compiled survival 30 d", StringComparison.Ordinal));
        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Equal("compiled App/App.csproj net10.0", $"{record.Kind} {record.Project} {record.Framework}");
        // Twelve files of 24 units were written; one file is gone and one unit of another was edited.
        Assert.Equal(12 * 24, record.AgentUnits);
        Assert.InRange(record.Point!.Value, 0.8, 0.99);
        Assert.Equal(1, record.Coverage);
        Assert.DoesNotContain("Agent3", record.Spans, StringComparison.Ordinal);
        Assert.Contains("App/Agent2.cs:1-1d,3-3d,5-5d,7-8e", record.Spans, StringComparison.Ordinal);
        Assert.DoesNotContain("Program.cs", record.Spans, StringComparison.Ordinal);
    }

    [Fact]
    public void UnchangedBuild_RunsNoneOfTheWork()
    {
        using var project = UserProject.Create();
        project.Run("build").MustSucceed();
        var before = Stamps(project);

        var second = project.Run("build").MustSucceed();

        Assert.Equal(0, second.TaskCount("RecordProvenance"));
        Assert.Equal(0, second.TaskCount("Csc"));
        Assert.Equal(before, Stamps(project));
        project.Run("build", "-question").MustSucceed();
    }

    [Fact]
    public void CommitThatChangesNoSource_DoesNotRecompile()
    {
        // The SDK itself writes the commit into the assembly, which is not what is asked here.
        using var project = UserProject.Create(extraProject: "<PropertyGroup><IncludeSourceRevisionInInformationalVersion>false</IncludeSourceRevisionInInformationalVersion></PropertyGroup>");
        project.Run("build").MustSucceed();
        project.Repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "commit", "-q", "--allow-empty", "-m", "Nothing");

        var second = project.Run("build").MustSucceed();

        Assert.Equal(0, second.TaskCount("Csc"));
        Assert.Equal(1, second.TaskCount("RecordProvenance"));
    }

    [Fact]
    public void Clean_LeavesNothing()
    {
        using var project = UserProject.Create();
        project.Run("build").MustSucceed();
        Assert.True(Directory.Exists(project.ProvenanceFolder));

        project.Run("clean").MustSucceed();

        Assert.False(Directory.Exists(project.ProvenanceFolder));
    }

    [Fact]
    public void SwitchedOff_HasNoEffect()
    {
        using var project = UserProject.Create();

        var build = project.Run("build", "-p:Provenance=false").MustSucceed();

        Assert.False(Directory.Exists(project.ProvenanceFolder));
        Assert.Equal(0, build.TaskCount("CollectProvenance"));
        Assert.DoesNotContain("Provenance:", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void PublishAndPackInOneRun_GiveBothRecords()
    {
        using var project = UserProject.Create();

        var run = project.Run("build", "-restore", "-t:Publish;Pack", "-p:Configuration=Debug").MustSucceed();

        Assert.Equal([], run.Codes);
        Assert.Equal(["App.provenance.map", "compiled.json", "shipped-pack.json", "shipped-publish.json", "stamp"], Files(project));
        var compiled = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));

        // Main calls nothing of the agent's; whoever takes the package may call what is public.
        var published = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "shipped-publish.json"));
        Assert.Equal(("shipped-publish", 0d), (published.Kind, published.Point));
        Assert.Contains("App/Agent2.cs:1-1s,3-3s,5-5s,7-8s", published.Spans, StringComparison.Ordinal);
        var packed = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "shipped-pack.json"));
        Assert.Equal(("shipped-pack", compiled.Point), (packed.Kind, packed.Point));
        Assert.Contains("App/Agent2.cs:1-1r,3-3r,5-5r,7-8r", packed.Spans, StringComparison.Ordinal);
    }

    [Fact]
    public void OuterBuild_WritesOneRecordForThePackageAndCleansIt()
    {
        using var project = UserProject.Create(extraProject: "<PropertyGroup><TargetFramework></TargetFramework><TargetFrameworks>net10.0</TargetFrameworks></PropertyGroup>");
        var folder = Path.Combine(project.Root, "obj", "Release", "provenance");

        var pack = project.Run("pack").MustSucceed();

        Assert.Single(pack.Output.Split('\n'), line => line.Contains("Provenance: App: shipped survival 30 d", StringComparison.Ordinal));
        Assert.Equal(["shipped-pack.json"], Directory.GetFiles(folder).Select(file => Path.GetFileName(file)));
        project.Run("clean", "-p:Configuration=Release").MustSucceed();
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("-p:DebugType=portable")]
    [InlineData("-p:DebugType=embedded")]
    public void LinkedMappedAndGeneratedSources_EachCountAsWhatTheyAre(string symbols)
    {
        // SourceRoot and PathMap rewrite every path in the PDB; a generated file below obj/ is nobody's code.
        using var project = UserProject.Create(
            extraProject: """
                <ItemGroup><Compile Include="../Shared/Linked.cs" Link="Linked.cs" /></ItemGroup>
                <Target Name="Generate" BeforeTargets="CoreCompile">
                  <WriteLinesToFile File="$(IntermediateOutputPath)Made.g.cs" Lines="internal static class Made { public static int Value() => 1%3B }" Overwrite="true" />
                  <ItemGroup><Compile Include="$(IntermediateOutputPath)Made.g.cs" /></ItemGroup>
                </Target>
                """,
            extraFiles: ("Shared/Linked.cs", "namespace App;\n\ninternal static class Linked\n{\n#if DEBUG\n    public static int Value() => 1;\n#else\n    public static int Value() => 2;\n#endif\n}\n"));

        project.Run("build", "-p:ProvenanceCompileAll=true", "-p:DeterministicSourcePaths=true", "-p:PathMap=$(MSBuildProjectDirectory)/=/_/", symbols).MustSucceed();

        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Contains("Shared/Linked.cs:1-1d,3-3d,6-6d1_31,6-6e31,8-8i", record.Spans, StringComparison.Ordinal);
        Assert.Contains("App/Agent2.cs:1-1d,3-3d,5-5d,7-8e", record.Spans, StringComparison.Ordinal);
        Assert.DoesNotContain("Made.g.cs", record.Spans, StringComparison.Ordinal);
    }

    [Fact]
    public void NoSymbols_GiveDeclarationsAndNoFigure()
    {
        using var project = UserProject.Create();

        var build = project.Run("build", "-p:DebugType=none", "-p:DebugSymbols=false").MustSucceed();

        Assert.Equal(["PROV920", "PROV941"], build.NoticeMessages);
        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Contains("App/Agent2.cs:1-1d,3-3d,5-5d,7-8u", record.Spans, StringComparison.Ordinal);
        Assert.Equal("PROV920 PROV941", record.Notices);
        Assert.Null(record.Point);
    }

    [Fact]
    public void UncommittedEdit_KeepsTheCommittedLinesThatStayed()
    {
        using var project = UserProject.Create();
        var file = Path.Combine(project.Root, "Agent2.cs");
        File.WriteAllText(file, "// Nobody committed this line.\n" + File.ReadAllText(file));

        project.Run("build").MustSucceed();

        var record = RecordContent.Read(Path.Combine(project.ProvenanceFolder, "compiled.json"));
        Assert.Contains("App/Agent2.cs:1-1d,3-3d,5-5d,7-8e", record.Spans, StringComparison.Ordinal);
    }

    private static string[] Files(UserProject project) => [.. Directory.GetFiles(project.ProvenanceFolder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static (string, DateTime)[] Stamps(UserProject project) =>
        [.. Directory.GetFiles(project.ProvenanceFolder).Order(StringComparer.Ordinal).Select(file => (file, File.GetLastWriteTimeUtc(file)))];
}
