using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>Renders a map as its text (docs/map.md). Pure: equal maps give equal texts, whatever the order of their parts.</summary>
public static class MapWriter
{
    /// <summary>The text, ASCII with LF. Agents, origins, policy entries and files are sorted ordinally; equal entries become one, unused ones are left out.</summary>
    /// <exception cref="ArgumentException">The map contradicts itself or the grammar: an index without an entry, lines outside the file, a path twice, a field without its form.</exception>
    public static string Write(ProvenanceMap map)
    {
        MapCheck.ThrowIfInvalid(map);
        var origins = Table<MapOrigin>.Of(map.Origins, map.Files.SelectMany(file => file.Runs.Select(run => run.Origin)), OriginFields);
        var policy = Table<MapPolicyEntry>.Of(map.Policy, map.Files.SelectMany(file => file.Policy), PolicyFields);

        var to = new StringBuilder();
        to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Name} {MapFormat.Version}\n");
        foreach (var agent in map.Agents.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Agent} {agent}\n");
        }

        origins.AppendTo(to, MapFormat.Origin);
        policy.AppendTo(to, MapFormat.Policy);
        foreach (var file in map.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            AppendFile(to, file, origins, policy);
        }

        var body = to.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{body}{MapFormat.End} {TextFingerprint.Checksum(body, body.Length):x16}\n");
    }

    private static void AppendFile(StringBuilder to, MapFile file, Table<MapOrigin> origins, Table<MapPolicyEntry> policy)
    {
        var entries = string.Join(',', file.Policy.Select(index => policy.NewIndex[index]).Distinct().Order().Select(index => index.ToString(CultureInfo.InvariantCulture)));
        to.Append(CultureInfo.InvariantCulture, $"{MapFormat.File} {MapText.Encode(file.Path)} {file.TextHash:x16} {(entries.Length == 0 ? MapFormat.Absent : entries)}\n");
        foreach (var run in file.Runs)
        {
            to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Run} {run.FirstLine} {run.LastLine} {origins.NewIndex[run.Origin]} {run.AgentTokens} {run.Tokens}\n");
        }

        foreach (var member in file.Churn.Distinct().OrderBy(member => member.FirstLine).ThenBy(member => member.LastLine).ThenBy(member => member.Rewrites))
        {
            to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Churn} {member.FirstLine} {member.LastLine} {member.Rewrites}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Lines} {Base64(file.LineHashes)}\n");
        if (!file.LineUnits.IsEmpty)
        {
            to.Append(CultureInfo.InvariantCulture, $"{MapFormat.Units} {Convert.ToBase64String(file.LineUnits.AsSpan())}\n");
        }
    }

    private static string OriginFields(MapOrigin origin) => string.Join(
        ' ',
        MapFormat.Labels[(int)origin.Label],
        origin.Agent ?? MapFormat.Absent,
        origin.Model ?? MapFormat.Absent,
        MapFormat.Confidences[(int)origin.Confidence],
        origin.Tier is { } tier ? MapFormat.Tiers[(int)tier] : MapFormat.Absent,
        origin.Birth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? MapFormat.Absent,
        origin.Reviewed ? "1" : "0",
        origin.Commit ?? MapFormat.Absent);

    private static string PolicyFields(MapPolicyEntry entry) => string.Join(
        ' ',
        entry.Rule,
        MapFormat.Severities[(int)entry.Severity],
        entry.Argument is null ? MapFormat.Absent : MapText.Encode(entry.Argument));

    private static string Base64(ImmutableArray<uint> hashes)
    {
        var bytes = new byte[hashes.Length * 4];
        for (var i = 0; i < hashes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), hashes[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The rows of a numbered table in their written order, and where each given row went.</summary>
    private sealed record Table<T>(ImmutableArray<string> Rows, int[] NewIndex)
    {
        public static Table<T> Of(ImmutableArray<T> given, IEnumerable<int> used, Func<T, string> fields)
        {
            var isUsed = used.ToHashSet();
            var texts = given.Select(fields).ToArray();
            var rows = texts.Where((_, index) => isUsed.Contains(index)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
            // Unused rows get a negative index, which nobody asks for.
            return new Table<T>(rows, [.. texts.Select(text => rows.BinarySearch(text, StringComparer.Ordinal))]);
        }

        public void AppendTo(StringBuilder to, char letter)
        {
            for (var i = 0; i < Rows.Length; i++)
            {
                to.Append(CultureInfo.InvariantCulture, $"{letter} {i} {Rows[i]}\n");
            }
        }
    }
}
