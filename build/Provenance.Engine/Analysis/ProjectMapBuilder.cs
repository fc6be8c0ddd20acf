using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.Map;
using Provenance.Engine.Notices;
using Provenance.Shared.Map;

namespace Provenance.Engine.Analysis;

/// <summary>Makes the map that the analyzers of one project read: the committed lines of its files and where they come from.</summary>
public static class ProjectMapBuilder
{
    /// <param name="projectDirectory">Absolute; the map's paths are relative to it.</param>
    /// <param name="sources">Absolute paths of the compiled files.</param>
    /// <returns>The map and what could not be attributed (PROV917).</returns>
    public static (ProvenanceMap Map, Notice? Notice) Build(
        AnalyzedRepository repository, CleanRoom room, string projectDirectory, IReadOnlyCollection<string> sources)
    {
        var place = SourcePlaces.Find(repository, sources);
        var (texts, notice) = HeadTextReader.Read(room, [.. place.Tracked.Select(source => source.File)]);
        var origins = new MapOrigins(repository);
        var policy = PolicyEntries.Of(repository.Policy.Policy);
        var churn = RewrittenMembers.Of(repository, room);
        var dead = DeadLineOrigins.Find(repository, room, place.Tracked.Select((source, index) => (source.File, texts[index]?.Text)).Where(pair => pair.Text is not null).Select(pair => (pair.File, pair.Text!)));
        var files = new List<MapFile>();
        for (var i = 0; i < place.Tracked.Length; i++)
        {
            var (path, file) = place.Tracked[i];
            if (texts[i] is { } text && text.Positions.Length == file.Origins.Count
                && MapFile.Of(Relative(projectDirectory, path), text.Text, policy.For(file.Path), [], churn.GetValueOrDefault(file.Path, [])) is { LineHashes.Length: <= MapLimits.MaxLinesPerFile } empty)
            {
                files.Add(empty with
                {
                    Runs = MapRuns.Of(file, text, origins, dead.GetValueOrDefault(file.Path)),
                    LineUnits = MapRuns.UnitsOfLines(text, empty.LineHashes.Length),
                });
            }
        }

        var agents = repository.Policy.Policy.Agents.IsEmpty
            ? []
            : repository.Registry.Agents.Select(agent => agent.Id).Where(id => !Claims.Registry.Default.AgentsById.ContainsKey(id)).ToImmutableArray();
        return (new ProvenanceMap(agents, origins.All, policy.Entries, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]), notice ?? place.Notice);
    }

    private static string Relative(string projectDirectory, string path) => Path.GetRelativePath(projectDirectory, path).Replace('\\', '/');
}
