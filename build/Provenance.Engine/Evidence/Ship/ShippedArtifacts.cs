using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Joins compile records with the content of an artifact (docs/evidence.md, stage 2).</summary>
public static class ShippedArtifacts
{
    /// <summary>Shipped when the artifact holds an implementation assembly with the compiled MVID; a name alone proves nothing.</summary>
    public static ShipResult Find(CompiledAssembly assembly, ArtifactContent artifact)
    {
        ImmutableArray<ShippedFile> found =
        [
            .. artifact.Files
                .Where(file => assembly.Mvid != Guid.Empty && file.Identity.Kind == ImageKind.Managed && file.Identity.Mvid == assembly.Mvid)
                .Select(file => new ShippedFile(file.Path, file.Identity.Sha256))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
        if (!found.IsEmpty)
        {
            return new ShipResult(assembly, ShipStatus.Shipped, ShipReason.None, found);
        }

        var reason = Absence(assembly, artifact);
        return new ShipResult(assembly, reason == ShipReason.NotInArtifact ? ShipStatus.NotShipped : ShipStatus.Unknown, reason, []);
    }

    private static ShipReason Absence(CompiledAssembly assembly, ArtifactContent artifact)
    {
        // Native code has no MVID left to compare, so these say nothing about what was put in.
        if (artifact.Facts.IsNativeAot)
        {
            return ShipReason.NativeAot;
        }

        if (artifact.Facts.IsSingleFile)
        {
            return ShipReason.SingleFile;
        }

        var namesakes = artifact.Files
            .Where(file => string.Equals(Name(file.Path), assembly.FileName, StringComparison.OrdinalIgnoreCase) && file.Identity.Kind is not (ImageKind.Reference or ImageKind.Satellite))
            .ToArray();
        if (Array.Exists(namesakes, file => file.Identity.Kind is ImageKind.Damaged or ImageKind.TooLarge or ImageKind.Missing))
        {
            return ShipReason.Unreadable;
        }

        if (namesakes.Length > 0)
        {
            return artifact.Facts.IsTrimmed ? ShipReason.Trimmed : ShipReason.OtherBuild;
        }

        // The linker drops whole assemblies, so absence after trimming is an answer; absence in half a package is none.
        return artifact.IsComplete ? ShipReason.NotInArtifact : ShipReason.PackageUnreadable;
    }

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
