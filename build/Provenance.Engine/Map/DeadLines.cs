using Microsoft.CodeAnalysis;
using Provenance.Shared.Conditions;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>Lines that no build compiles, and the steps in which they were written. They have no tokens, so that the replay does not know them: they are followed by their text.</summary>
public static class DeadLines
{
    /// <summary>The line's text was there before the first version, or nobody knows when it came.</summary>
    public const int Unknown = -1;

    /// <returns>0-based lines of regions that the preprocessor always leaves out; ascending. Empty for nearly every file.</returns>
    public static IReadOnlyList<int> In(string text)
    {
        if (!text.Contains("#if", StringComparison.Ordinal) && !text.Contains("# if", StringComparison.Ordinal))
        {
            return [];
        }

        // In a text that is not parsed nothing is dead for certain.
        return BoundedSyntax.Read(text, In) ?? [];
    }

    private static List<int> In(SyntaxTree tree)
    {
        var source = tree.GetText();
        var lines = new List<int>();
        foreach (var region in DeadRegion.In(tree.GetRoot(), _ => false))
        {
            for (var line = source.Lines.GetLineFromPosition(region.Text.Start).LineNumber; line < source.Lines.Count && source.Lines[line].Start < region.Text.End; line++)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>Goes through the versions of a file on the mainline and keeps for each line the version that brought it.</summary>
    /// <param name="versions">Oldest first.</param>
    /// <returns>For each line of the last version an index into <paramref name="versions"/>.</returns>
    public static int[] Births(IReadOnlyList<string> versions)
    {
        var births = Array.Empty<int>();
        var lines = Array.Empty<uint>();
        for (var version = 0; version < versions.Count; version++)
        {
            var next = TextFingerprint.Of(versions[version]).Lines;
            var places = LineAlignment.Align(lines, next);
            var now = new int[next.Length];
            for (var line = 0; line < now.Length; line++)
            {
                now[line] = places[line] == LineAlignment.Uncommitted ? version : births[places[line]];
            }

            (births, lines) = (now, next);
        }

        return births;
    }
}
