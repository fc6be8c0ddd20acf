using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Joins compile records with the content of an artifact (docs/evidence.md, stage 2).</summary>
public static class ShippedArtifacts
{
    /// <summary>Shipped when the artifact holds an implementation assembly with the compiled MVID; a name alone proves nothing.</summary>
    public static ShipResult Find(CompiledAssembly assembly, ArtifactContent artifact)
    {
        var found = Shipped(artifact.Files.Where(file => assembly.Mvid != Guid.Empty && file.Identity.Kind == ImageKind.Managed && file.Identity.Mvid == assembly.Mvid));
        if (!found.IsEmpty)
        {
            return new ShipResult(assembly, ShipStatus.Shipped, ShipReason.None, found);
        }

        var namesakes = Array.FindAll([.. artifact.Files], file => IsNamesake(assembly, file));
        var reason = Absence(artifact, namesakes);
        return new ShipResult(
            assembly, reason == ShipReason.NotInArtifact ? ShipStatus.NotShipped : ShipStatus.Unknown, reason, reason == ShipReason.Trimmed ? Shipped(namesakes) : []);
    }

    private static ImmutableArray<ShippedFile> Shipped(IEnumerable<ArtifactFile> files) =>
    [
        .. files.Select(file => new ShippedFile(file.Path, file.Identity.Mvid, file.Identity.Sha256, file.Through))
            .OrderBy(file => file.Path, StringComparer.Ordinal).ThenBy(file => file.Through, StringComparer.Ordinal),
    ];

    private static bool IsNamesake(CompiledAssembly assembly, ArtifactFile file) =>
        string.Equals(Name(file.Path), assembly.FileName, StringComparison.OrdinalIgnoreCase) && file.Identity.Kind is not (ImageKind.Reference or ImageKind.Satellite);

    private static ShipReason Absence(ArtifactContent artifact, ArtifactFile[] namesakes)
    {
        // Native code has no MVID left to compare.
        if (artifact.Facts.IsNativeAot)
        {
            return ShipReason.NativeAot;
        }

        if (artifact.Facts.IsSingleFile && artifact.Container is null)
        {
            return ShipReason.SingleFile;
        }

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
