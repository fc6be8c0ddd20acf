using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The portable PDB of an assembly, found beside or inside it and checked to belong to it.</summary>
/// <remarks>Format: dotnet/runtime, docs/design/specs/PortablePdb-Metadata.md; embedded form in PE-COFF.md.</remarks>
internal sealed class Symbols : IDisposable
{
    // "BSJB" opens metadata; "Microsoft C/C++ MSF" opens the PDB format of Windows.
    private static ReadOnlySpan<byte> PortableMagic => "BSJB"u8;

    private static ReadOnlySpan<byte> WindowsMagic => "Microsoft C/C++ MSF"u8;

    private readonly MetadataReaderProvider? _provider;

    private Symbols(UnknownReason reason, MetadataReaderProvider? provider = null)
    {
        Reason = reason;
        _provider = provider;
        Reader = provider?.GetMetadataReader();
    }

    /// <summary><see cref="UnknownReason.None"/> exactly when <see cref="Reader"/> is set.</summary>
    public UnknownReason Reason { get; }

    public MetadataReader? Reader { get; }

    public void Dispose() => _provider?.Dispose();

    /// <summary>An embedded PDB is part of the assembly and wins over a file beside it.</summary>
    public static Symbols Open(PEReader pe, string? pdbPath, OpenFile open)
    {
        try
        {
            var id = AssemblyIdentityReader.PdbId(pe);
            foreach (var entry in pe.ReadDebugDirectory())
            {
                if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                {
                    return InflatedSize(pe, entry) > Limits.ImageBytes
                        ? new Symbols(UnknownReason.TooLarge)
                        : Checked(pe.ReadEmbeddedPortablePdbDebugDirectoryData(entry), id);
                }
            }

            using var stream = pdbPath is null ? null : open(pdbPath);
            if (stream is null)
            {
                return new Symbols(UnknownReason.NoSymbols);
            }

            return BoundedReader.TryRead(stream, Limits.ImageBytes) is { } bytes ? FromFile(bytes, id) : new Symbols(UnknownReason.TooLarge);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return new Symbols(UnknownReason.SymbolsDamaged);
        }
    }

    private static Symbols FromFile(ImmutableArray<byte> bytes, string? id)
    {
        var span = bytes.AsSpan();
        if (span.StartsWith(WindowsMagic))
        {
            return new Symbols(UnknownReason.WindowsSymbols);
        }

        return span.StartsWith(PortableMagic)
            ? Checked(MetadataReaderProvider.FromPortablePdbImage(bytes), id)
            : new Symbols(UnknownReason.SymbolsDamaged);
    }

    private static Symbols Checked(MetadataReaderProvider provider, string? id)
    {
        try
        {
            var header = provider.GetMetadataReader().DebugMetadataHeader;
            if (header is null)
            {
                provider.Dispose();
                return new Symbols(UnknownReason.SymbolsDamaged);
            }

            if (id is not null && string.Equals(AssemblyIdentityReader.Hex(header.Id.AsSpan()), id, StringComparison.Ordinal))
            {
                return new Symbols(UnknownReason.None, provider);
            }

            provider.Dispose();
            return new Symbols(UnknownReason.SymbolsMismatch);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            provider.Dispose();
            return new Symbols(UnknownReason.SymbolsDamaged);
        }
    }

    // "MPDB", then the inflated size: looked at before the reader allocates that much.
    private static long InflatedSize(PEReader pe, DebugDirectoryEntry entry)
    {
        var image = pe.GetEntireImage().GetContent();
        return entry.DataPointer >= 0 && entry.DataPointer + 8L <= image.Length
            ? BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(entry.DataPointer + 4, 4))
            : 0;
    }
}
