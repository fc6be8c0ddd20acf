using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;

namespace Provenance.Build;

/// <summary>The one line in the log.</summary>
internal static class SummaryMessage
{
    /// <summary>Loud only where there is something to say: agent code in scope.</summary>
    public static void Log(TaskLoggingHelper log, BuildRecord record, string projectFile, string recordPath)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, recordPath).Replace('\\', '/');
        var importance = record.Figures.ShippedSurvival.AgentUnits > 0 ? MessageImportance.High : MessageImportance.Normal;
        log.LogMessage(importance, "{0}", SummaryLine.Format(record, relative));
    }
}
