using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Review;

/// <summary>How code by the agents of a change fared in the folders that it touches, before it: the metric's own curve over the metric's own cells, those of one agent and folder.</summary>
internal sealed class FateQuery
{
    private const int Days = 30;

    private readonly ImmutableArray<LifeCell> _cells;
    private readonly string[] _bornAt;
    private readonly MetricOptions? _options;
    private readonly Dictionary<(string Folder, string Agent), CurvePoint> _points = [];

    public FateQuery(AnalyzedRepository repository, ReviewRange range)
    {
        var history = repository.History;
        var old = history.Cells.Where(cell => !range.IsNew[history.Origins[history.Lives[cell.Life].Origin].Commit] && !CellJoin.IsOfOneDay(history, cell)).ToImmutableArray();
        _cells = CellJoin.Join(repository with { History = history with { Cells = old } }, ImmutableDictionary<int, StageWeights>.Empty);
        _bornAt = [.. old.Select(cell => history.Paths[history.Origins[history.Lives[cell.Life].Origin].Path])];

        // What happened since the change began says nothing about before, and what the change itself kills least of all.
        var before = history.Mainline.Where(step => !range.IsNew[step.Commit]).Select(step => (long?)step.Seconds).LastOrDefault();
        var policy = repository.Policy.Policy;
        _options = before is { } end ? new MetricOptions(policy.HorizonDays, policy.WindowDays, end) { Block = repository.Block } : null;
    }

    /// <summary>One entry for each folder and agent, and one of the nearest wider folder where the own one has too little.</summary>
    public ImmutableArray<Fate> Of(IEnumerable<(string Folder, string Agent)> places)
    {
        var fates = new List<Fate>();
        foreach (var (folder, agent) in places.Distinct().OrderBy(place => place.Folder, StringComparer.Ordinal).ThenBy(place => place.Agent, StringComparer.Ordinal))
        {
            var own = FateOf(folder, agent, isWider: false);
            fates.Add(own);
            if (own.Reason == Reasons.Insufficient && Wider(folder, agent) is { } wider)
            {
                fates.Add(wider);
            }
        }

        return [.. fates.Where((fate, index) => !fate.IsWider || fates.FindIndex(other => other.Folder == fate.Folder && other.Agent == fate.Agent) == index)];
    }

    /// <summary>The folder of a path; empty for the root.</summary>
    public static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    private Fate? Wider(string folder, string agent)
    {
        while (folder.Length > 0)
        {
            folder = FolderOf(folder);
            if (FateOf(folder, agent, isWider: true) is { Share: not null } fate)
            {
                return fate;
            }
        }

        return null;
    }

    private Fate FateOf(string folder, string agent, bool isWider)
    {
        if (_options is null)
        {
            return new Fate(folder, agent, isWider, Days, null, null, null, 0, 0, 0, ReasonWords.Of(Reasons.NoData));
        }

        if (!_points.TryGetValue((folder, agent), out var point))
        {
            var cells = _cells.Where((cell, index) => cell.Names(agent) && (folder.Length == 0 || SurvivalReporter.IsBelow(_bornAt[index], folder))).ToArray();
            point = SurvivalCurve.Estimate(cells, _options, CodeGroup.Agent).At(Days);
            _points.Add((folder, agent), point);
        }

        return _options.CurveBlock is { } block
            ? new Fate(folder, agent, isWider, Days, null, null, null, point.AtRisk, point.Deaths, point.EffectiveClusters, ReasonWords.Of(block))
            : new Fate(folder, agent, isWider, Days, point.S, point.CiLow, point.CiHigh, point.AtRisk, point.Deaths, point.EffectiveClusters, ReasonWords.Of(point.Reason));
    }
}
