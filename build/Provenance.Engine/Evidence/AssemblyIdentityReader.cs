using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Provenance.Engine.Evidence;

/// <summary>Reads who an assembly is, and nothing more of it.</summary>
/// <remarks>Format: ECMA-335 II.24 and II.25; CodeView entries as in docs/design/specs/PE-COFF.md of dotnet/runtime.</remarks>
public static class AssemblyIdentityReader
{
    /// <summary>Never throws for what the file holds: see <see cref="ImageKind"/>.</summary>
    public static AssemblyIdentity Read(string path) => Read(path, BoundedReader.OpenOnDisk);

    /// <inheritdoc cref="Read(string)"/>
    public static AssemblyIdentity Read(string path, OpenFile open)
    {
        try
        {
            using var stream = open(path);
            return stream is null ? AssemblyIdentity.Of(ImageKind.Missing) : Read(stream);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return AssemblyIdentity.Of(ImageKind.Missing);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static AssemblyIdentity Read(Stream stream)
    {
        try
        {
            return BoundedReader.TryRead(stream, Limits.ImageBytes) is { } image ? Read(image) : AssemblyIdentity.Of(ImageKind.TooLarge);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return AssemblyIdentity.Of(ImageKind.Damaged);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static AssemblyIdentity Read(ImmutableArray<byte> image)
    {
        var sha256 = Hex(SHA256.HashData(image.AsSpan()));
        try
        {
            using var pe = new PEReader(image);
            if (IsCut(pe, image.Length))
            {
                return AssemblyIdentity.Of(ImageKind.Damaged, sha256);
            }

            if (!pe.HasMetadata)
            {
                return AssemblyIdentity.Of(ImageKind.Native, sha256);
            }

            var metadata = pe.GetMetadataReader();
            var mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
            var name = metadata.IsAssembly ? metadata.GetString(metadata.GetAssemblyDefinition().Name) : string.Empty;
            return new AssemblyIdentity(Kind(pe, metadata), mvid, sha256, name, PdbId(pe));
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return AssemblyIdentity.Of(ImageKind.Damaged, sha256);
        }
    }

    /// <summary>Guid and stamp of the portable CodeView entry, in the layout of the PDB's own header.</summary>
    internal static string? PdbId(PEReader pe)
    {
        foreach (var entry in pe.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.CodeView && entry.IsPortableCodeView)
            {
                Span<byte> id = stackalloc byte[20];
                pe.ReadCodeViewDebugDirectoryData(entry).Guid.TryWriteBytes(id);
                BinaryPrimitives.WriteUInt32LittleEndian(id[16..], entry.Stamp);
                return Hex(id);
            }
        }

        return null;
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    // Metadata may be whole in a file that ends early, but such a file is not what the compiler wrote.
    private static bool IsCut(PEReader pe, int length)
    {
        foreach (var section in pe.PEHeaders.SectionHeaders)
        {
            if ((long)section.PointerToRawData + section.SizeOfRawData > length)
            {
                return true;
            }
        }

        return false;
    }

    private static ImageKind Kind(PEReader pe, MetadataReader metadata)
    {
        // Without ILOnly the file has native code of its own; ReadyToRun images clear the flag too, but say so in their header.
        var header = pe.PEHeaders.CorHeader;
        if (header is not null && !header.Flags.HasFlag(CorFlags.ILOnly) && header.ManagedNativeHeaderDirectory.Size == 0)
        {
            return ImageKind.Mixed;
        }

        if (!metadata.IsAssembly)
        {
            return ImageKind.Managed;
        }

        var definition = metadata.GetAssemblyDefinition();
        if (!definition.Culture.IsNil && metadata.GetString(definition.Culture).Length > 0)
        {
            return ImageKind.Satellite;
        }

        return AttributeNames.Of(metadata, definition.GetCustomAttributes()).Contains("ReferenceAssemblyAttribute") ? ImageKind.Reference : ImageKind.Managed;
    }
}
