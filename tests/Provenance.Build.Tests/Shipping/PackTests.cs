using System.IO.Compression;

namespace Provenance.Build.Tests.Shipping;

/// <summary>Real <c>dotnet pack</c>: the record's MVIDs and digests are those of the package's entries.</summary>
public sealed class PackTests(PublishFixture fixture) : IClassFixture<PublishFixture>
{
    [Fact]
    public void PackageOfSeveralFrameworks_ShipsEachAssembly()
    {
        var output = fixture.Pack("Core", "");

        Assert.Equal([], output.Run.Codes);
        Assert.Equal(Entries(output, "Core", "lib/net10.0/Core.dll", "lib/net8.0/Core.dll"), output.Record.AllArtifacts);
        Assert.Equal([Mvid("Core", "net10.0"), Mvid("Core", "net8.0")], output.Record.Artifacts.Select(artifact => artifact.Mvid));
        Assert.Equal(["lib/net10.0/Core.dll", "lib/net8.0/Core.dll"], output.Record.Files["Core/Tools.cs"].Artifacts);

        // Either framework compiles one of the two lines, so both left in some assembly.
        Assert.Equal([6, 8], output.Record.Lines("Core/Newest.cs", "shipped").Where(line => ShippingRepository.Newest.Split('\n')[line - 1].Contains("Version", StringComparison.Ordinal)));
        Assert.Equal(["shipped"], output.Record.Classes);
        Assert.NotNull(output.Record.Point);
    }

    [Fact]
    public void ReferenceInsideAnothersPackage_ShipsThroughIt()
    {
        var output = fixture.Pack("Carrier", "net10.0");

        Assert.Equal(Entries(output, "Carrier", "lib/net10.0/Carrier.dll", "lib/net10.0/Core.dll"), output.Record.AllArtifacts);
        Assert.Equal(Mvid("Core", "net10.0"), output.Record.Artifacts[1].Mvid);
        Assert.Equal(["lib/net10.0/Core.dll"], output.Record.Files["Core/Tools.cs"].Artifacts);
        Assert.Equal(["lib/net10.0/Carrier.dll"], output.Record.Files["Carrier/Carried.cs"].Artifacts);

        // The package carries the assembly of one framework only.
        Assert.Contains(6, output.Record.Lines("Core/Newest.cs", "shipped"));
        Assert.DoesNotContain(8, output.Record.Lines("Core/Newest.cs", "shipped"));
    }

    /// <summary>What is packed is not what was recorded, and nothing is known of it.</summary>
    [Fact]
    public void AssemblySwappedBetweenCompileAndPack_IsUnknown()
    {
        var (recorded, packed, output) = fixture.PackSwapped("Spare", "net8.0");

        Assert.NotEqual(recorded.Mvid, packed.Mvid);
        Assert.Equal(["unknown"], output.Record.Classes);
        Assert.Null(output.Record.Point);
        Assert.NotNull(output.Record.Reason);
        Assert.DoesNotContain(output.Record.AllArtifacts, artifact => artifact.Mvid is not null);
    }

    private static ArtifactEntry[] Entries(PublishOutput output, string name, params string[] paths)
    {
        var file = Directory.GetFiles(output.Folder, name + ".*.nupkg").Single();
        var package = ArtifactEntry.OfFile(file, "out/" + Path.GetFileName(output.Folder) + "/" + Path.GetFileName(file));
        using var archive = ZipFile.OpenRead(file);
        return [package, .. paths.Select(path => ArtifactEntry.OfBytes(Read(archive.GetEntry(path)!), path, package.Path))];
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private Guid? Mvid(string project, string framework) => ArtifactEntry.OfFile(Path.Combine(fixture.Root, project, "obj", "Release", framework, project + ".dll"), "x").Mvid;
}
