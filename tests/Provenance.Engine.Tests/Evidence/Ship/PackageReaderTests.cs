using System.IO.Compression;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Notices;
using Provenance.Engine.Tests.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Ship;

public sealed class PackageReaderTests
{
    private static readonly byte[] Library = Sample.Of("public class C { }").Files[Sample.AssemblyPath];
    private static readonly byte[] OtherBuild = Sample.Of("public class C { public int F; }").Files[Sample.AssemblyPath];
    private static readonly byte[] Reference = Sample.Of("[assembly: System.Runtime.CompilerServices.ReferenceAssembly] public class C { }").Files[Sample.AssemblyPath];
    private static readonly CompiledAssembly Compiled = Describe(Library);

    [Fact]
    public void AssemblyInPackage_ShipsThroughEachEntry()
    {
        var content = Read(("lib/net8.0/Sample.dll", Library), ("ref/net8.0/Sample.dll", Reference), ("tools/any/Sample.dll", Library), ("readme.md", [1]));

        var result = ShippedArtifacts.Find(Compiled, content);

        Assert.Equal(ShipStatus.Shipped, result.Status);
        Assert.Equal(["lib/net8.0/Sample.dll", "tools/any/Sample.dll"], result.Artifacts.Select(file => file.Path));
        Assert.All(result.Artifacts, file => Assert.Equal(Compiled.Sha256, file.Sha256));
        Assert.Empty(content.Notices);
    }

    [Fact]
    public void AssemblyUnderAnotherName_ShipsByMvid() =>
        Assert.Equal("lib/net8.0/Renamed.dll", Assert.Single(ShippedArtifacts.Find(Compiled, Read(("lib/net8.0/Renamed.dll", Library))).Artifacts).Path);

    [Fact]
    public void AssemblySwappedBetweenCompileAndPack_IsUnknown()
    {
        var result = ShippedArtifacts.Find(Compiled, Read(("lib/net8.0/Sample.dll", OtherBuild)));

        Assert.Equal((ShipStatus.Unknown, ShipReason.OtherBuild), (result.Status, result.Reason));
    }

    [Fact]
    public void PackageWithoutTheAssembly_DoesNotShipIt()
    {
        var result = ShippedArtifacts.Find(Compiled, Read(("lib/net8.0/Other.dll", OtherBuild), ("ref/net8.0/Sample.dll", Reference)));

        Assert.Equal((ShipStatus.NotShipped, ShipReason.NotInArtifact), (result.Status, result.Reason));
    }

    [Theory]
    [InlineData("../Sample.dll")]
    [InlineData("lib/../../Sample.dll")]
    [InlineData("/abs/Sample.dll")]
    [InlineData("lib\\Sample.dll")]
    [InlineData("C:/Sample.dll")]
    public void NameThatLeavesTheFolder_IsRefused(string name)
    {
        var content = Read((name, Library));

        Assert.Empty(content.Files);
        Assert.Equal([Notice.Of("PROV943", "1", "unsafe name")], content.Notices.AsEnumerable());
        Assert.Equal(ShipReason.PackageUnreadable, ShippedArtifacts.Find(Compiled, content).Reason);
    }

    [Fact]
    public void EntryThatInflatesOverTheLimit_IsNotRead()
    {
        var bomb = new byte[4 * 1024 * 1024];
        using var package = Zip(("lib/net8.0/Sample.dll", bomb), ("lib/net8.0/Small.dll", Library));
        Assert.True(package.Length < 100_000);

        var content = PackageReader.Read("Sample.nupkg", package, PackageLimits.Default with { EntryBytes = 1024 * 1024 }, CancellationToken.None);

        Assert.Equal([ImageKind.TooLarge, ImageKind.Managed], content.Files.Select(file => file.Identity.Kind));
        Assert.Equal([Notice.Of("PROV943", "1", "too large")], content.Notices.AsEnumerable());
        Assert.Equal(ShipReason.None, ShippedArtifacts.Find(Compiled, content).Reason);
    }

    [Fact]
    public void EntriesThatTogetherInflateOverTheLimit_AreNotRead()
    {
        using var package = Zip(("a.dll", Library), ("b.dll", Library), ("c.dll", Library));

        var content = PackageReader.Read("Sample.nupkg", package, PackageLimits.Default with { InflatedBytes = Library.Length * 2 }, CancellationToken.None);

        Assert.Equal([ImageKind.Managed, ImageKind.Managed, ImageKind.TooLarge], content.Files.Select(file => file.Identity.Kind));
        Assert.False(content.IsComplete);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void EntriesOverTheLimit_AreRefusedBeforeTheyAreListed(int limit, bool isRead)
    {
        using var package = Zip(("a.dll", Library), ("b.txt", [1]), ("c.txt", [2]));

        var content = PackageReader.Read("Sample.nupkg", package, PackageLimits.Default with { Entries = limit }, CancellationToken.None);

        Assert.Equal(isRead, content.IsComplete);
        Assert.Equal(isRead ? 1 : 0, content.Files.Length);
    }

    [Fact]
    public void EveryPrefixOfAPackage_IsUnknownWithoutAnException()
    {
        using var package = Zip(("lib/net8.0/Sample.dll", Library));
        var whole = package.ToArray();
        for (var length = 0; length < whole.Length; length += 64)
        {
            var content = PackageReader.Read("Sample.nupkg", new MemoryStream(whole[..length]), PackageLimits.Default, CancellationToken.None);

            Assert.Equal(ShipStatus.Unknown, ShippedArtifacts.Find(Compiled, content).Status);
        }
    }

    [Fact]
    public void FlippedBytes_NeverThrow()
    {
        using var package = Zip(("lib/net8.0/Sample.dll", Library), ("x.txt", [1, 2, 3]));
        var whole = package.ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0xFF;

            var content = PackageReader.Read("Sample.nupkg", new MemoryStream(damaged), PackageLimits.Default, CancellationToken.None);

            Assert.True(content.IsComplete || content.Notices.Length > 0);
        }
    }

    [Fact]
    public void MissingPackage_IsUnknown()
    {
        var content = PackageReader.Read("/repo/none.nupkg", _ => null, CancellationToken.None);

        Assert.Equal(ShipReason.PackageUnreadable, ShippedArtifacts.Find(Compiled, content).Reason);
    }

    internal static CompiledAssembly Describe(byte[] image)
    {
        var identity = AssemblyIdentityReader.Read(new MemoryStream(image));
        return new CompiledAssembly(identity.Name + ".dll", identity.Mvid, identity.Sha256);
    }

    private static ArtifactContent Read(params (string Name, byte[] Bytes)[] entries)
    {
        using var package = Zip(entries);
        return PackageReader.Read("Sample.nupkg", package, PackageLimits.Default, CancellationToken.None);
    }

    private static MemoryStream Zip(params (string Name, byte[] Bytes)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
