using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>The place in the map where one file is described; read when somebody asks, once.</summary>
/// <param name="start">Behind the letter of the <c>f</c> record.</param>
/// <param name="end">Behind the last record of the file.</param>
internal sealed class MapFileSection(MapHeader header, string text, int start, int end)
{
    private Outcome? _outcome;

    /// <summary>The file, or null when its records contradict the grammar: it is then as if the map did not know it.</summary>
    /// <remarks>Two threads may both read; they get equal results, and either may stay.</remarks>
    public MappedFile? Read() => (_outcome ??= new Outcome(Parse())).File;

    private MappedFile? Parse()
    {
        var lineEnd = text.IndexOf('\n', start);
        var fields = new FieldReader(text, start, lineEnd);
        _ = fields.Next();
        if (fields.Next() is not { Length: 16 } hashText || !MapFormat.IsHex(hashText, 16, 16) || fields.Next() is not { } policyText
            || ReadPolicy(policyText) is not { } policy)
        {
            return null;
        }

        var runs = new List<MappedRun>();
        var churn = new List<MappedChurn>();
        LineHashes? lines = null;
        LineUnits? units = null;
        for (var at = lineEnd + 1; at < end; at = lineEnd + 1)
        {
            lineEnd = text.IndexOf('\n', at);
            if (lineEnd - at < 2 || text[at + 1] != ' ')
            {
                continue;
            }

            fields = new FieldReader(text, at + 2, lineEnd);
            var isRead = text[at] switch
            {
                MapFormat.Run => TryReadRun(fields, runs),
                MapFormat.Churn => TryReadChurn(fields, churn),
                MapFormat.Lines => lines is null && (lines = LineHashes.Of(text, at + 2, lineEnd)) is not null,
                MapFormat.Units => units is null && (units = LineUnits.Of(text, at + 2, lineEnd)) is not null,
                _ => true,
            };
            if (!isRead)
            {
                return null;
            }
        }

        if (lines is null
            || (units is not null && units.Count != lines.Count)
            || (runs.Count > 0 && runs[runs.Count - 1].LastLine >= lines.Count)
            || churn.Exists(member => member.LastLine >= lines.Count))
        {
            return null;
        }

        return new MappedFile(Convert.ToUInt64(hashText, 16), lines, units, [.. runs], [.. churn], policy);
    }

    private bool TryReadRun(FieldReader fields, List<MappedRun> runs)
    {
        if (!TryReadSpan(ref fields, out var first, out var last)
            || !fields.TryNumber(out var origin) || origin >= header.Origins.Count
            || !fields.TryNumber(out var agentTokens)
            || !fields.TryNumber(out var tokens) || agentTokens > tokens
            || (runs.Count > 0 && first <= runs[runs.Count - 1].LastLine))
        {
            return false;
        }

        runs.Add(new MappedRun(first, last, origin, agentTokens, tokens));
        return true;
    }

    private static bool TryReadChurn(FieldReader fields, List<MappedChurn> churn)
    {
        if (!TryReadSpan(ref fields, out var first, out var last) || !fields.TryNumber(out var rewrites))
        {
            return false;
        }

        churn.Add(new MappedChurn(first, last, rewrites));
        return true;
    }

    private static bool TryReadSpan(ref FieldReader fields, out int first, out int last)
    {
        last = 0;
        var isRead = fields.TryNumber(out first) && fields.TryNumber(out last) && first >= 1 && first <= last;
        first--;
        last--;
        return isRead;
    }

    private int[]? ReadPolicy(string field)
    {
        if (string.Equals(field, MapFormat.Absent, StringComparison.Ordinal))
        {
            return [];
        }

        var parts = field.Split(',');
        var indexes = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!MapFormat.TryNumber(parts[i], 0, parts[i].Length, out indexes[i]) || indexes[i] >= header.Policy.Count)
            {
                return null;
            }
        }

        return indexes;
    }

    private sealed class Outcome(MappedFile? file)
    {
        public MappedFile? File { get; } = file;
    }
}
