using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Reach;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;
using Damage = Provenance.Engine.Evidence.Damage;

namespace Provenance.Engine.Analysis;

/// <summary>The assembly of a compile record, as it still lies in the intermediate folder.</summary>
internal sealed record CompiledImage(string Name, ImmutableArray<byte> Image, string PdbPath, bool HasEntryPoint)
{
    /// <summary>Null when it is not there any more, or another build's.</summary>
    /// <param name="recordPath">Where the record lies, with the assembly in a folder above; empty when that is not known.</param>
    public static CompiledImage? TryFind(string topLevel, RecordArtifact artifact, string recordPath = "")
    {
        var above = Path.GetDirectoryName(Path.GetDirectoryName(recordPath));
        foreach (var path in ((string?[])[Path.Combine(topLevel, artifact.Path), above is null ? null : Path.Combine(above, Path.GetFileName(artifact.Path))]).OfType<string>())
        {
            if (TryRead(path) is { } image && string.Equals(AssemblyIdentityReader.Read(image).Sha256, artifact.Sha256, StringComparison.Ordinal))
            {
                return Of(image, Path.ChangeExtension(path, ".pdb"));
            }
        }

        return null;
    }

    public static ImmutableArray<byte>? TryRead(string path)
    {
        try
        {
            using var stream = BoundedReader.OpenOnDisk(path);
            return stream is null ? null : BoundedReader.TryRead(stream, Evidence.Limits.ImageBytes);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    /// <summary>Names of the assemblies that a file refers to; null when it is no assembly. Reads its tables only.</summary>
    public static IReadOnlyList<string>? References(string path)
    {
        try
        {
            using var stream = BoundedReader.OpenOnDisk(path);
            using var pe = stream is null ? null : new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (pe is not { HasMetadata: true })
            {
                return null;
            }

            var metadata = pe.GetMetadataReader();
            return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    /// <summary>Whether the assembly refers to one of the given names.</summary>
    public bool RefersToAny(IReadOnlySet<string> names)
    {
        using var pe = new PEReader(Image);
        return Reachability.RefersToAny(pe.GetMetadataReader(), names);
    }

    private static CompiledImage? Of(ImmutableArray<byte> image, string pdbPath)
    {
        try
        {
            using var pe = new PEReader(image);
            var metadata = pe.GetMetadataReader();
            return new CompiledImage(
                metadata.GetString(metadata.GetAssemblyDefinition().Name), image, pdbPath, pe.PEHeaders.CorHeader is { EntryPointTokenOrRelativeVirtualAddress: not 0 });
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }
}
