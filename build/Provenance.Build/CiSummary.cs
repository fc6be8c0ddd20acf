using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Provenance.Engine;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.CiHosts;
using Provenance.Engine.Reports.Markdown;

namespace Provenance.Build;

/// <summary>Brings the figures of a record to where the build server shows such things, in that server's own form.</summary>
/// <param name="isFirst">Whether something happens for the first so many times in this build.</param>
internal sealed class CiSummary(TaskLoggingHelper log, IReadOnlyDictionary<string, string> environment, Func<string, int, bool> isFirst)
{
    /// <param name="recordPath">Absolute; files of ours go beside it.</param>
    public void Write(BuildRecord record, string recordPath)
    {
        // A solution of hundreds of projects has few with agent code; the others would bury them.
        if (record.Figures.ShippedSurvival.AgentUnits == 0)
        {
            return;
        }

        switch (CiHostVariables.Detect(environment))
        {
            case CiHost.GitHub:
                WriteGitHub(record);
                break;
            case CiHost.AzurePipelines:
                var summary = Path.ChangeExtension(recordPath, ".summary.md");
                if (WholeFile.Write(summary, RecordMarkdown.Write(record), onlyIfChanged: true) is WriteOutcome.Written or WriteOutcome.Unchanged)
                {
                    Say(AzureCommands.UploadSummary(summary));
                }

                break;
            case CiHost.TeamCity:
                foreach (var line in TeamCityMessages.Of(record))
                {
                    Say(line);
                }

                break;
            case CiHost.GitLab:
                if (WholeFile.Write(Path.Combine(Path.GetDirectoryName(recordPath)!, GitLabMetrics.FileName), GitLabMetrics.Write(record), onlyIfChanged: true) is WriteOutcome.Refused or WriteOutcome.Link)
                {
                    log.LogMessage(MessageImportance.Normal, "The metrics report was not written; the figures are in the record.");
                }

                break;
        }
    }

    private void WriteGitHub(BuildRecord record)
    {
        var path = environment.GetValueOrDefault(CiHostVariables.GitHubSummary, "");
        if (Path.IsPathFullyQualified(path) && !SummaryFile.Append(path, RecordMarkdown.Write(record)))
        {
            log.LogMessage(MessageImportance.Normal, "The summary of the job takes no more; the figures are in the record.");
        }

        if (isFirst("annotation", GitHubCommands.MaxAnnotations))
        {
            Say(GitHubCommands.Annotation("notice", "Provenance", SummaryLine.Format(record, reportFile: null)));
        }
    }

    /// <summary>Hosts read commands from the log, at the start of a line or anywhere in it.</summary>
    private void Say(string command) => log.LogMessage(MessageImportance.High, "{0}", command);
}
