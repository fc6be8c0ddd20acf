using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Reads the assemblies inside a <c>.nupkg</c>. Nothing is extracted: entries are inflated into memory up to a limit, and names are only compared.</summary>
public static class PackageReader
{
    /// <summary>Never throws for what the package holds: a part that cannot be read makes the content incomplete.</summary>
    public static ArtifactContent Read(string path, CancellationToken cancellation) => Read(path, BoundedReader.OpenOnDisk, cancellation);

    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    public static ArtifactContent Read(string path, OpenFile open, CancellationToken cancellation)
    {
        try
        {
            using var stream = open(path);
            return stream is null ? ArtifactContent.Unreadable("missing") : Read(Path.GetFileName(path), stream, PackageLimits.Default, cancellation);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return ArtifactContent.Unreadable("damaged");
        }
    }

    internal static ArtifactContent Read(string name, Stream stream, PackageLimits limits, CancellationToken cancellation)
    {
        try
        {
            if (BoundedReader.TryRead(stream, limits.PackageBytes) is not { } bytes)
            {
                return ArtifactContent.Unreadable("too large");
            }

            var container = new ArtifactContainer(name, AssemblyIdentityReader.Hex(SHA256.HashData(bytes.AsSpan())));
            return ReadEntries(bytes, limits, cancellation) with { Container = container };
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return ArtifactContent.Unreadable("damaged");
        }
    }

    private static ArtifactContent ReadEntries(ImmutableArray<byte> bytes, PackageLimits limits, CancellationToken cancellation)
    {
        try
        {
            if (!ZipDirectory.IsWithin(bytes.AsSpan(), limits.Entries))
            {
                return ArtifactContent.Unreadable("damaged");
            }

            using var archive = new ZipArchive(new MemoryStream(ImmutableCollectionsMarshal.AsArray(bytes)!, writable: false), ZipArchiveMode.Read);
            return Read(archive, limits, cancellation);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return ArtifactContent.Unreadable("damaged");
        }
    }

    private static ArtifactContent Read(ZipArchive archive, PackageLimits limits, CancellationToken cancellation)
    {
        var files = new List<ArtifactFile>();
        var refused = 0;
        var left = limits.InflatedBytes;
        foreach (var entry in archive.Entries.Where(entry => PublishReader.IsImageName(entry.FullName)).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!IsPlainName(entry.FullName))
            {
                refused++;
                continue;
            }

            var identity = Read(entry, Math.Min(left, limits.EntryBytes), out var used);
            left -= used;
            files.Add(new ArtifactFile(entry.FullName, identity));
        }

        var isComplete = refused == 0 && !files.Exists(file => file.Identity.Kind is ImageKind.TooLarge or ImageKind.Damaged);
        return new ArtifactContent([.. files], isComplete, new PublishFacts(), ArtifactContent.NoticesOn(files, ("unsafe name", refused)));
    }

    private static AssemblyIdentity Read(ZipArchiveEntry entry, long limit, out long used)
    {
        used = 0;
        try
        {
            using var stream = entry.Open();
            var image = BoundedReader.TryRead(stream, limit);
            used = image?.Length ?? limit;
            return image is { } bytes ? AssemblyIdentityReader.Read(bytes) : AssemblyIdentity.Of(ImageKind.TooLarge);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return AssemblyIdentity.Of(ImageKind.Damaged);
        }
    }

    /// <summary>A relative path of the form that packages have; anything that could leave a folder if it were extracted is refused.</summary>
    internal static bool IsPlainName(string name) =>
        !name.StartsWith('/') && !name.AsSpan().ContainsAny('\\', ':', '\0') && !name.Split('/').Any(part => part is "" or "." or "..");
}

/// <summary>Caps of <see cref="Limits"/>, as values so that each can be tried at its edge.</summary>
internal sealed record PackageLimits(long PackageBytes, int Entries, long EntryBytes, long InflatedBytes)
{
    public static readonly PackageLimits Default = new(Limits.PackageBytes, Limits.PackageEntries, Limits.ImageBytes, Limits.PackageInflatedBytes);
}
