using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.History;
using Provenance.Engine.Map;

namespace Provenance.Engine.Analysis;

/// <summary>Puts the units of a file together to the runs of its map.</summary>
internal static class MapRuns
{
    /// <summary>One number per line: how many units start on it, 255 for more.</summary>
    public static ImmutableArray<byte> UnitsOfLines(HeadText text, int lines)
    {
        var units = new byte[lines];
        for (var i = 0; i < text.Positions.Length; i++)
        {
            var line = text.Positions[i].Line;
            if (!text.Weightless[i] && line < lines && units[line] < byte.MaxValue)
            {
                units[line]++;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(units);
    }

    /// <summary>One run for consecutive lines of one origin, lines without units between them included; a line of several stands alone under the origin of most of its units.</summary>
    /// <param name="dead">Lines that no build compiles, which have no units, by 0-based line; null for none.</param>
    public static ImmutableArray<MapRun> Of(HeadFile file, HeadText text, MapOrigins origins, SortedDictionary<int, (int Commit, int Step)>? dead)
    {
        var lives = new int[file.Lives.Count];
        if (lives.Length > 0)
        {
            file.Lives.CopyTo(0, lives);
        }

        var runs = ImmutableArray.CreateBuilder<MapRun>();
        var onLine = new SortedDictionary<int, int>();
        using var left = (dead ?? []).GetEnumerator();
        var isLeft = left.MoveNext();
        var lastWasPure = false;
        for (var unit = 0; unit < lives.Length;)
        {
            var line = text.Positions[unit].Line;
            onLine.Clear();
            var agentTokens = 0;
            for (; unit < lives.Length && text.Positions[unit].Line == line; unit++)
            {
                if (!text.Weightless[unit])
                {
                    var origin = origins.IndexOf(lives[unit]);
                    onLine[origin] = onLine.GetValueOrDefault(origin) + 1;
                    agentTokens += origins.All[origin].Label == Label.Agent ? 1 : 0;
                }
            }

            if (onLine.Count == 0)
            {
                continue;
            }

            for (; isLeft && left.Current.Key < line; isLeft = left.MoveNext())
            {
                AddDead(left.Current.Key, left.Current.Value);
                lastWasPure = false;
            }

            var main = onLine.MaxBy(pair => (pair.Value, -pair.Key)).Key;
            var run = new MapRun(line + 1, line + 1, main, agentTokens, onLine.Values.Sum());
            var isPure = onLine.Count == 1;
            if (isPure && lastWasPure && runs[^1].Origin == main)
            {
                runs[^1] = runs[^1] with { LastLine = line + 1, AgentTokens = runs[^1].AgentTokens + run.AgentTokens, Tokens = runs[^1].Tokens + run.Tokens };
            }
            else
            {
                runs.Add(run);
            }

            lastWasPure = isPure;
        }

        for (; isLeft; isLeft = left.MoveNext())
        {
            AddDead(left.Current.Key, left.Current.Value);
        }

        return runs.ToImmutable();

        void AddDead(int line, (int Commit, int Step) writer)
        {
            var origin = origins.IndexOfCommit(writer.Commit, writer.Step);
            if (runs.Count > 0 && runs[^1] is { Tokens: 0 } last && last.Origin == origin && last.LastLine == line)
            {
                runs[^1] = last with { LastLine = line + 1 };
            }
            else
            {
                runs.Add(new MapRun(line + 1, line + 1, origin, 0, 0));
            }
        }
    }
}
