using System.Collections.Immutable;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Makes the record of one artifact: which compiled code left the build in it, by MVID.</summary>
public static class ArtifactRecorder
{
    public static Outcome<BuildRecord> Record(
        GitHost host, ProjectRequest project, ShipRequest ship, AnalysisSource analyses, CancellationToken cancellation)
    {
        var analysis = project.Analyze(host, analyses);
        if (!analysis.IsSuccess)
        {
            return analysis.Notice;
        }

        var repository = analysis.Value;
        var content = ship.PackagePath is { } package
            ? PackageReader.Read(package, cancellation)
            : PublishReader.Read(ship.Files, ship.Facts, cancellation);
        using var room = CleanRoom.Open(host, repository.Location);
        var remaining = new RemainingCode(repository, room, ship, content);
        var own = Read(remaining, ship.RecordPaths, repository.Commit, isOwn: true, cancellation);
        var referenced = Read(remaining, ReferencedRecords(project, ship), repository.Commit, isOwn: false, cancellation)
            .Where(code => code.Result.Status == ShipStatus.Shipped || (ship.Facts.IsNativeAot && code.Places.Values.Any(places => places.Contains(SpanClass.Unknown))));
        var all = own.Concat(referenced).DistinctBy(code => (code.Record.Project, code.Record.Artifact?.Mvid)).ToArray();

        var options = ProjectFigures.OptionsOf(repository, ship.HorizonDays, ship.WindowDays);
        var isKnown = own.Length > 0 && all.All(IsKnown);
        var unreached = isKnown ? Unreached(repository, room, ship, all, cancellation) : null;
        var figures = ProjectFigures.Of(
            repository, room, all.Select(code => code.Record.Project), ReachedStages.Of(ShippedCode.StagesOf(all), unreached), options,
            isKnown ? EvidenceKind.Shipped : EvidenceKind.None, isReachabilityExamined: unreached is not null);
        var artifacts = Artifacts(all, ship, content, repository.Location);
        return new BuildRecord(
            ship.Kind, ProjectRecorder.ProjectPath(repository.Location, project), ship.TargetFramework, ship.Configuration, repository.Commit, repository.Commit,
            ProjectFigures.InputsOf(repository), [], options,
            artifacts.FirstOrDefault(), [.. artifacts.Skip(1)], ReachedStages.Of(ShippedCode.FilesOf(all), unreached), figures,
            [.. repository.Notices.AddRange(content.Notices).Where(notice => !notice.IsOfTheCache).DistinctBy(notice => notice.Code, StringComparer.Ordinal).OrderBy(notice => notice.Code, StringComparer.Ordinal)]);
    }

    // Native code says of small methods only that they may live on in their callers: with such lines a share would be a guess.
    private static bool IsKnown(ShippedCode code) =>
        code.Result.Status != ShipStatus.Unknown && (code.Result.Reason != ShipReason.NativeAot || !code.Places.Values.Any(places => places.Contains(SpanClass.Unknown)));

    private static ShippedCode[] Read(RemainingCode remaining, IEnumerable<string> paths, ObjectId commit, bool isOwn, CancellationToken cancellation) =>
        [.. ReadRecords(paths, commit).Select(found => remaining.Of(found.Record, found.Path, cancellation) with { RecordPath = found.Path, IsOwn = isOwn })];

    private static ImmutableSortedDictionary<string, PlaceMap<bool>>? Unreached(
        AnalyzedRepository repository, CleanRoom room, ShipRequest ship, ShippedCode[] all, CancellationToken cancellation)
    {
        var shipped = all.Where(code => code.Result.Status == ShipStatus.Shipped).ToArray();
        var paths = shipped.SelectMany(code => code.Record.Files).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var heads = repository.History.Files.Where(file => paths.Contains(file.Path)).ToArray();
        var texts = heads.Zip(HeadTextReader.Read(room, heads).Texts).ToDictionary(pair => pair.First.Path, pair => pair.Second?.Text, StringComparer.Ordinal);
        return new ReachableCode(repository, ship).Find(shipped, file => texts.GetValueOrDefault(file.Path), cancellation);
    }

    /// <summary>Compile records of this commit; one of another commit speaks of other lines.</summary>
    private static IEnumerable<(BuildRecord Record, string Path)> ReadRecords(IEnumerable<string> paths, ObjectId commit)
    {
        foreach (var path in paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (File.Exists(path) && RecordJson.TryRead(File.ReadAllBytes(path)) is { Kind: RecordKind.Compiled, Artifact: not null } record && record.Commit == commit)
            {
                yield return (record, path);
            }
        }
    }

    /// <summary>Compile records of referenced projects: in their own <c>obj</c>, or beside ours where the build keeps all intermediate files in one place (<c>UseArtifactsOutput</c>).</summary>
    private static IEnumerable<string> ReferencedRecords(ProjectRequest project, ShipRequest ship)
    {
        var shared = ship.RecordPaths.Select(path => SharedFolder(path, Path.GetFileNameWithoutExtension(project.ProjectFile))).FirstOrDefault(folder => folder is not null);
        return ship.ReferencedProjects.SelectMany(reference => (string?[])[
                Path.Combine(Path.GetDirectoryName(reference)!, "obj"),
                shared is null ? null : Path.Combine(shared, Path.GetFileNameWithoutExtension(reference)),
            ])
            .OfType<string>()
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(
                folder, "compiled.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, AttributesToSkip = FileAttributes.ReparsePoint }));
    }

    /// <summary>The folder that holds a folder named like the project, which holds the record.</summary>
    private static string? SharedFolder(string recordPath, string projectName)
    {
        for (var folder = new FileInfo(recordPath).Directory; folder is not null; folder = folder.Parent)
        {
            if (string.Equals(folder.Name, projectName, StringComparison.Ordinal) && string.Equals(folder.Parent?.Name, "obj", StringComparison.Ordinal))
            {
                return folder.Parent!.FullName;
            }
        }

        return null;
    }

    /// <summary>The package or executable first, then what is in it.</summary>
    private static ImmutableArray<RecordArtifact> Artifacts(IReadOnlyCollection<ShippedCode> all, ShipRequest ship, ArtifactContent content, RepositoryLocation location)
    {
        var container = content.Container is not { } file ? null
            : new RecordArtifact(ship.PackagePath is { } package ? ProjectRecorder.ArtifactPath(location, package) : file.Path, null, file.Sha256);
        var inside = all
            .SelectMany(code => code.Result.Artifacts)
            .Where(artifact => !string.Equals(artifact.Path, container?.Path, StringComparison.Ordinal))
            .Select(artifact => new RecordArtifact(artifact.Path, artifact.Mvid, artifact.Sha256, ship.PackagePath is null ? artifact.Through : container?.Path))
            .DistinctBy(artifact => (artifact.Path, artifact.Through))
            .OrderBy(artifact => artifact.Path, StringComparer.Ordinal);
        return container is null ? [.. inside] : [container, .. inside];
    }
}
