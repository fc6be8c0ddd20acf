namespace Provenance.Engine.Reports.CiHosts;

/// <summary>Workflow commands of GitHub Actions.</summary>
/// <remarks>GitHub Docs, "Workflow commands": <c>::notice title=…::message</c>; percent and line ends are escaped, in properties also colon and comma.</remarks>
public static class GitHubCommands
{
    /// <summary>GitHub shows ten annotations of a kind for a step and drops the rest.</summary>
    public const int MaxAnnotations = 10;

    /// <summary>The line that annotates a run.</summary>
    /// <param name="kind"><c>notice</c> or <c>warning</c>.</param>
    public static string Annotation(string kind, string title, string message) =>
        $"::{kind} title={EscapeProperty(TerminalText.Encode(title))}::{EscapeMessage(TerminalText.Encode(message))}";

    internal static string EscapeMessage(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    internal static string EscapeProperty(string text) =>
        EscapeMessage(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
