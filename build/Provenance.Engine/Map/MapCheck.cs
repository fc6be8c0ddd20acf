using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>What the reader will insist on, asked of the model before it is written: a broken map is a defect of the producer, found where it arises.</summary>
internal static class MapCheck
{
    public static void ThrowIfInvalid(ProvenanceMap map)
    {
        Require(map.Agents.All(MapFormat.IsAgent), "An agent id does not have its form.");
        Require(map.Origins.All(IsValid), "An origin has a field without its form.");
        Require(map.Policy.All(entry => MapFormat.IsRule(entry.Rule) && entry.Argument is not ""), "A policy entry has no rule id or an empty argument.");
        Require(map.Files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Count() == map.Files.Length, "A path stands twice.");
        foreach (var file in map.Files)
        {
            Check(file, map);
        }
    }

    private static bool IsValid(MapOrigin origin) =>
        (origin.Agent is null || MapFormat.IsAgent(origin.Agent))
        && (origin.Model is null || MapFormat.IsModel(origin.Model))
        && (origin.Commit is null || MapFormat.IsHex(origin.Commit, 12, 12));

    private static void Check(MapFile file, ProvenanceMap map)
    {
        Require(file.Path.Length is > 0 and <= MapLimits.MaxPathChars, "A path is empty or over the limit.");
        Require(file.LineHashes.Length is > 0 and <= MapLimits.MaxLinesPerFile, "A file has no line or more than the limit.");
        Require(file.Policy.All(index => index >= 0 && index < map.Policy.Length), "A file refers to a policy entry that is not there.");
        Require(file.LineUnits.IsEmpty || file.LineUnits.Length == file.LineHashes.Length, "The units of a file are not one number per line.");
        var last = 0;
        foreach (var run in file.Runs)
        {
            Require(run.FirstLine > last && run.LastLine >= run.FirstLine && run.LastLine <= file.LineHashes.Length, "Runs overlap, descend or leave the file.");
            Require(run.Origin >= 0 && run.Origin < map.Origins.Length, "A run refers to an origin that is not there.");
            Require(run.AgentTokens >= 0 && run.AgentTokens <= run.Tokens && run.Tokens <= MaxNumber, "A run has more agent tokens than tokens.");
            last = run.LastLine;
        }

        Require(
            file.Churn.All(member => member.FirstLine >= 1 && member.FirstLine <= member.LastLine && member.LastLine <= file.LineHashes.Length && member.Rewrites is >= 0 and <= MaxNumber),
            "A rewritten member leaves the file or counts less than nothing.");
    }

    // Nine digits: what the reader takes for a number.
    private const int MaxNumber = 999_999_999;

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
