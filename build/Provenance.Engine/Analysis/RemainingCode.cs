using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>What a linker or a native compiler left of compiled code.</summary>
/// <remarks>
/// The linker's output is read as the compiler's was: its metadata and its PDB against the same sources. For native code the compiler's own
/// output is read again, with the methods that the native compiler lists.
/// </remarks>
internal sealed class RemainingCode
{
    private readonly AnalyzedRepository _repository;
    private readonly CleanRoom _room;
    private readonly ShipRequest _ship;
    private readonly ArtifactContent _content;
    private readonly NativeCode? _native;

    public RemainingCode(AnalyzedRepository repository, CleanRoom room, ShipRequest ship, ArtifactContent content)
    {
        (_repository, _room, _ship, _content) = (repository, room, ship, content);
        _native = ship is { Facts.IsNativeAot: true, NativeStatistics: { } path } ? NativeCodeReader.TryRead(path, BoundedReader.OpenOnDisk) : null;
    }

    /// <param name="recordPath">Where the compile record lies: its assembly lies above it.</param>
    public ShippedCode Of(BuildRecord record, string recordPath, CancellationToken cancellation)
    {
        var result = ShippedArtifacts.Find(new CompiledAssembly(FileName(record), record.Artifact!.Mvid ?? Guid.Empty, record.Artifact.Sha256), _content);
        var evidence = result.Reason switch
        {
            ShipReason.Trimmed => AfterLinking(record, result, cancellation),
            ShipReason.NativeAot => AfterNativeCompilation(record, recordPath, cancellation),
            _ => null,
        };
        return evidence is null ? ShippedCode.Whole(record, Forget(result)) : Join(record, result, evidence);
    }

    // A rewritten file that cannot be led back proves nothing.
    private static ShipResult Forget(ShipResult result) => result.Status == ShipStatus.Shipped ? result : result with { Artifacts = [] };

    private CompileEvidence? AfterLinking(BuildRecord record, ShipResult result, CancellationToken cancellation)
    {
        if (_ship.LinkedFolder is not { } folder)
        {
            return null;
        }

        // What the linker left is what was published when their MVIDs are equal: a later step such as ReadyToRun keeps it.
        var path = Path.Combine(folder, FileName(record));
        var identity = AssemblyIdentityReader.Read(path);
        if (identity.Kind != ImageKind.Managed || !result.Artifacts.Any(file => file.Mvid == identity.Mvid))
        {
            return null;
        }

        return Read(new CompileInputs(path, Path.ChangeExtension(path, ".pdb"), Sources(record), Parse: null, PathMap: []) { IsRewritten = true }, cancellation);
    }

    private CompileEvidence? AfterNativeCompilation(BuildRecord record, string recordPath, CancellationToken cancellation)
    {
        if (_native is null || _content.Container is null || CompiledPath(record, recordPath) is not { } path || Remains(path) is not { } remains)
        {
            return null;
        }

        return Read(new CompileInputs(path, Path.ChangeExtension(path, ".pdb"), Sources(record), Parse: null, PathMap: []) { Remains = remains }, cancellation);
    }

    private Remains? Remains(string path)
    {
        try
        {
            using var pe = new PEReader(File.OpenRead(path));
            var metadata = pe.GetMetadataReader();
            return _native!.Of(metadata.GetString(metadata.GetAssemblyDefinition().Name), metadata);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The assembly that the compiler left; null when it is not there any more or is another one.</summary>
    private string? CompiledPath(BuildRecord record, string recordPath)
    {
        var above = Path.GetDirectoryName(Path.GetDirectoryName(recordPath));
        return ((string?[])[Path.Combine(_repository.Location.TopLevel, record.Artifact!.Path), above is null ? null : Path.Combine(above, FileName(record))])
            .OfType<string>()
            .FirstOrDefault(path => string.Equals(AssemblyIdentityReader.Read(path).Sha256, record.Artifact.Sha256, StringComparison.Ordinal));
    }

    private static CompileEvidence? Read(CompileInputs inputs, CancellationToken cancellation)
    {
        var evidence = CompileStage.Read(inputs, cancellation);
        return evidence.Symbols == UnknownReason.None ? evidence : null;
    }

    private ImmutableArray<SourceInput> Sources(BuildRecord record) =>
        [.. record.Files.Select(file => Path.GetFullPath(Path.Combine(_repository.Location.TopLevel, file.Path))).Select(path => new SourceInput(path, path))];

    private ShippedCode Join(BuildRecord record, ShipResult result, CompileEvidence evidence)
    {
        var places = PlacesOf(record, evidence);
        var fates = places.SelectMany(file => file.Value.Steps).Select(step => step.Value).OfType<SpanClass>().ToHashSet();
        var status = fates.Contains(SpanClass.Shipped) ? ShipStatus.Shipped
            : fates.Contains(SpanClass.Unknown) || fates.Count == 0 ? ShipStatus.Unknown
            : ShipStatus.NotShipped;
        var artifacts = result.Reason == ShipReason.NativeAot ? [new ShippedFile(_content.Container!.Path, Guid.Empty, _content.Container.Sha256)] : result.Artifacts;
        return new ShippedCode(record, result with { Status = status, Artifacts = status == ShipStatus.Shipped ? artifacts : [] }, places);
    }

    private ImmutableSortedDictionary<string, PlaceMap<SpanClass?>> PlacesOf(BuildRecord record, CompileEvidence evidence)
    {
        var byPath = evidence.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var heads = _repository.History.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var known = record.Files.Where(file => heads.ContainsKey(file.Path)).ToArray();
        var (texts, _) = HeadTextReader.Read(_room, [.. known.Select(file => heads[file.Path])]);
        var committed = known.Zip(texts).ToDictionary(pair => pair.First.Path, pair => pair.Second, StringComparer.Ordinal);
        return record.Files.ToImmutableSortedDictionary(
            file => file.Path,
            file =>
            {
                var path = Path.GetFullPath(Path.Combine(_repository.Location.TopLevel, file.Path));
                var remaining = committed.GetValueOrDefault(file.Path) is { } head && byPath.GetValueOrDefault(path) is { Status: FileStatus.Verified } after && CompiledFiles.ReadText(path) is { } text
                    ? CompiledFiles.OnCommittedText(head.Text, text, after.Places).Places
                    : null;
                return remaining is null
                    ? file.Places.Select(compiled => ShippedCode.IsCompiled(compiled) ? SpanClass.Unknown : (SpanClass?)null)
                    : file.Places.Join(remaining, (compiled, rest) => ShippedCode.IsCompiled(compiled) ? FateOf(rest) : (SpanClass?)null);
            },
            StringComparer.Ordinal);
    }

    private static SpanClass FateOf(TokenClass remaining) => remaining switch
    {
        TokenClass.Executable or TokenClass.Declarative => SpanClass.Shipped,
        TokenClass.Unknown => SpanClass.Unknown,
        _ => SpanClass.Dropped,
    };

    private static string FileName(BuildRecord record) => Path.GetFileName(record.Artifact!.Path);
}
