using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Provenance.Engine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports;

namespace Provenance.Build;

/// <summary>What the tasks that write a record have in common.</summary>
public abstract class RecordTask : ProvenanceTask
{
    private const string UnusableCoverage = "PROV945";

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

    /// <summary>Formats to write beside the record: any of <c>json;markdown;html;svg;csv;sarif</c>.</summary>
    public string Reports { get; set; } = "";

    /// <summary>Path of a Cobertura file, absolute or from the project's folder: the reports then say how much of the code it covers ran. Empty for none.</summary>
    public string Coverage { get; set; } = "";

    protected string? FrameworkOrNull => TargetFramework.Length == 0 ? null : TargetFramework;

    /// <summary>Writes the reports that were asked for beside the record.</summary>
    protected void WriteReports(GitHost host, ProjectRequest project, BuildRecord record, string fileName)
    {
        var (formats, isUnderstood) = ReportFormats.Parse(Reports);
        if (!isUnderstood)
        {
            Report(Notice.Of("PROV944", "ProvenanceReports", ReportFormats.Record));
        }

        if (formats.All(format => format == ReportFormats.Record))
        {
            return;
        }

        var report = ProjectReporter.Create(host, project, record, Analyses(host), formats.Contains(ReportFormats.Findings), ReadCoverage());
        if (!report.IsSuccess)
        {
            Report(report.Notice);
            return;
        }

        // The record's own notices were told when it was made.
        Report([.. report.Value.Notices.Where(notice => string.Equals(notice.Code, UnusableCoverage, StringComparison.Ordinal))]);
        foreach (var (ending, content) in formats.SelectMany(format => ReportFormats.Render(report.Value, format)))
        {
            var path = Path.Combine(OutputPath, Path.GetFileNameWithoutExtension(fileName) + ending);
            if (WholeFile.Write(path, content, onlyIfChanged: false) != WriteOutcome.Written)
            {
                Report(Notice.Of("PROV935"));
            }
        }
    }

    private ImmutableArray<byte> ReadCoverage()
    {
        if (Coverage.Length == 0)
        {
            return default;
        }

        var path = Path.Combine(Path.GetDirectoryName(ProjectFile)!, Coverage);
        try
        {
            using var stream = BoundedReader.OpenOnDisk(path);
            if (stream is null || BoundedReader.TryRead(stream, Limits.CoverageBytes) is not { } content)
            {
                Report(Notice.Of(UnusableCoverage, stream is null ? "missing" : "too large"));
                return default;
            }

            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(Notice.Of(UnusableCoverage, "missing"));
            return default;
        }
    }

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
