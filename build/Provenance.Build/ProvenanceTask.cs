using System.Collections;
using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Build;

/// <summary>What the tasks have in common: parameters of the repository, notices once per build, and one outer edge where nothing of ours fails a build.</summary>
public abstract class ProvenanceTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Absolute path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Absolute path of a policy; empty looks upwards from the project.</summary>
    public string PolicyFile { get; set; } = "";

    /// <summary>Absolute folder of history snapshots; empty is the user's cache.</summary>
    public string CachePath { get; set; } = "";

    /// <summary>Absolute path of git; empty takes the first one in PATH outside the repository.</summary>
    public string GitPath { get; set; } = "";

    /// <summary>Seconds that a walk of the history may take.</summary>
    public string TimeoutSeconds { get; set; } = "";

    /// <summary><c>true</c> makes errors of our notices.</summary>
    public bool Strict { get; set; }

    protected CancellationToken Cancellation => _cancellation.Token;

    public void Cancel() => _cancellation.Cancel();

    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (OperationCanceledException)
        {
            Log.LogMessage(MessageImportance.Low, "Provenance was cancelled.");
        }
#pragma warning disable CA1031 // The outer edge: a defect of ours is a coded warning, never a broken build.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Report(Notice.Of("PROV990", GetType().Name, exception.GetType().Name));
            Log.LogMessage(MessageImportance.Low, exception.ToString());
        }

        return !Log.HasLoggedErrors;
    }

    protected abstract void Run();

    protected Outcome<GitHost> FindGit() =>
        GitHost.Find(Environment(), GitPath.Length == 0 ? null : GitPath, Path.GetDirectoryName(ProjectFile)!, Path.GetTempPath());

    protected string? PolicyPath => PolicyFile.Length == 0 ? null : PolicyFile;

    protected AnalysisSource Analyses(GitHost host) => new AnalysisCache((IBuildEngine4)BuildEngine, host, AnalysisOptions()).Get;

    protected static int? Days(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    protected void Report(IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
        {
            Report(notice);
        }
    }

    /// <summary>Says a notice once per build; the others who meet it stay silent.</summary>
    protected void Report(Notice notice)
    {
        if (!FirstOf(notice.Code))
        {
            return;
        }

        var definition = NoticeCatalog.Get(notice.Code);
        var text = NoticeCatalog.Format(notice);
        if (Strict && definition.Severity != NoticeSeverity.Low)
        {
            Log.LogError(null, notice.Code, null, ProjectFile, 0, 0, 0, 0, "{0}", text);
        }
        else if (definition.Severity == NoticeSeverity.Warning)
        {
            Log.LogWarning(null, notice.Code, null, ProjectFile, 0, 0, 0, 0, "{0}", text);
        }
        else
        {
            var importance = definition.Severity == NoticeSeverity.Low ? MessageImportance.Low : MessageImportance.High;
            Log.LogMessage(null, notice.Code, null, ProjectFile, 0, 0, 0, 0, importance, "{0}: {1}", notice.Code, text);
        }
    }

    protected void Report(IEnumerable<PolicyProblem> problems)
    {
        foreach (var problem in problems)
        {
            if (FirstOf(string.Create(CultureInfo.InvariantCulture, $"{problem.Code} {problem.File} {problem.Line} {problem.Column}")))
            {
                Log.LogWarning(null, problem.Code, null, problem.File, problem.Line, problem.Column, 0, 0, "{0}", problem.Message);
            }
        }
    }

    /// <summary>True for the first so many calls of a build node.</summary>
    protected bool FirstOfTheBuild(string what, int times) => Enumerable.Range(0, times).Any(time => FirstOf(string.Create(CultureInfo.InvariantCulture, $"{what} {time}")));

    private bool FirstOf(string what)
    {
        var engine = (IBuildEngine4)BuildEngine;
        var key = ("Provenance.Notice", what);
        if (engine.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not null)
        {
            return false;
        }

        engine.RegisterTaskObject(key, what, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        return true;
    }

    private AnalysisOptions AnalysisOptions() => new(
        UnitMode.Token,
        CachePath.Length > 0 ? CachePath : UserCache.Find(Environment()),
        PolicyPath,
        TimeSpan.FromSeconds(Days(TimeoutSeconds) ?? 120),
        TimeProvider.System);

    protected static Dictionary<string, string> Environment() => System.Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
