using System.Text;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.CiHosts;

/// <summary>A metrics report for GitLab, which shows on a merge request what changed against the target branch.</summary>
/// <remarks>OpenMetrics 1.0 text format; GitLab reads it through <c>artifacts:reports:metrics</c>.</remarks>
public static class GitLabMetrics
{
    /// <summary>The name of the file beside the record.</summary>
    public const string FileName = "metrics.txt";

    /// <summary>UTF-8, LF, ended by <c># EOF</c>. One gauge a figure with the project as its label.</summary>
    public static byte[] Write(BuildRecord record)
    {
        var text = new StringBuilder();
        var project = Escape(TerminalText.Encode(CiFigure.ProjectOf(record)));
        foreach (var figure in CiFigure.Of(record))
        {
            text.Append("# TYPE provenance_").Append(figure.Name).Append(" gauge\n# HELP provenance_").Append(figure.Name).Append(' ').Append(figure.Help)
                .Append("\nprovenance_").Append(figure.Name).Append("{project=\"").Append(project).Append("\"} ").Append(figure.Value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.Append("# EOF\n").ToString());
    }

    /// <summary>The three characters that a label's value escapes.</summary>
    internal static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
