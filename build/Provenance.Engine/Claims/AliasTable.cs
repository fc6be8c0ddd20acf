using System.Collections.Frozen;

namespace Provenance.Engine.Claims;

/// <summary>Agents by the names that people write.</summary>
internal sealed class AliasTable
{
    /// <summary>Words of the longest alias that free text is searched for.</summary>
    public const int MaxWords = 3;

    private readonly FrozenDictionary<string, RegistryAgent> _byAlias;
    private readonly string[] _longestFirst;

    /// <param name="agents">The first agent that lists an alias has it.</param>
    public AliasTable(IEnumerable<RegistryAgent> agents)
    {
        var byAlias = new Dictionary<string, RegistryAgent>(StringComparer.Ordinal);
        foreach (var agent in agents)
        {
            foreach (var alias in agent.Aliases)
            {
                byAlias.TryAdd(Fold(alias), agent);
            }
        }

        _byAlias = byAlias.ToFrozenDictionary(StringComparer.Ordinal);
        _longestFirst = [.. byAlias.Keys.OrderByDescending(alias => alias.Length).ThenBy(alias => alias, StringComparer.Ordinal)];
    }

    /// <summary>The agent that the whole text names, or null.</summary>
    public RegistryAgent? Find(string text) => _byAlias.GetValueOrDefault(Fold(text));

    /// <summary>The agent whose longest alias the name begins with, as whole words, or null.</summary>
    public RegistryAgent? FindAtStart(string name)
    {
        var folded = Fold(name);
        foreach (var alias in _longestFirst)
        {
            if (folded.StartsWith(alias, StringComparison.Ordinal)
                && (folded.Length == alias.Length || !char.IsLetterOrDigit(folded[alias.Length])))
            {
                return _byAlias[alias];
            }
        }

        return null;
    }

    private static string Fold(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '\t', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
