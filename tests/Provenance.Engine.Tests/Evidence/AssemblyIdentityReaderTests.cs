using System.Reflection;
using System.Reflection.Metadata;
using System.Security.Cryptography;
using Provenance.Engine.Evidence;
using Provenance.Engine.Tests.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence;

public sealed class AssemblyIdentityReaderTests
{
    [Fact]
    public void Assembly_IsReadAsTheRuntimeNamesIt()
    {
        var path = typeof(AssemblyIdentityReader).Assembly.Location;

        var identity = AssemblyIdentityReader.Read(path);

        Assert.Equal(ImageKind.Managed, identity.Kind);
        Assert.Equal(typeof(AssemblyIdentityReader).Assembly.ManifestModule.ModuleVersionId, identity.Mvid);
        Assert.Equal("Provenance.Engine", identity.Name);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))), identity.Sha256, ignoreCase: true);
    }

    [Fact]
    public void PdbId_IsTheOneInThePdbsHeader()
    {
        var sample = Sample.Of("class C { int M() => 1; }");
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(sample.Files[Sample.PdbPath]));

        var identity = AssemblyIdentityReader.Read(new MemoryStream(sample.Files[Sample.AssemblyPath]));

        Assert.Equal(Convert.ToHexString(provider.GetMetadataReader().DebugMetadataHeader!.Id.AsSpan()), identity.PdbId, ignoreCase: true);
    }

    [Fact]
    public void SatelliteAndReferenceAssemblies_AreNamed()
    {
        Assert.Equal(ImageKind.Satellite, Kind("[assembly: System.Reflection.AssemblyCulture(\"de\")]"));
        Assert.Equal(ImageKind.Reference, Kind("[assembly: System.Runtime.CompilerServices.ReferenceAssembly]"));
    }

    [Fact]
    public void MissingAndMalformedFiles_AreNamed()
    {
        Assert.Equal(ImageKind.Missing, AssemblyIdentityReader.Read("/repo/none.dll", _ => null).Kind);
        Assert.Equal(ImageKind.Damaged, AssemblyIdentityReader.Read(new MemoryStream([1, 2, 3])).Kind);
        Assert.Equal(ImageKind.Damaged, AssemblyIdentityReader.Read(new MemoryStream()).Kind);
    }

    private static ImageKind Kind(string source) => AssemblyIdentityReader.Read(new MemoryStream(Sample.Of(source).Files[Sample.AssemblyPath])).Kind;
}
