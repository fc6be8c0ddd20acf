using Microsoft.Build.Framework;
using Provenance.Engine;
using Provenance.Engine.Ledger;
using Provenance.Engine.Notices;

namespace Provenance.Build;

/// <summary>What the tasks that write a record have in common.</summary>
public abstract class RecordTask : ProvenanceTask
{
    /// <summary>Absolute folder of map, stamp and records.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    public string TargetFramework { get; set; } = "";

    public string Configuration { get; set; } = "";

    /// <summary>Days; empty is the policy's.</summary>
    public string HorizonDays { get; set; } = "";

    /// <summary>Days; empty is the policy's.</summary>
    public string WindowDays { get; set; } = "";

    /// <summary>Absolute folder that also receives the record, named by its content; empty for none.</summary>
    public string LedgerPath { get; set; } = "";

    protected string? FrameworkOrNull => TargetFramework.Length == 0 ? null : TargetFramework;

    /// <summary>Writes the record beside the map, and into the ledger under the hash of its bytes, where equal records are one file.</summary>
    protected void Write(BuildRecord record, string fileName)
    {
        var bytes = RecordJson.Write(record);
        var outcome = WholeFile.Write(Path.Combine(OutputPath, fileName), bytes, onlyIfChanged: false);
        if (outcome != WriteOutcome.Written)
        {
            Report(outcome == WriteOutcome.Link ? Notice.Of("PROV935") : Notice.Of("PROV932", "denied"));
        }

        if (LedgerPath.Length > 0)
        {
            var name = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)).ToLowerInvariant() + ".json";
            if (WholeFile.Write(Path.Combine(LedgerPath, name), bytes, onlyIfChanged: true) is WriteOutcome.Refused or WriteOutcome.Link)
            {
                Report(Notice.Of("PROV932", "denied"));
            }
        }
    }
}
