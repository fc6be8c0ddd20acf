using System.Collections.Immutable;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Reach;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>The second figure of packages: what of their reachable code something outside of the package refers to.</summary>
/// <remarks>
/// The public surface of a library is reachable because somebody may call it. Whether anybody does is known only when everything is built: the
/// record of a package is written earlier, and what it says must not depend on which test was compiled before it.
/// </remarks>
internal sealed class ReferencedCode(string topLevel, RecordSet records, Func<string, string?> committedText)
{
    private readonly ImmutableArray<BuildRecord> _compiled = [.. records.Records.Where(record => record is { Kind: RecordKind.Compiled, Artifact.Mvid: not null })];
    private readonly Dictionary<string, CompiledImage?> _images = new(StringComparer.Ordinal);

    /// <param name="stages">By repository path, over the committed text.</param>
    /// <returns>The stages with <see cref="LineStage.Referenced"/> where it holds; null when no package can be examined, or one cannot.</returns>
    public ImmutableSortedDictionary<string, PlaceMap<LineStage>>? Find(ImmutableSortedDictionary<string, PlaceMap<LineStage>> stages, CancellationToken cancellation)
    {
        var packages = records.Records.Where(IsLibrary).ToArray();
        var referenced = ReachedByPrograms();
        if (packages.Length == 0 || !packages.All(package => TryWalk(package, referenced, cancellation)))
        {
            return null;
        }

        return stages.ToImmutableSortedDictionary(
            file => file.Key,
            file => Mark(file.Value, referenced.GetValueOrDefault(file.Key)),
            StringComparer.Ordinal);
    }

    // A source file that changed since it was compiled has no answer of its own, and counts as it does for reachability.
    private static PlaceMap<LineStage> Mark(PlaceMap<LineStage> stages, PlaceMap<bool>? referenced) => referenced is null
        ? stages.Select(stage => stage == LineStage.Reachable ? LineStage.Referenced : stage)
        : stages.Join(referenced, (stage, isReferenced) => stage == LineStage.Reachable && isReferenced ? LineStage.Referenced : stage);

    private static bool IsLibrary(BuildRecord record) => record.Kind == RecordKind.ShippedPack && InPackage(record).Any() && !InPackage(record).Any(IsOfTool);

    private static IEnumerable<RecordArtifact> InPackage(BuildRecord record) =>
        record.Artifacts.Prepend(record.Artifact).OfType<RecordArtifact>().Where(artifact => artifact is { Mvid: not null, Through: not null });

    private static bool IsOfTool(RecordArtifact artifact) => artifact.Path.StartsWith("tools/", StringComparison.Ordinal);

    // What Main leads to is referred to.
    private Dictionary<string, PlaceMap<bool>> ReachedByPrograms()
    {
        var referenced = new Dictionary<string, PlaceMap<bool>>(StringComparer.Ordinal);
        foreach (var file in records.Records.Where(record => record.Kind != RecordKind.Compiled && !IsLibrary(record)).SelectMany(record => record.Files).Where(file => !file.Spans.IsEmpty))
        {
            Add(referenced, file.Path, file.Places.Select(spanClass => spanClass == SpanClass.Reachable));
        }

        return referenced;
    }

    private bool TryWalk(BuildRecord package, Dictionary<string, PlaceMap<bool>> referenced, CancellationToken cancellation)
    {
        // A package holds one closed set of assemblies for each of its folders.
        var folders = InPackage(package).GroupBy(artifact => artifact.Path[..(artifact.Path.LastIndexOf('/') + 1)], StringComparer.Ordinal);
        return folders.All(folder => TryWalk([.. folder.Select(artifact => artifact.Mvid!.Value)], referenced, cancellation));
    }

    private bool TryWalk(HashSet<Guid> mvids, Dictionary<string, PlaceMap<bool>> referenced, CancellationToken cancellation)
    {
        var own = _compiled.Where(record => mvids.Contains(record.Artifact!.Mvid!.Value)).DistinctBy(record => record.Artifact!.Mvid).ToArray();
        var images = Array.ConvertAll(own, Image);
        var names = images.Select(image => image?.Name ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<ImmutableArray<byte>> referrers =
        [
            .. _compiled.Where(record => !mvids.Contains(record.Artifact!.Mvid!.Value)).Select(Image)
                .OfType<CompiledImage>()
                .Where(image => !names.Contains(image.Name) && image.RefersToAny(names))
                .Select(image => image.Image),
        ];
        if (own.Length < mvids.Count || images.Contains(null) || referrers.IsEmpty)
        {
            return false;
        }

        var result = Reachability.Walk(images.Select(image => new ReachImage(image!.Image, IsRoot: false)), new ReachOptions(ReachRoots.References) { Referrers = referrers }, cancellation);
        return result.IsComplete && own.Zip(images).All(pair => TryAdd(pair.First, pair.Second!, result, referenced, cancellation));
    }

    private bool TryAdd(BuildRecord record, CompiledImage compiled, ReachResult result, Dictionary<string, PlaceMap<bool>> referenced, CancellationToken cancellation)
    {
        if (result.Find(record.Artifact!.Mvid!.Value) is not { } reached || !ReachedSource.HasSymbols(compiled.Image, compiled.PdbPath, BoundedReader.OpenOnDisk))
        {
            return false;
        }

        var sources = record.Files.ToDictionary(file => Path.GetFullPath(Path.Combine(topLevel, file.Path)), file => file.Path, StringComparer.Ordinal);
        foreach (var (path, found) in ReachedSource.Unreached(reached, compiled.Image, compiled.PdbPath, sources.Keys, BoundedReader.OpenOnDisk, cancellation))
        {
            if (committedText(sources[path]) is { } committed && CompiledFiles.ReadText(path) is { } text)
            {
                Add(referenced, sources[path], CompiledFiles.OnCommittedText(committed, text, found).Places.Select(isUnreached => !isUnreached));
            }
        }

        return true;
    }

    private CompiledImage? Image(BuildRecord record)
    {
        if (!_images.TryGetValue(record.Artifact!.Sha256, out var image))
        {
            _images[record.Artifact.Sha256] = image = CompiledImage.TryFind(topLevel, record.Artifact);
        }

        return image;
    }

    // What refers to one target framework's code refers to the code.
    private static void Add(Dictionary<string, PlaceMap<bool>> referenced, string path, PlaceMap<bool> found) =>
        referenced[path] = referenced.TryGetValue(path, out var known) ? known.Join(found, (one, other) => one || other) : found;
}
