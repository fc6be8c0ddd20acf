using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>The metric of a set of projects, given what builds say of their code.</summary>
internal static class ProjectFigures
{
    /// <param name="projects">Repository paths of the project files.</param>
    public static RecordFigures Of(
        AnalyzedRepository repository,
        CleanRoom room,
        IEnumerable<string> projects,
        IReadOnlyDictionary<string, PlaceMap<LineStage>> stages,
        RecordOptions options,
        EvidenceKind evidence,
        bool isReachabilityExamined = false)
    {
        stages = ExcludedCode.Without(repository, stages);
        var code = new ArtifactCode(repository, projects.ToHashSet(StringComparer.Ordinal), stages.Keys);
        var (weights, _) = StageEvidence.Count(repository, room, stages);
        var figures = SurvivalMetric.Compute(
            CellJoin.Join(repository, code, weights),
            new MetricOptions(options.HorizonDays, options.WindowDays, repository.EndSeconds)
            {
                Evidence = evidence,
                Block = repository.Block,
                IsReachabilityExamined = isReachabilityExamined,
            });
        return RecordFigures.From(figures);
    }

    public static RecordOptions OptionsOf(AnalyzedRepository repository, int? horizonDays, int? windowDays) => new(
        horizonDays ?? repository.Policy.Policy.HorizonDays,
        windowDays ?? repository.Policy.Policy.WindowDays,
        repository.History.Mode,
        EngineVersion.Current);

    public static ImmutableArray<RecordInput> InputsOf(AnalyzedRepository repository)
    {
        var inputs = new List<RecordInput>();
        if (repository.Policy.OverlayDigest is { } overlay)
        {
            inputs.Add(new RecordInput("overlay", overlay));
        }

        if (repository.Policy.PolicyDigest is { } policy)
        {
            inputs.Add(new RecordInput("policy", policy));
        }

        return [.. inputs];
    }
}
