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

    protected override void Run()
    {
        if (RecordJson.TryRead(File.ReadAllBytes(Record)) is { } record)
        {
            SummaryMessage.Log(Log, record, ProjectFile, Record);
        }
    }
}
