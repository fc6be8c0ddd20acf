using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Reads the assemblies inside a single-file executable. Nothing is extracted: entries are inflated into memory up to a limit, and names are only compared.</summary>
public static class BundleReader
{
    /// <summary>Never throws for what the file holds: a part that cannot be read makes the content incomplete.</summary>
    /// <param name="file">The executable as the build published it.</param>
    public static ArtifactContent Read(PublishedFile file, OpenFile open, CancellationToken cancellation) => Read(file, open, BundleLimits.Default, cancellation);

    internal static ArtifactContent Read(PublishedFile file, OpenFile open, BundleLimits limits, CancellationToken cancellation)
    {
        try
        {
            using var stream = open(file.FullPath);
            if (stream is null)
            {
                return ArtifactContent.Unreadable("missing");
            }

            if (BoundedReader.TryRead(stream, limits.FileBytes) is not { } bytes)
            {
                return ArtifactContent.Unreadable("too large");
            }

            return BundleHeader.TryRead(bytes.AsSpan(), limits.Entries) is { } entries
                ? Read(file, bytes, entries, limits, cancellation)
                : ArtifactContent.Unreadable("damaged");
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return ArtifactContent.Unreadable("damaged");
        }
    }

    private static ArtifactContent Read(PublishedFile bundle, ImmutableArray<byte> bytes, ImmutableArray<BundleEntry> entries, BundleLimits limits, CancellationToken cancellation)
    {
        var files = new List<ArtifactFile>();
        var refused = 0;
        var left = limits.InflatedBytes;
        foreach (var entry in entries.Where(entry => PublishReader.IsImageName(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Offset))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = entry.Name.Replace('\\', '/');
            if (!PackageReader.IsPlainName(name))
            {
                refused++;
                continue;
            }

            var identity = Read(bytes, entry, Math.Min(left, limits.EntryBytes), out var used);
            left -= used;
            files.Add(new ArtifactFile(name, identity, bundle.RelativePath));
        }

        var isComplete = refused == 0 && !files.Exists(file => file.Identity.Kind is ImageKind.TooLarge or ImageKind.Damaged);
        var container = new ArtifactContainer(bundle.RelativePath, AssemblyIdentityReader.Hex(SHA256.HashData(bytes.AsSpan())));
        return new ArtifactContent([.. files], isComplete, new PublishFacts(IsSingleFile: true), ArtifactContent.NoticesOn(files, ("unsafe name", refused))) { Container = container };
    }

    private static AssemblyIdentity Read(ImmutableArray<byte> bytes, BundleEntry entry, long limit, out long used)
    {
        used = 0;
        if (entry.Size > limit)
        {
            return AssemblyIdentity.Of(ImageKind.TooLarge);
        }

        try
        {
            if (!entry.IsCompressed)
            {
                used = entry.StoredSize;
                return AssemblyIdentityReader.Read(bytes.Slice(entry.Offset, entry.StoredSize));
            }

            using var stored = new MemoryStream(ImmutableCollectionsMarshal.AsArray(bytes)!, entry.Offset, entry.StoredSize, writable: false);
            using var inflated = new DeflateStream(stored, CompressionMode.Decompress);
            var image = BoundedReader.TryRead(inflated, Math.Min(limit, entry.Size));
            used = image?.Length ?? limit;
            return image is { } content && content.Length == entry.Size ? AssemblyIdentityReader.Read(content) : AssemblyIdentity.Of(ImageKind.Damaged);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return AssemblyIdentity.Of(ImageKind.Damaged);
        }
    }
}

/// <summary>Caps of <see cref="Limits"/>, as values so that each can be tried at its edge.</summary>
internal sealed record BundleLimits(long FileBytes, int Entries, long EntryBytes, long InflatedBytes)
{
    public static readonly BundleLimits Default = new(Limits.BundleBytes, Limits.BundleEntries, Limits.ImageBytes, Limits.BundleInflatedBytes);
}
