using System.Text;
using System.Text.RegularExpressions;
using Provenance.Engine.Reports;

namespace Provenance.Engine.Tests.Reports;

/// <summary>What of a document its texts must not change.</summary>
internal static partial class MarkdownForm
{
    /// <summary>Nothing hidden, nothing that moves a cursor, nothing that a build server obeys.</summary>
    public static bool IsQuiet(string output) =>
        output.Split('\n').All(line => !line.TrimStart().StartsWith("::", StringComparison.Ordinal))
        && !HostCommand().IsMatch(output)
        && output.Split('\n').All(line => TerminalText.Encode(line) == line);

    /// <summary>As CommonMark finds code spans: a run of backticks, up to the next run of the same length.</summary>
    public static string WithoutCode(string markdown) => string.Join('\n', markdown.Split('\n').Select(line =>
    {
        var rest = new StringBuilder();
        for (var i = 0; i < line.Length;)
        {
            if (line[i] != '`')
            {
                // What a backslash stands before opens no span.
                var length = line[i] == '\\' && i + 1 < line.Length ? 2 : 1;
                rest.Append(line, i, length);
                i += length;
                continue;
            }

            var fence = Backticks().Match(line, i).Value;
            var end = Backticks().Matches(line[(i + fence.Length)..]).FirstOrDefault(run => run.Length == fence.Length);
            Assert.NotNull(end);
            i += fence.Length + end.Index + fence.Length;
        }

        return rest.ToString();
    }));

    [GeneratedRegex("##[A-Za-z]*\\[")]
    private static partial Regex HostCommand();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
