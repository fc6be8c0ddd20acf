using System.Text;

namespace Provenance.Build.Tests.Shipping;

/// <summary>Real <c>dotnet publish</c>: the record's MVIDs and digests are those of the files that left.</summary>
public sealed class PublishTests(PublishFixture fixture) : IClassFixture<PublishFixture>
{
    private static readonly string Executable = OperatingSystem.IsWindows() ? "App.exe" : "App";

    // A name that stands in the plain metadata of Core.dll.
    private static readonly byte[] NameInCore = Encoding.UTF8.GetBytes("<Used>g__Twice|");

    [Fact]
    public void FrameworkDependent_ShipsWhatWasCompiledThroughItsOwnFiles()
    {
        var output = fixture.Publish("--self-contained", "false");

        Assert.Equal([], output.Run.Codes);
        Assert.Equal([OfFile(output, "App.dll"), OfFile(output, "Core.dll")], output.Record.AllArtifacts);
        Assert.Equal(output.App!.Mvid, output.Record.Artifact!.Mvid);
        AssertAllShipped(output.Record, "App.dll", "Core.dll");
        Assert.NotNull(output.Record.Point);
        Assert.Contains("shipped survival 30 d", output.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void ReferenceThatIsNotPublished_DoesNotShip()
    {
        var output = fixture.Publish("--self-contained", "false");

        Assert.False(File.Exists(output.PathOf("Spare.dll")));
        Assert.True(File.Exists(Path.Combine(fixture.Root, "Spare", "obj", "Release", "net8.0", "provenance", "compiled.json")));
        Assert.DoesNotContain("Spare/Extra.cs", output.Record.Files.Keys);
    }

    [PublishFact]
    public void ReadyToRun_ShipsByMvidUnderAnotherDigest()
    {
        var output = fixture.Publish("--self-contained", "false", "-p:PublishReadyToRun=true");

        Assert.Equal([OfFile(output, "App.dll"), OfFile(output, "Core.dll")], output.Record.AllArtifacts);
        Assert.Equal(output.App!.Mvid, output.Record.Artifact!.Mvid);
        Assert.NotEqual(output.App!.Sha256, output.Record.Artifact.Sha256);
        AssertAllShipped(output.Record, "App.dll", "Core.dll");
    }

    [PublishFact]
    public void SingleFile_ShipsThroughTheExecutable()
    {
        var output = fixture.Publish("--self-contained", "false", "-p:PublishSingleFile=true", "-p:DebugType=embedded");

        Assert.False(File.Exists(output.PathOf("App.dll")));
        var bundle = File.ReadAllBytes(output.PathOf(Executable));
        Assert.Equal(ArtifactEntry.OfBytes(bundle, Executable), output.Record.Artifact);
        Assert.Equal(
            [output.App! with { Through = Executable }, output.Core! with { Through = Executable }],
            output.Record.Artifacts);
        Assert.True(bundle.AsSpan().IndexOf(NameInCore) > 0);
        AssertAllShipped(output.Record, "App.dll", "Core.dll");
    }

    [PublishFact]
    public void Trimmed_ShipsTheMembersAndStatementsThatTheLinkerKept()
    {
        var output = fixture.Publish("--self-contained", "-p:PublishTrimmed=true");

        Assert.Equal([OfFile(output, "App.dll"), OfFile(output, "Core.dll")], output.Record.AllArtifacts);
        Assert.NotEqual(output.App!.Mvid, output.Record.Artifact!.Mvid);
        AssertTrimmed(output.Record);
        Assert.NotNull(output.Record.Point);
    }

    [PublishFact]
    [Trait("Category", "Long")]
    public void TrimmedCompressedSingleFile_ShipsTheMembersThatTheLinkerKept()
    {
        var output = fixture.Publish("--self-contained", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:EnableCompressionInSingleFile=true", "-p:PublishReadyToRun=true");

        Assert.Equal([Executable, "App.dll", "Core.dll"], output.Record.AllArtifacts.Select(artifact => artifact.Path));
        Assert.Equal(ArtifactEntry.OfBytes(File.ReadAllBytes(output.PathOf(Executable)), Executable), output.Record.Artifact);
        Assert.Equal(-1, File.ReadAllBytes(output.PathOf(Executable)).AsSpan().IndexOf(NameInCore));
        AssertTrimmed(output.Record);
    }

    [NativeFact]
    [Trait("Category", "Long")]
    public void NativeCode_ShipsTheMethodsOfTheCompilersStatistics()
    {
        var output = fixture.PublishFor("net8.0", "-p:Framework=net8.0", "-p:Native=true");

        Assert.Equal([ArtifactEntry.OfFile(output.PathOf("App"), "App") with { Mvid = null }], output.Record.AllArtifacts);
        Assert.Equal(["App"], output.Record.Files["App/Program.cs"].Artifacts);

        // Main runs, Gone is never made; of Dead nothing tells whether it went into its callers or out of the program.
        Assert.Subset(Lines(output, "App/Program.cs", "shipped"), LinesWith(ShippingRepository.Program, "await ", "Console.WriteLine", "x => x + 1", "foreach"));
        Assert.Subset(Lines(output, "Core/Gone.cs", "dropped"), LinesWith(ShippingRepository.Gone, "class Gone", "int Size", "ToString"));
        Assert.Subset(Lines(output, "Core/Tools.cs", "unknown"), LinesWith(ShippingRepository.Tools, "Dead", "unused = x"));
        Assert.Null(output.Record.Point);
        Assert.NotNull(output.Record.Reason);
    }

    private static HashSet<int> Lines(PublishOutput output, string path, string spanClass) => [.. output.Record.Lines(path, spanClass)];

    private static HashSet<int> LinesWith(string source, params string[] words) =>
        [.. source.Split('\n').Index().Where(line => Array.Exists(words, word => line.Item.Contains(word, StringComparison.Ordinal))).Select(line => line.Index + 1)];

    private static void AssertTrimmed(ShippedRecord record)
    {
        foreach (var (path, source) in ((string, string)[])[("App/Program.cs", ShippingRepository.Program), ("Core/Tools.cs", ShippingRepository.Tools), ("Core/Gone.cs", ShippingRepository.Gone)])
        {
            Assert.Equal(ShippingRepository.Lines(source, 's'), record.Lines(path, "shipped"));
            Assert.Equal(ShippingRepository.Lines(source, 'd'), record.Lines(path, "dropped"));
        }

        Assert.DoesNotContain("unknown", record.Classes);
        Assert.Equal(["Core.dll"], record.Files["Core/Tools.cs"].Artifacts);
    }

    private static void AssertAllShipped(ShippedRecord record, string own, string other)
    {
        foreach (var (path, source, artifact) in ((string, string, string)[])[
            ("App/Program.cs", ShippingRepository.Program, own), ("Core/Tools.cs", ShippingRepository.Tools, other), ("Core/Gone.cs", ShippingRepository.Gone, other)])
        {
            int[] marked = [.. ShippingRepository.Lines(source, 's').Concat(ShippingRepository.Lines(source, 'd')).Order()];
            Assert.Equal(marked, record.Lines(path, "shipped"));
            Assert.Equal([artifact], record.Files[path].Artifacts);
        }

        Assert.Equal(["shipped"], record.Classes);
    }

    private static ArtifactEntry OfFile(PublishOutput output, string name) => ArtifactEntry.OfFile(output.PathOf(name), name);
}
