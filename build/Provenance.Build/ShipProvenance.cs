using Microsoft.Build.Framework;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;

namespace Provenance.Build;

/// <summary>Tells what left the build in a publish folder, a package or a container, and writes its record.</summary>
[MSBuildMultiThreadableTask]
public sealed class ShipProvenance : RecordTask
{
    /// <summary><c>shipped-publish</c>, <c>shipped-pack</c> or <c>shipped-container</c>.</summary>
    [Required]
    public string Kind { get; set; } = "";

    /// <summary>Absolute paths of the compile records of the project's own assemblies.</summary>
    public string[] Records { get; set; } = [];

    /// <summary>Absolute paths of referenced project files; empty entries are references that are no projects.</summary>
    public string[] ReferencedProjects { get; set; } = [];

    /// <summary>Absolute paths of the published files.</summary>
    public string[] PublishedFiles { get; set; } = [];

    /// <summary>Where each of <see cref="PublishedFiles"/> stands in the publish folder, in the same order.</summary>
    public string[] RelativePaths { get; set; } = [];

    /// <summary>Absolute path of the package.</summary>
    public string Package { get; set; } = "";

    public string IsSingleFile { get; set; } = "";

    public string IsTrimmed { get; set; } = "";

    public string IsNativeAot { get; set; } = "";

    /// <summary>Absolute path of the single-file or native executable; empty when there is none.</summary>
    public string Executable { get; set; } = "";

    /// <summary>Absolute folder of what the linker rewrote.</summary>
    public string LinkedFolder { get; set; } = "";

    /// <summary>Absolute path of the native compiler's <c>.mstat</c>.</summary>
    public string NativeStatistics { get; set; } = "";

    /// <summary><c>true</c> prints the one line.</summary>
    public bool Summary { get; set; }

    /// <summary><c>true</c> also tells the build server, where there is one.</summary>
    public bool CiSummary { get; set; }

    protected override void Run()
    {
        var host = FindGit();
        if (!host.IsSuccess)
        {
            Report(host.Notice);
            return;
        }

        var project = new ProjectRequest(ProjectFile, OutputPath, [], PolicyPath);
        var record = ArtifactRecorder.Record(host.Value, project, Request(), Analyses(host.Value), Cancellation);
        if (!record.IsSuccess)
        {
            Report(record.Notice);
            return;
        }

        Report(record.Value.Notices);
        var fileName = Kind + ".json";
        Write(record.Value, fileName);
        WriteReports(host.Value, project, record.Value, fileName);
        if (Summary)
        {
            SummaryMessage.Log(Log, record.Value, ProjectFile, Path.Combine(OutputPath, fileName), Reports);
        }

        if (CiSummary)
        {
            new CiSummary(Log, Environment(), FirstOfTheBuild).Write(record.Value, Path.Combine(OutputPath, fileName));
        }
    }

    private ShipRequest Request() => new(
        Kind switch
        {
            "shipped-pack" => RecordKind.ShippedPack,
            "shipped-container" => RecordKind.ShippedContainer,
            _ => RecordKind.ShippedPublish,
        },
        [.. Records],
        [.. ReferencedProjects.Where(path => path.Length > 0).Distinct(StringComparer.Ordinal)],
        [.. PublishedFiles.Zip(RelativePaths, (path, relative) => new PublishedFile(path, relative.Replace('\\', '/')))],
        new PublishFacts(
            IsTrue(IsSingleFile), IsTrue(IsTrimmed), IsTrue(IsNativeAot),
            Executable.Length > 0 && File.Exists(Executable) ? new PublishedFile(Executable, Path.GetFileName(Executable)) : null),
        Package.Length == 0 ? null : Package,
        LinkedFolder.Length > 0 && Directory.Exists(LinkedFolder) ? LinkedFolder : null,
        NativeStatistics.Length > 0 && File.Exists(NativeStatistics) ? NativeStatistics : null,
        FrameworkOrNull, Configuration, Days(HorizonDays), Days(WindowDays));

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
