using System.CommandLine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Policy;
using Provenance.Engine.Reports;

namespace Provenance.Tool;

/// <summary>A repository opened for one command, with its policy checked.</summary>
internal sealed class Session
{
    // Nobody waits for a build here; Ctrl+C is the limit.
    private static readonly TimeSpan Budget = TimeSpan.FromHours(12);

    private readonly ToolHost _host;
    private readonly ParseResult _arguments;
    private readonly SharedOptions _options;

    private Session(ToolHost host, ParseResult arguments, SharedOptions options, Messages messages, string directory, GitHost git, RepositoryLocation location, ObjectId commit, LoadedPolicy policy)
    {
        _host = host;
        _arguments = arguments;
        _options = options;
        Messages = messages;
        Directory = directory;
        Git = git;
        Location = location;
        Commit = commit;
        Policy = policy;
    }

    public Messages Messages { get; }

    public string Directory { get; }

    public GitHost Git { get; }

    public RepositoryLocation Location { get; }

    public ObjectId Commit { get; }

    public LoadedPolicy Policy { get; }

    /// <summary>The commit that a change is judged against; null for commands without one.</summary>
    public ObjectId? Base { get; private init; }

    /// <summary>Where the policy is from: <c>base</c>, <c>file</c> or <c>none</c>.</summary>
    public string PolicySource => Policy.PolicyDigest is null ? "none" : _arguments.GetValue(_options.Policy) is null ? "base" : "file";

    public TextStyle Style => ResultStyle.Of(_host, _arguments, _options);

    /// <summary>Opens the repository of a folder. Null with the exit code after the reason was said.</summary>
    public static (Session? Session, int ExitCode) Open(ToolHost host, ParseResult arguments, SharedOptions options, string directory, string? rev) =>
        Open(host, arguments, options, directory, rev, baseRev: null);

    /// <summary>As above, for a change: the policy is that of <paramref name="baseRev"/>, because a change could bring one of its own.</summary>
    public static (Session? Session, int ExitCode) Open(ToolHost host, ParseResult arguments, SharedOptions options, string directory, string? rev, string? baseRev)
    {
        var messages = new Messages(host.Error, arguments.GetValue(options.Quiet), arguments.GetValue(options.Verbose));
        var git = GitHost.Find(host.Environment, explicitPath: null, directory, host.TempRoot);
        if (!git.IsSuccess)
        {
            messages.Failure(git.Notice);
            return (null, ExitCode.Environment);
        }

        var location = RepositoryDiscovery.Locate(git.Value, directory);
        if (!location.IsSuccess)
        {
            messages.Failure(location.Notice);
            return (null, ExitCode.Environment);
        }

        if (location.Value.Head is not { } head)
        {
            messages.Failure(Engine.Notices.Notice.Of("PROV909"));
            return (null, ExitCode.Environment);
        }

        var commit = rev is null ? head : RepositoryDiscovery.ResolveCommit(git.Value, directory, rev);
        var @base = baseRev is null ? null : RepositoryDiscovery.ResolveCommit(git.Value, directory, baseRev);
        if (commit is null || (baseRev is not null && @base is null))
        {
            var hint = location.Value.IsShallow ? " This clone is shallow: fetch the whole history." : "";
            messages.Error($"'{(commit is null ? rev : baseRev)}' is no commit of this repository.{hint}");
            return (null, ExitCode.Usage);
        }

        var policyPath = arguments.GetValue(options.Policy) is { } file ? Path.GetFullPath(file) : null;
        var policy = @base is { } from && policyPath is null
            ? PolicyOf(git.Value, location.Value, from, directory)
            : Engine.Analysis.PolicySource.Load(location.Value, directory, policyPath);
        foreach (var problem in policy.Problems)
        {
            messages.Problem(problem);
        }

        return policy.Problems.IsEmpty
            ? (new Session(host, arguments, options, messages, directory, git.Value, location.Value, commit.Value, policy) { Base = @base }, ExitCode.Done)
            : (null, ExitCode.Usage);
    }

    private static LoadedPolicy PolicyOf(GitHost git, RepositoryLocation location, ObjectId commit, string directory)
    {
        using var room = CleanRoom.Open(git, location);
        return Engine.Analysis.PolicySource.LoadAt(room, commit, PathComparison.RelativeTo(location.TopLevel, directory) ?? ".");
    }

    /// <summary>Null after the reason was said.</summary>
    public AnalyzedRepository? Analyze(UnitMode mode, CancellationToken cancellation) => Analyze(mode, meanwhile: null, cancellation);

    /// <summary>As above.</summary>
    /// <param name="meanwhile">See <see cref="AnalysisOptions.Meanwhile"/>.</param>
    public AnalyzedRepository? Analyze(UnitMode mode, Action<AnalyzedRepository>? meanwhile, CancellationToken cancellation)
    {
        var cache = _arguments.GetValue(_options.NoCache) ? null
            : _arguments.GetValue(_options.Cache) is { } folder ? Path.GetFullPath(folder)
            : _host.DefaultCacheFolder();
        var policyPath = _arguments.GetValue(_options.Policy) is { } file ? Path.GetFullPath(file) : null;
        using var waiting = WaitingLine.Start(_host, _arguments.GetValue(_options.Quiet), "Reading the history; it is kept for the next time");
        var analysis = RepositoryAnalyzer.Analyze(Git, Location, Commit, Directory, new AnalysisOptions(mode, cache, policyPath, Budget, _host.Clock) { Policy = Policy, Progress = Count, Meanwhile = Answer }, cancellation);
        if (!analysis.IsSuccess)
        {
            Messages.Failure(analysis.Notice);
        }

        return analysis.Value;

        void Answer(AnalyzedRepository analyzed)
        {
            waiting.Dispose();
            meanwhile?.Invoke(analyzed);
        }

        void Count(int walked, int commits)
        {
            waiting.Count(walked, commits);
            ShortRun.Reconsider(commits);
        }
    }

    /// <summary>Looks for record files below a folder of the work tree and in the ledger that was named: a tree has thousands of folders, and the analysis mostly waits for git at first.</summary>
    public Task<string[]> FindRecords(string root)
    {
        var ledger = _arguments.GetValue(_options.Ledger) is { } folder ? Path.GetFullPath(folder) : null;
        return Task.Run<string[]>(() => [.. Engine.Ledger.RecordFiles.InOutputs(root), .. ledger is null ? [] : Engine.Ledger.RecordFiles.InLedger(ledger)]);
    }

    /// <summary>The formats that were asked for.</summary>
    public OutputFormat[] Formats => _options.Formats(_arguments);

    /// <summary>Writes a result in these formats.</summary>
    public int Write(Rendering rendering) => ResultWriter.Write(_host.Output, Messages, Formats, _arguments.GetValue(_options.Output), rendering);
}
