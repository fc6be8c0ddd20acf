using Microsoft.Build.Framework;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Build;

/// <summary>Reads what the compiler made of the code and writes <c>compiled.json</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class RecordProvenance : RecordTask
{
    /// <summary>Absolute paths of the compiled files.</summary>
    public string[] Sources { get; set; } = [];

    /// <summary>Absolute path of the intermediate assembly.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>Absolute path of its PDB; empty when it is embedded or there is none.</summary>
    public string PdbPath { get; set; } = "";

    public string DefineConstants { get; set; } = "";

    public string LangVersion { get; set; } = "";

    public string Features { get; set; } = "";

    public string PathMap { get; set; } = "";

    public string CodePage { get; set; } = "";

    /// <summary><c>true</c> also classes files without agent code.</summary>
    public bool CompileAll { get; set; }

    protected override void Run()
    {
        var host = FindGit();
        if (!host.IsSuccess)
        {
            Report(host.Notice);
            return;
        }

        var project = new ProjectRequest(ProjectFile, OutputPath, [.. Sources], PolicyPath);
        var compile = new CompileRequest(
            AssemblyPath, PdbPath.Length == 0 ? null : PdbPath, new ParseSettings(DefineConstants, LangVersion, Features), PathMap, Days(CodePage),
            FrameworkOrNull, Configuration, CompileAll, Days(HorizonDays), Days(WindowDays));
        var record = ProjectRecorder.Record(host.Value, project, compile, Analyses(host.Value), Cancellation);
        if (!record.IsSuccess)
        {
            Report(record.Notice);
            return;
        }

        Report(record.Value.Notices);
        Write(record.Value, "compiled.json");
        WriteReports(host.Value, project, record.Value, "compiled.json");
    }
}
