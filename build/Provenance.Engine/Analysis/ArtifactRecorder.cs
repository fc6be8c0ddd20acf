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
        var own = ReadRecords(ship.RecordPaths, repository.Commit).Select(record => (Record: record, Result: Find(record, content))).ToArray();
        var referenced = ReadRecords(ReferencedRecords(project, ship), repository.Commit)
            .Select(record => (Record: record, Result: Find(record, content)))
            .Where(pair => pair.Result.Status == ShipStatus.Shipped)
            .ToArray();
        var all = own.Concat(referenced).DistinctBy(pair => (pair.Record.Project, pair.Record.Artifact?.Mvid)).ToArray();

        using var room = CleanRoom.Open(host, repository.Location);
        var options = ProjectFigures.OptionsOf(repository, ship.HorizonDays, ship.WindowDays);
        var isKnown = own.Length > 0 && own.All(pair => pair.Result.Status != ShipStatus.Unknown);
        var figures = ProjectFigures.Of(
            repository, room, all.Select(pair => pair.Record.Project), StagesOf(all), options, isKnown ? EvidenceKind.Shipped : EvidenceKind.None);
        var artifacts = Artifacts(all, ship).ToArray();
        return new BuildRecord(
            ship.Kind, ProjectRecorder.ProjectPath(repository.Location, project), ship.TargetFramework, ship.Configuration, repository.Commit, repository.Commit,
            ProjectFigures.InputsOf(repository), [], options,
            artifacts.FirstOrDefault(), [.. artifacts.Skip(1)], SpansOf(all), figures,
            [.. repository.Notices.AddRange(content.Notices).Where(notice => !notice.IsOfTheCache).DistinctBy(notice => notice.Code, StringComparer.Ordinal).OrderBy(notice => notice.Code, StringComparer.Ordinal)]);
    }

    private static ShipResult Find(BuildRecord record, ArtifactContent content) => ShippedArtifacts.Find(
        new CompiledAssembly(Path.GetFileName(record.Artifact!.Path), record.Artifact.Mvid ?? Guid.Empty, record.Artifact.Sha256), content);

    /// <summary>Compile records of this commit; one of another commit speaks of other lines.</summary>
    private static IEnumerable<BuildRecord> ReadRecords(IEnumerable<string> paths, ObjectId commit)
    {
        foreach (var path in paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (File.Exists(path) && RecordJson.TryRead(File.ReadAllBytes(path)) is { Kind: RecordKind.Compiled, Artifact: not null } record && record.Commit == commit)
            {
                yield return record;
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

    /// <summary>Several frameworks and projects may compile one file: the furthest stage of a line counts.</summary>
    private static Dictionary<string, ImmutableArray<LineStage>> StagesOf(IEnumerable<(BuildRecord Record, ShipResult Result)> records)
    {
        var stages = new Dictionary<string, ImmutableArray<LineStage>>(StringComparer.Ordinal);
        foreach (var (record, result) in records)
        {
            foreach (var file in record.Files)
            {
                var own = ProjectFigures.StagesOf(file, result.Status == ShipStatus.Shipped ? LineStage.Shipped : LineStage.Compiled);
                stages[file.Path] = stages.TryGetValue(file.Path, out var other) ? Union(own, other) : own;
            }
        }

        return stages;
    }

    private static ImmutableArray<LineStage> Union(ImmutableArray<LineStage> a, ImmutableArray<LineStage> b)
    {
        var (longer, shorter) = a.Length >= b.Length ? (a, b) : (b, a);
        return [.. longer.Select((stage, line) => line < shorter.Length && shorter[line] > stage ? shorter[line] : stage)];
    }

    private static ImmutableArray<RecordFile> SpansOf(IEnumerable<(BuildRecord Record, ShipResult Result)> records)
    {
        var files = new SortedDictionary<string, RecordFile>(StringComparer.Ordinal);
        foreach (var (record, result) in records)
        {
            foreach (var file in record.Files)
            {
                // The same file in two assemblies of one artifact: the one that shipped speaks.
                if (!files.ContainsKey(file.Path) || result.Status == ShipStatus.Shipped)
                {
                    files[file.Path] = file with { Spans = [.. Shipped(file.Spans, result.Status)] };
                }
            }
        }

        return [.. files.Values];
    }

    private static IEnumerable<RecordSpan> Shipped(ImmutableArray<RecordSpan> spans, ShipStatus status)
    {
        var shippedClass = status switch
        {
            ShipStatus.Shipped => SpanClass.Shipped,
            ShipStatus.NotShipped => SpanClass.Dropped,
            _ => SpanClass.Unknown,
        };
        RecordSpan? open = null;
        foreach (var span in spans.Where(span => span.Class is SpanClass.Executable or SpanClass.Declarative))
        {
            if (open is { } last && last.LastLine + 1 == span.FirstLine)
            {
                open = last with { LastLine = span.LastLine };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = span with { Class = shippedClass };
        }

        if (open is { } rest)
        {
            yield return rest;
        }
    }

    private static IEnumerable<RecordArtifact> Artifacts(IEnumerable<(BuildRecord Record, ShipResult Result)> records, ShipRequest ship)
    {
        var through = ship.PackagePath is { } package ? Path.GetFileName(package) : null;
        return records
            .SelectMany(pair => pair.Result.Artifacts.Select(file => new RecordArtifact(file.Path, pair.Record.Artifact!.Mvid, file.Sha256, through)))
            .DistinctBy(artifact => artifact.Path, StringComparer.Ordinal);
    }
}
