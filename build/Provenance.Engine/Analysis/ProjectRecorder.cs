using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Makes the record of one compilation.</summary>
public static class ProjectRecorder
{
    /// <returns>The record, or the notice that says why there is none.</returns>
    public static Outcome<BuildRecord> Record(
        GitHost host, ProjectRequest project, CompileRequest compile, AnalysisSource analyses, CancellationToken cancellation)
    {
        var analysis = project.Analyze(host, analyses);
        if (!analysis.IsSuccess)
        {
            return analysis.Notice;
        }

        var repository = analysis.Value;
        using var room = CleanRoom.Open(host, repository.Location);
        var (evidence, files) = CompiledFiles.Read(repository, room, project, compile, cancellation);
        var projectPath = ProjectPath(repository.Location, project);
        var options = ProjectFigures.OptionsOf(repository, compile.HorizonDays, compile.WindowDays);
        var stages = files.ToImmutableDictionary(file => file.Path, file => file.Places.Select(RecordSet.StageOf), StringComparer.Ordinal);
        var figures = ProjectFigures.Of(
            repository, room, [projectPath], stages, options, evidence.Symbols == UnknownReason.None ? EvidenceKind.Compiled : EvidenceKind.None);
        return new BuildRecord(
            RecordKind.Compiled, projectPath, compile.TargetFramework, compile.Configuration, repository.Commit, repository.Commit,
            ProjectFigures.InputsOf(repository), [], options,
            new RecordArtifact(ArtifactPath(repository.Location, compile.AssemblyPath), evidence.Assembly.Mvid, evidence.Assembly.Sha256), [],
            files, figures, Merge(repository.Notices, evidence));
    }

    internal static string ProjectPath(RepositoryLocation location, ProjectRequest project) =>
        PathComparison.RelativeTo(location.TopLevel, project.ProjectFile) ?? Path.GetFileName(project.ProjectFile);

    internal static string ArtifactPath(RepositoryLocation location, string path) =>
        PathComparison.RelativeTo(location.TopLevel, path) ?? Path.GetFileName(path);

    private static ImmutableArray<Notice> Merge(ImmutableArray<Notice> notices, CompileEvidence evidence)
    {
        var stale = evidence.Files.Count(file => file.Status == FileStatus.Stale);
        var all = notices.AddRange(evidence.Notices);
        all = stale == 0 ? all : all.Add(Notice.Of("PROV918", stale.ToString(CultureInfo.InvariantCulture)));
        return [.. all.Where(notice => !notice.IsOfTheCache).DistinctBy(notice => notice.Code, StringComparer.Ordinal).OrderBy(notice => notice.Code, StringComparer.Ordinal)];
    }
}
