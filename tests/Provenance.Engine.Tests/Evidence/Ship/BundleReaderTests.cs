using System.Security.Cryptography;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Notices;
using Provenance.Engine.Tests.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Ship;

public sealed class BundleReaderTests
{
    private static readonly byte[] Library = Sample.Of("public class C { }").Files[Sample.AssemblyPath];
    private static readonly byte[] OtherBuild = Sample.Of("public class C { public int F; }").Files[Sample.AssemblyPath];
    private static readonly CompiledAssembly Compiled = PackageReaderTests.Describe(Library);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void AssemblyInBundle_ShipsThroughTheExecutable(int version)
    {
        var bundle = new TestBundle { Version = version }.Add("app.runtimeconfig.json", [1, 2]).Add("Sample.dll", Library).Write();

        var content = Read(bundle);
        var result = ShippedArtifacts.Find(Compiled, content);

        Assert.Equal((ShipStatus.Shipped, ShipReason.None), (result.Status, result.Reason));
        Assert.Equal([new ShippedFile("Sample.dll", Compiled.Mvid, Compiled.Sha256, "app")], result.Artifacts.AsEnumerable());
        Assert.Equal(new ArtifactContainer("app", Convert.ToHexString(SHA256.HashData(bundle)).ToLowerInvariant()), content.Container);
        Assert.Empty(content.Notices);
    }

    [Fact]
    public void CompressedEntry_IsInflated()
    {
        var result = ShippedArtifacts.Find(Compiled, Read(new TestBundle().AddCompressed("Sample.dll", Library).Write()));

        Assert.Equal(Compiled.Sha256, Assert.Single(result.Artifacts).Sha256);
    }

    [Fact]
    public void AssemblyOfAnotherBuild_IsUnknown() =>
        Assert.Equal(ShipReason.OtherBuild, ShippedArtifacts.Find(Compiled, Read(new TestBundle().Add("Sample.dll", OtherBuild).Write())).Reason);

    [Fact]
    public void BundleWithoutTheAssembly_DoesNotShipIt() =>
        Assert.Equal(ShipStatus.NotShipped, ShippedArtifacts.Find(Compiled, Read(new TestBundle().Add("Other.dll", OtherBuild).Write())).Status);

    [Fact]
    public void ExecutableThatIsNoBundle_IsUnknown()
    {
        var content = Read([.. "just a program"u8]);

        Assert.Equal((ShipStatus.Unknown, ShipReason.SingleFile), (ShippedArtifacts.Find(Compiled, content).Status, ShippedArtifacts.Find(Compiled, content).Reason));
        Assert.Equal([Notice.Of("PROV943", "1", "damaged")], content.Notices.AsEnumerable());
    }

    [Theory]
    [InlineData("../Sample.dll")]
    [InlineData("/etc/Sample.dll")]
    [InlineData("C:/Sample.dll")]
    public void NameThatLeavesTheFolder_IsRefused(string name)
    {
        var content = Read(new TestBundle().Add(name, Library).Write());

        Assert.Empty(content.Files);
        Assert.False(content.IsComplete);
        Assert.Equal([Notice.Of("PROV943", "1", "unsafe name")], content.Notices.AsEnumerable());
    }

    [Fact]
    public void EntryThatInflatesOverItsPromise_IsNotReadToTheEnd()
    {
        var bundle = new TestBundle().AddCompressed("Sample.dll", new byte[64 * 1024 * 1024], promised: 1000).AddCompressed("Honest.dll", new byte[64 * 1024 * 1024]).Write();
        Assert.True(bundle.Length < 1024 * 1024);

        var content = Read(bundle, BundleLimits.Default with { EntryBytes = 1024 * 1024 });

        Assert.Equal([ImageKind.TooLarge, ImageKind.Damaged], content.Files.Select(file => file.Identity.Kind));
        Assert.False(content.IsComplete);
    }

    [Fact]
    public void EntriesThatTogetherInflateOverTheLimit_AreNotRead()
    {
        var bundle = new TestBundle().Add("a.dll", Library).AddCompressed("b.dll", Library).Add("c.dll", Library).Write();

        Assert.Equal(
            [ImageKind.Managed, ImageKind.Managed, ImageKind.TooLarge],
            Read(bundle, BundleLimits.Default with { InflatedBytes = Library.Length * 2 }).Files.Select(file => file.Identity.Kind));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void EntriesOverTheLimit_AreRefused(int limit, bool isRead) =>
        Assert.Equal(isRead, Read(new TestBundle().Add("a.dll", Library).Add("b.txt", [1]).Write(), BundleLimits.Default with { Entries = limit }).IsComplete);

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(3)]
    public void CountThatIsNotTrue_IsDamage(int count) =>
        Assert.False(Read(new TestBundle { Count = count }.Add("a.dll", Library).Write()).IsComplete);

    [Fact]
    public void EveryPrefixOfABundle_IsUnknownWithoutAnException()
    {
        var whole = new TestBundle().AddCompressed("Sample.dll", Library).Write();
        for (var length = 0; length < whole.Length; length += 16)
        {
            Assert.Equal(ShipStatus.Unknown, ShippedArtifacts.Find(Compiled, Read(whole[..length])).Status);
        }
    }

    [Fact]
    public void FlippedBytes_NeverThrow()
    {
        var whole = new TestBundle().Add("Sample.dll", Library).AddCompressed("Other.dll", OtherBuild).Write();
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0xFF;

            var content = Read(damaged);

            Assert.True(content.IsComplete || content.Notices.Length > 0);
        }
    }

    private static ArtifactContent Read(byte[] bundle) => Read(bundle, BundleLimits.Default);

    private static ArtifactContent Read(byte[] bundle, BundleLimits limits)
    {
        var file = new PublishedFile("/out/app", "app");
        var inside = BundleReader.Read(file, _ => new MemoryStream(bundle), limits, CancellationToken.None);
        return ReferenceEquals(limits, BundleLimits.Default)
            ? PublishReader.Read([file], new PublishFacts(IsSingleFile: true, Executable: file), _ => new MemoryStream(bundle), CancellationToken.None)
            : inside;
    }
}
