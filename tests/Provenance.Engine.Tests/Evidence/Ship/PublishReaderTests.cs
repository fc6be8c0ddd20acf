using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Notices;
using Provenance.Engine.Tests.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Ship;

public sealed class PublishReaderTests
{
    private static readonly byte[] Library = Sample.Of("public class C { }").Files[Sample.AssemblyPath];
    private static readonly byte[] OtherBuild = Sample.Of("public class C { public int F; }").Files[Sample.AssemblyPath];
    private static readonly CompiledAssembly Compiled = PackageReaderTests.Describe(Library);

    [Fact]
    public void SameMvid_Ships()
    {
        var result = Find(new PublishFacts(), ("bin/Sample.dll", Library), ("bin/app.json", [1]));

        Assert.Equal((ShipStatus.Shipped, "bin/Sample.dll"), (result.Status, Assert.Single(result.Artifacts).Path));
    }

    [Fact]
    public void BytesAddedAfterCompilation_ShipWithTheirOwnDigest()
    {
        var result = Find(new PublishFacts(), ("Sample.dll", [.. Library, 0, 0]));

        Assert.Equal(ShipStatus.Shipped, result.Status);
        Assert.NotEqual(Compiled.Sha256, Assert.Single(result.Artifacts).Sha256);
    }

    [Fact]
    public void AbsentAssembly_DoesNotShip() =>
        Assert.Equal((ShipStatus.NotShipped, ShipReason.NotInArtifact), Outcome(new PublishFacts(), ("Other.dll", OtherBuild)));

    [Fact]
    public void OtherMvidUnderTheName_IsUnknownWithItsReason()
    {
        Assert.Equal((ShipStatus.Unknown, ShipReason.OtherBuild), Outcome(new PublishFacts(), ("Sample.dll", OtherBuild)));
        Assert.Equal((ShipStatus.Unknown, ShipReason.Trimmed), Outcome(new PublishFacts(IsTrimmed: true), ("Sample.dll", OtherBuild)));
    }

    [Fact]
    public void SingleFileAndNativeAot_AreUnknownUnlessTheAssemblyIsListed()
    {
        Assert.Equal((ShipStatus.Unknown, ShipReason.SingleFile), Outcome(new PublishFacts(IsSingleFile: true), ("app.exe", [1, 2])));
        Assert.Equal((ShipStatus.Unknown, ShipReason.NativeAot), Outcome(new PublishFacts(IsNativeAot: true), ("app", [1, 2])));
        Assert.Equal((ShipStatus.Shipped, ShipReason.None), Outcome(new PublishFacts(IsSingleFile: true), ("Sample.dll", Library)));
    }

    [Fact]
    public void DamagedFileUnderTheName_IsUnknown()
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["Sample.dll"] = Library[..600] };

        var content = Read(new PublishFacts(), files);

        Assert.Equal(ShipReason.Unreadable, ShippedArtifacts.Find(Compiled, content).Reason);
        Assert.Equal([Notice.Of("PROV943", "1", "damaged")], content.Notices.AsEnumerable());
    }

    [Fact]
    public void AnyOrderOfFiles_GivesTheSameContent()
    {
        PublishedFile[] files = [new("/p/b.dll", "b.dll"), new("/p/a/a.dll", "a\\a.dll"), new("/p/c.dll", "c.dll")];
        var forward = PublishReader.Read(files, new PublishFacts(), _ => new MemoryStream(Library), CancellationToken.None);
        Array.Reverse(files);
        var backward = PublishReader.Read(files, new PublishFacts(), _ => new MemoryStream(Library), CancellationToken.None);

        Assert.Equal(["a/a.dll", "b.dll", "c.dll"], forward.Files.Select(file => file.Path));
        Assert.Equal(forward.Files.AsEnumerable(), backward.Files.AsEnumerable());
    }

    private static (ShipStatus Status, ShipReason Reason) Outcome(PublishFacts facts, params (string Name, byte[] Bytes)[] files)
    {
        var result = Find(facts, files);
        return (result.Status, result.Reason);
    }

    private static ShipResult Find(PublishFacts facts, params (string Name, byte[] Bytes)[] files) =>
        ShippedArtifacts.Find(Compiled, Read(facts, files.ToDictionary(file => file.Name, file => file.Bytes, StringComparer.Ordinal)));

    private static ArtifactContent Read(PublishFacts facts, Dictionary<string, byte[]> files) =>
        PublishReader.Read(files.Keys.Select(name => new PublishedFile(name, name)), facts, path => new MemoryStream(files[path]), CancellationToken.None);
}
