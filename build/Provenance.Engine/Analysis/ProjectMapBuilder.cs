using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History;
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
        var files = new List<MapFile>();
        for (var i = 0; i < place.Tracked.Length; i++)
        {
            var (path, file) = place.Tracked[i];
            if (texts[i] is { } text && text.Positions.Length == file.Origins.Count
                && MapFile.Of(Relative(projectDirectory, path), text.Text, [], [], []) is { LineHashes.Length: <= MapLimits.MaxLinesPerFile } empty)
            {
                files.Add(empty with { Runs = RunsOf(file, text, origins) });
            }
        }

        var agents = repository.Policy.Policy.Agents.IsEmpty
            ? []
            : repository.Registry.Agents.Select(agent => agent.Id).Where(id => !Claims.Registry.Default.AgentsById.ContainsKey(id)).ToImmutableArray();
        return (new ProvenanceMap(agents, origins.All, [], [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]), notice ?? place.Notice);
    }

    private static string Relative(string projectDirectory, string path) => Path.GetRelativePath(projectDirectory, path).Replace('\\', '/');

    /// <summary>One run for consecutive lines of one origin; a line of several stands alone under the origin of most of its tokens.</summary>
    private static ImmutableArray<MapRun> RunsOf(HeadFile file, HeadText text, MapOrigins origins)
    {
        var perUnit = new int[file.Origins.Count];
        var perLife = new int[file.Lives.Count];
        if (perUnit.Length == 0)
        {
            return [];
        }

        file.Origins.CopyTo(0, perUnit);
        file.Lives.CopyTo(0, perLife);
        var runs = ImmutableArray.CreateBuilder<MapRun>();
        var onLine = new SortedDictionary<int, int>();
        var lastWasPure = false;
        for (var unit = 0; unit < perUnit.Length;)
        {
            var line = text.Positions[unit].Line;
            onLine.Clear();
            var agentTokens = 0;
            for (; unit < perUnit.Length && text.Positions[unit].Line == line; unit++)
            {
                if (!text.Weightless[unit])
                {
                    var origin = origins.IndexOf(perUnit[unit], perLife[unit]);
                    onLine[origin] = onLine.GetValueOrDefault(origin) + 1;
                    agentTokens += origins.All[origin].Label == Label.Agent ? 1 : 0;
                }
            }

            if (onLine.Count == 0)
            {
                continue;
            }

            var main = onLine.MaxBy(pair => (pair.Value, -pair.Key)).Key;
            var run = new MapRun(line + 1, line + 1, main, agentTokens, onLine.Values.Sum());
            var isPure = onLine.Count == 1;
            if (isPure && lastWasPure && runs[^1].Origin == main && runs[^1].LastLine == line)
            {
                runs[^1] = runs[^1] with { LastLine = line + 1, AgentTokens = runs[^1].AgentTokens + run.AgentTokens, Tokens = runs[^1].Tokens + run.Tokens };
            }
            else
            {
                runs.Add(run);
            }

            lastWasPure = isPure;
        }

        return runs.ToImmutable();
    }
}
