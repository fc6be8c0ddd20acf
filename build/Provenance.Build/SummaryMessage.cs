using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;

namespace Provenance.Build;

/// <summary>The one line in the log.</summary>
internal static class SummaryMessage
{
    /// <summary>Loud only where there is something to say: agent code in scope.</summary>
    /// <param name="reports">The formats that were asked for: the first that was written is named.</param>
    public static void Log(TaskLoggingHelper log, BuildRecord record, string projectFile, string recordPath, string reports)
    {
        var stem = recordPath[..^".json".Length];
        var report = ReportFormats.Parse(reports).Formats.Select(format => stem + ReportFormats.EndingsOf(format).First()).FirstOrDefault(File.Exists) ?? recordPath;
        var relative = Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, report).Replace('\\', '/');
        var importance = record.Figures.ShippedSurvival.AgentUnits > 0 ? MessageImportance.High : MessageImportance.Normal;
        log.LogMessage(importance, "{0}", SummaryLine.Format(record, relative));
    }
}
