using System.Globalization;
using System.Text;
using Provenance.Engine.Analysis.Checks;

namespace Provenance.Engine.Reports.Check;

/// <summary>Policy findings for people and for whatever reads <c>file(line): severity id: message</c>, the form of MSBuild and compilers.</summary>
public static class CheckText
{
    public static string Write(CheckReport report)
    {
        var text = new StringBuilder();
        foreach (var breach in report.Result.Breaches)
        {
            text.Append(Line(breach)).Append('\n');
        }

        return text.Append(Summary(report)).Append('\n').ToString();
    }

    internal static string Line(PolicyBreach breach)
    {
        var member = breach.Member is { } name ? $" [{name}]" : "";
        return TerminalText.Encode(string.Create(
            CultureInfo.InvariantCulture,
            $"{breach.Path}({breach.Line}): {BreachText.Of(breach.Finding.Severity)} {breach.Finding.DiagnosticId}: {BreachText.Message(breach)}{member}"));
    }

    private static string Summary(CheckReport report)
    {
        var result = report.Result;
        if (report.PolicyDigest is null)
        {
            return "No provenance.yml holds here, so that nothing is required. 'provenance init' writes one.";
        }

        if (report.Rules == 0)
        {
            return "The policy has no rules, so that nothing is required.";
        }

        var unread = result.UnreadFiles == 0 ? "" : $" {Counted(result.UnreadFiles, "file")} could not be read: nothing is known about them.";
        var byRule = result.Breaches.GroupBy(breach => breach.Finding.DiagnosticId, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{Figures.Count(rule.Count())} {rule.Key}");
        var rules = result.Breaches.Length == 0 ? "" : $" ({string.Join(", ", byRule)})";
        return $"{Counted(result.Breaches.Length, "finding")}{rules} at {report.Rev.Short} in {Counted(result.CheckedFiles, "C# file")} under {Counted(report.Rules, "rule")}.{unread}";
    }

    private static string Counted(int count, string what) => $"{Figures.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
