using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Reach;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>Walks the shipped assemblies of one artifact and says which committed code is unreached.</summary>
/// <remarks>The compiler's own output is walked, which has the MVID of what shipped, so that it does not matter what the artifact is wrapped in.</remarks>
internal sealed class ReachableCode(AnalyzedRepository repository, ShipRequest ship)
{
    /// <returns>
    /// By repository path, over the committed text: true for code that none of the assemblies reaches. Other code, and files that are absent, are
    /// reached as far as anybody can tell. Null when the walk would miss callers: an assembly or a PDB is not there.
    /// </returns>
    public ImmutableSortedDictionary<string, PlaceMap<bool>>? Find(IReadOnlyCollection<ShippedCode> shipped, Func<RecordFile, string?> committedText, CancellationToken cancellation)
    {
        if (shipped.Count == 0 || HasUnseenProjects(shipped))
        {
            return null;
        }

        var unreached = new Dictionary<string, PlaceMap<bool>>(StringComparer.Ordinal);
        foreach (var group in Groups(shipped))
        {
            if (!TryWalk([.. group], unreached, committedText, cancellation))
            {
                return null;
            }
        }

        return unreached.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    // A package holds one closed set of assemblies for each of its folders; a publish folder is one set.
    private IEnumerable<IEnumerable<ShippedCode>> Groups(IEnumerable<ShippedCode> shipped) => shipped
        .GroupBy(item => ship.PackagePath is null ? "" : Folder(item.Result.Artifacts[0].Path), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal);

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];

    // Code in another language, or of a project without a record, may be in the package and call into what is.
    private bool HasUnseenProjects(IReadOnlyCollection<ShippedCode> shipped)
    {
        var known = shipped.Select(item => Path.GetFileName(item.Record.Project)).ToHashSet(StringComparer.Ordinal);
        return ship.PackagePath is not null && shipped.Any(IsToolPackage) && ship.ReferencedProjects.Any(path => !known.Contains(Path.GetFileName(path)));
    }

    private static bool IsToolPackage(ShippedCode item) => item.Result.Artifacts.Any(file => file.Path.StartsWith("tools/", StringComparison.Ordinal));

    private bool TryWalk(ShippedCode[] group, Dictionary<string, PlaceMap<bool>> unreached, Func<RecordFile, string?> committedText, CancellationToken cancellation)
    {
        var compiled = Array.ConvertAll(group, item => CompiledImage.TryFind(repository.Location.TopLevel, item.Record.Artifact!, item.RecordPath));
        if (compiled.Contains(null) || Foreign(compiled) is not { } foreign)
        {
            return false;
        }

        var isProgram = group.Zip(compiled).Any(pair => pair.First.IsOwn && (ship.PackagePath is null || IsToolPackage(pair.First)) && pair.Second!.HasEntryPoint);
        var images = group.Zip(compiled).Select(pair => new ReachImage(pair.Second!.Image, !isProgram || pair.First.IsOwn)).Concat(foreign);
        var include = repository.Policy.Policy.ReachInclude;
        var result = Reachability.Walk(
            images,
            new ReachOptions(isProgram ? ReachRoots.EntryPoint : ReachRoots.Surface) { IsIncluded = name => include.Any(pattern => pattern.Matches(name)) },
            cancellation);
        return result.IsComplete && group.Zip(compiled).All(pair => TryAdd(pair.First, pair.Second!, result, unreached, committedText, cancellation));
    }

    private bool TryAdd(
        ShippedCode item, CompiledImage compiled, ReachResult result, Dictionary<string, PlaceMap<bool>> unreached, Func<RecordFile, string?> committedText, CancellationToken cancellation)
    {
        var sources = item.Record.Files.ToDictionary(file => Path.GetFullPath(Path.Combine(repository.Location.TopLevel, file.Path)), StringComparer.Ordinal);
        if (sources.Count == 0)
        {
            return true;
        }

        if (result.Find(item.Record.Artifact!.Mvid ?? Guid.Empty) is not { } reached || !ReachedSource.HasSymbols(compiled.Image, compiled.PdbPath, BoundedReader.OpenOnDisk))
        {
            return false;
        }

        foreach (var (path, found) in ReachedSource.Unreached(reached, compiled.Image, compiled.PdbPath, sources.Keys, BoundedReader.OpenOnDisk, cancellation))
        {
            var file = sources[path];
            if (committedText(file) is { } committed && CompiledFiles.ReadText(path) is { } text)
            {
                // What one target framework reaches is reached.
                var own = CompiledFiles.OnCommittedText(committed, text, found).Places;
                unreached[file.Path] = unreached.TryGetValue(file.Path, out var other) ? own.Join(other, (one, two) => one && two) : own;
            }
        }

        return true;
    }

    /// <summary>Published assemblies without a record that refer to a walked one, directly or through each other; null when one cannot be read.</summary>
    private List<ReachImage>? Foreign(CompiledImage?[] compiled)
    {
        var names = compiled.Select(image => image!.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var rest = ship.Files.Where(file => file.RelativePath.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && !names.Contains(Path.GetFileNameWithoutExtension(file.RelativePath)))
            .OrderBy(file => file.RelativePath, StringComparer.Ordinal).ToList();
        var images = new List<ReachImage>();
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var file in rest.ToArray())
            {
                if (CompiledImage.References(file.FullPath) is not { } references)
                {
                    // Native files end here too; what is damaged and refers to us cannot be told from them by its name.
                    rest.Remove(file);
                }
                else if (references.Any(names.Contains))
                {
                    rest.Remove(file);
                    if (CompiledImage.TryRead(file.FullPath) is not { } image)
                    {
                        return null;
                    }

                    names.Add(Path.GetFileNameWithoutExtension(file.RelativePath));
                    images.Add(new ReachImage(image, IsRoot: false));
                    isNew = true;
                }
            }
        }

        return images;
    }
}
