using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Provenance.Build.Tests.Shipping;

/// <summary>A real <c>PublishContainer</c> into an archive: no daemon, and the base image comes from this process.</summary>
public sealed class ContainerTests(PublishFixture fixture) : IClassFixture<PublishFixture>
{
    [Fact]
    [Trait("Category", "Long")]
    public void Container_ShipsWhatItsLayersHold()
    {
        using var registry = new BaseImageRegistry();
        var archive = Path.Combine(fixture.Root, "out", "image.tar");

        var record = fixture.Container(archive, registry.Host);

        var layers = Layers(archive);
        Assert.Equal(["App.dll", "Core.dll"], record.AllArtifacts.Select(artifact => artifact.Path));
        Assert.All(record.AllArtifacts, artifact => Assert.Equal(ArtifactEntry.OfBytes(layers["app/" + artifact.Path], artifact.Path), artifact));
        Assert.Equal("shipped-container", record.Kind);
        Assert.Equal(["shipped"], record.Classes);
        Assert.Equal(["Core.dll"], record.Files["Core/Tools.cs"].Artifacts);
    }

    /// <summary>Files of all layers by path.</summary>
    private static Dictionary<string, byte[]> Layers(string archive)
    {
        var outer = Entries(File.OpenRead(archive));
        using var manifest = JsonDocument.Parse(outer["manifest.json"]);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var layer in manifest.RootElement[0].GetProperty("Layers").EnumerateArray())
        {
            var stored = outer[layer.GetString()!];
            Stream content = stored is [0x1F, 0x8B, ..] ? new GZipStream(new MemoryStream(stored), CompressionMode.Decompress) : new MemoryStream(stored);
            foreach (var (path, bytes) in Entries(content))
            {
                files[path] = bytes;
            }
        }

        return files;
    }

    private static Dictionary<string, byte[]> Entries(Stream stream)
    {
        using var tar = new TarReader(stream);
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var copy = new MemoryStream();
                data.CopyTo(copy);
                entries[entry.Name.TrimStart('.', '/')] = copy.ToArray();
            }
        }

        return entries;
    }
}
