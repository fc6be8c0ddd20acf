using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Map;
using Provenance.Shared.Map;

namespace Provenance.Engine.Analysis;

/// <summary>Numbers the origins that a map needs, each once.</summary>
internal sealed class MapOrigins(AnalyzedRepository repository)
{
    private readonly Dictionary<int, int> _byLife = [];
    private readonly Dictionary<MapOrigin, int> _byValue = [];

    public ImmutableArray<MapOrigin> All { get; private set; } = [];

    /// <summary>Of a unit that lives: who wrote it, and since when the mainline has it, as the figures count it.</summary>
    /// <remarks>Blame may name a branch that wrote anew what the mainline never lost. Its commit with the mainline's date would be nobody's.</remarks>
    public int IndexOf(int life)
    {
        if (!_byLife.TryGetValue(life, out var index))
        {
            var (origin, entry) = (repository.History.Lives[life].Origin, repository.History.Lives[life].Entry);
            index = IndexOf(repository.History.Origins[origin].Commit, entry, repository.Lines[origin], repository.History.IsWriterUnknown(origin));
            _byLife.Add(life, index);
        }

        return index;
    }

    /// <summary>For lines without units.</summary>
    /// <param name="entry">Mainline step that brought the commit.</param>
    public int IndexOfCommit(int commit, int entry)
    {
        var claims = repository.Facts[commit].Claims;
        return IndexOf(commit, entry, LineLabel.Resolve(LineEvidence.None, claims, claims.IsMerge), repository.History.Commits[commit].IsBoundary);
    }

    private int IndexOf(int commit, int entry, LineLabel line, bool isWriterUnknown)
    {
        var value = isWriterUnknown ? new MapOrigin(Label.Unknown, null, null, MapConfidence.None, null, null, Reviewed: false, null) : Describe(commit, entry, line);
        if (!_byValue.TryGetValue(value, out var index))
        {
            index = All.Length;
            All = All.Add(value);
            _byValue.Add(value, index);
        }

        return index;
    }

    private MapOrigin Describe(int commit, int entry, LineLabel line)
    {
        var facts = repository.Facts[commit];
        var day = DateTimeOffset.FromUnixTimeSeconds(repository.History.Mainline[entry].Seconds);
        var agent = line.MainAgent;
        return new MapOrigin(
            line.Label,
            agent is not null && MapFormat.IsAgent(agent.Agent) ? agent.Agent : null,
            agent?.Model is { } model && MapFormat.IsModel(model) ? model : null,
            agent is null ? MapConfidence.None : ConfidenceOf(agent.Confidence),
            agent is null ? null : line.Tier,
            DateOnly.FromDateTime(day.UtcDateTime),
            facts.Claims.HasReview,
            facts.Claims.Commit.Short);
    }

    private static MapConfidence ConfidenceOf(Confidence confidence) => confidence switch
    {
        Confidence.High => MapConfidence.High,
        Confidence.Medium => MapConfidence.Medium,
        _ => MapConfidence.Low,
    };
}
