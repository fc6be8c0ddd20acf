namespace Provenance.Engine.Reports.CiHosts;

/// <summary>Logging commands of Azure Pipelines.</summary>
/// <remarks>Microsoft Learn, "Logging commands": <c>##vso[area.action property=value;]message</c>; percent, line ends, and in properties also <c>]</c> and <c>;</c>, are escaped.</remarks>
public static class AzureCommands
{
    /// <summary>The line that adds a Markdown file to the summary of the run.</summary>
    /// <param name="path">Absolute.</param>
    public static string UploadSummary(string path) => "##vso[task.uploadsummary]" + EscapeMessage(path);

    internal static string EscapeMessage(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
