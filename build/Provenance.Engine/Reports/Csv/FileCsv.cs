using Provenance.Engine.Ledger;
using Provenance.Engine.Reports.Detail;

namespace Provenance.Engine.Reports.Csv;

/// <summary>The files of a report, one a row.</summary>
public static class FileCsv
{
    /// <summary>UTF-8, LF; units. Stages are empty where no build record examined the file. Needs <see cref="SurvivalReport.Detail"/>, else the heads stand alone.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var csv = new CsvText().Row("path", "scope", "state", "agent", "mixed", "human", "unknown", "agent_compiled", "agent_shipped", "agent_reachable", "agent_born_here", "agent_died");
        foreach (var file in report.Detail?.Files ?? [])
        {
            csv.Row(
                file.Path, LedgerWords.Of(file.Scope), StateOf(file.State), file.Alive.Agent, file.Alive.Mixed, file.Alive.Human, file.Alive.Unknown,
                Known(file, file.Stages.Compiled), Known(file, file.Stages.Shipped), Known(file, file.Stages.Reachable), file.AgentBorn, file.AgentDied);
        }

        return csv.ToBytes();
    }

    private static object? Known(FileFigures file, long units) => file.HasRecord ? units : null;

    private static string StateOf(FileState state) => state switch
    {
        FileState.Read => "read",
        FileState.NotRead => "not read",
        FileState.Gone => "gone",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
