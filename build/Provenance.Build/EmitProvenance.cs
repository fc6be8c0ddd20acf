using Microsoft.Build.Framework;
using Provenance.Engine.Ledger;

namespace Provenance.Build;

/// <summary>Prints the line of a compile record after the build, also of one that an earlier build wrote.</summary>
[MSBuildMultiThreadableTask]
public sealed class EmitProvenance : ProvenanceTask
{
    /// <summary>Absolute path of <c>compiled.json</c>.</summary>
    [Required]
    public string Record { get; set; } = "";

    /// <summary>The formats that were written beside it.</summary>
    public string Reports { get; set; } = "";

    /// <summary><c>true</c> prints the line.</summary>
    public bool Summary { get; set; }

    /// <summary><c>true</c> also tells the build server, where there is one.</summary>
    public bool CiSummary { get; set; }

    protected override void Run()
    {
        if (RecordJson.TryRead(File.ReadAllBytes(Record)) is not { } record)
        {
            return;
        }

        if (Summary)
        {
            SummaryMessage.Log(Log, record, ProjectFile, Record, Reports);
        }

        if (CiSummary)
        {
            new CiSummary(Log, Environment(), FirstOfTheBuild).Write(record, Record);
        }
    }
}
