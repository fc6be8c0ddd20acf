using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Provenance.Engine.Analysis;

namespace Provenance.Build;

/// <summary>Writes the map that the analyzers read, before the compiler runs.</summary>
[MSBuildMultiThreadableTask]
public sealed class CollectProvenance : ProvenanceTask, IIncrementalTask
{
    /// <summary>Absolute folder of map, stamp and records.</summary>
    [Required]
    public string OutputPath { get; set; } = "";

    /// <summary>Absolute paths of the compiled files.</summary>
    public string[] Sources { get; set; } = [];

    /// <summary>Set by <c>msbuild -question</c>: tell whether there is work and do none.</summary>
    public bool FailIfNotIncremental { get; set; }

    protected override void Run()
    {
        var host = FindGit();
        var request = new ProjectRequest(ProjectFile, OutputPath, [.. Sources], PolicyPath);
        AnalysisSource analyses = host.IsSuccess ? Analyses(host.Value) : (_, _, _) => host.Notice;
        var outcome = ProjectCollector.Collect(host, request, analyses, FailIfNotIncremental);
        Report(outcome.Notices);
        Report(outcome.PolicyProblems);
        if (FailIfNotIncremental && !outcome.UpToDate && outcome.Notices.IsEmpty)
        {
            Log.LogError("The provenance map is not up to date.");
        }
    }
}
