using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Provenance.Engine.Tests.Evidence.Ship;

/// <summary>Writes single-file executables by the published description of the format, not by the reader's code.</summary>
internal sealed class TestBundle
{
    private readonly List<(string Name, byte[] Stored, long Size, long Compressed)> _entries = [];

    public int Version { get; init; } = 6;

    /// <summary>Count that the header gives; null for the true one.</summary>
    public int? Count { get; init; }

    public TestBundle Add(string name, byte[] content)
    {
        _entries.Add((name, content, content.Length, 0));
        return this;
    }

    /// <param name="promised">Size that the manifest gives; null for the true one.</param>
    public TestBundle AddCompressed(string name, byte[] content, long? promised = null)
    {
        using var stored = new MemoryStream();
        using (var deflate = new DeflateStream(stored, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        _entries.Add((name, stored.ToArray(), promised ?? content.Length, stored.Length));
        return this;
    }

    public byte[] Write()
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        writer.Write(Encoding.ASCII.GetBytes("a host of native code "));
        var pointer = file.Position;
        writer.Write(0L);
        writer.Write(SHA256.HashData(Encoding.ASCII.GetBytes(".net core bundle\n")));
        var offsets = new List<long>();
        foreach (var entry in _entries)
        {
            offsets.Add(file.Position);
            writer.Write(entry.Stored);
        }

        var header = file.Position;
        writer.Write(Version);
        writer.Write(0);
        writer.Write(Count ?? _entries.Count);
        writer.Write("an-id");
        for (var place = 0; Version > 1 && place < 5; place++)
        {
            writer.Write(0L);
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            writer.Write(offsets[i]);
            writer.Write(_entries[i].Size);
            if (Version >= 6)
            {
                writer.Write(_entries[i].Compressed);
            }

            writer.Write((byte)1);
            writer.Write(_entries[i].Name);
        }

        file.Position = pointer;
        writer.Write(header);
        writer.Flush();
        return file.ToArray();
    }
}
