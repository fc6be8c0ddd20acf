namespace Provenance.Analyzers.Agents;

/// <summary>The agents of the default registry, by id and by the names that people use for them.</summary>
/// <remarks>The table is generated from the registry that the engine embeds; a test compares the two.</remarks>
internal static class KnownAgents
{
    private static readonly Dictionary<string, string> IdOfAlias = AgentTable.Rows
        .SelectMany(static row => row.Skip(1).Select(alias => (Alias: Fold(alias), Id: row[0])))
        .GroupBy(static pair => pair.Alias, StringComparer.Ordinal)
        .ToDictionary(static pairs => pairs.Key, static pairs => pairs.First().Id, StringComparer.Ordinal);

    private static readonly HashSet<string> IdSet = new(AgentTable.Rows.Select(static row => row[0]), StringComparer.Ordinal);

    public static IEnumerable<string> Ids => AgentTable.Rows.Select(static row => row[0]);

    public static bool Contains(string id) => IdSet.Contains(id);

    /// <summary>The id that goes by this name, or null; <c>-</c>, <c>_</c> and blank are equal.</summary>
    public static string? FindAlias(string name) => IdOfAlias.TryGetValue(Fold(name), out var id) ? id : null;

    private static string Fold(string alias) => alias.Replace('_', '-').Replace(' ', '-');
}
