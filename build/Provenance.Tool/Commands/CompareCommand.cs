using System.CommandLine;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports.Compare;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance compare A B</c></summary>
internal static class CompareCommand
{
    private static readonly OutputFormat[] Formats = [OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown];

    public static Command Create(ToolHost host)
    {
        var before = new Argument<string>("A") { Description = "The earlier report or build record, as JSON." };
        var after = new Argument<string>("B") { Description = "The later one." };
        var options = new SharedOptions(Formats);
        var command = new Command(
            "compare",
            "Two reports or records: figures before, after, and what moved them. Example: provenance compare last/report.json out/report.json");
        command.Arguments.Add(before.RefuseOptions());
        command.Arguments.Add(after.RefuseOptions());
        options.AddTo(command);
        command.SetBody((arguments, cancellation) => Run(host, arguments, options, arguments.GetRequiredValue(before), arguments.GetRequiredValue(after), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string before, string after, CancellationToken cancellation)
    {
        var messages = new Messages(host.Error, arguments.GetValue(options.Quiet), arguments.GetValue(options.Verbose));
        if (Read(before, messages) is not { } old || Read(after, messages) is not { } now)
        {
            return ExitCode.Usage;
        }

        if (MovementBetween(host, arguments, options, old, now, cancellation) is not { } movement)
        {
            return ExitCode.Usage;
        }

        var report = ComparisonReport.Of(old, now, movement);
        var style = ResultStyle.Of(host, arguments, options);
        return ResultWriter.Write(host.Output, messages, options.Formats(arguments), arguments.GetValue(options.Output), new Rendering("compare", format => format switch
        {
            OutputFormat.Json => CompareJson.Write(report),
            OutputFormat.Markdown => CompareMarkdown.Write(report),
            _ => Encoding.UTF8.GetBytes(CompareText.Write(report, style)),
        }));
    }

    private static FigureSet? Read(string path, Messages messages)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length <= RecordJson.MaxBytes)
            {
                var content = new byte[file.Length];
                file.ReadExactly(content);
                if (FigureReader.TryRead(content) is { } figures)
                {
                    return figures;
                }
            }

            messages.Error($"'{path}' is neither a report nor a build record of version 1. 'provenance report --format json' writes one.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            messages.Error($"'{path}' cannot be read.");
        }

        return null;
    }

    /// <summary>Null after the reason was said: a policy with mistakes, which ends every command.</summary>
    private static Movement? MovementBetween(ToolHost host, ParseResult arguments, SharedOptions options, FigureSet old, FigureSet now, CancellationToken cancellation)
    {
        if (old.Rev is not { } from || now.Rev is not { } to)
        {
            return Movement.None(MovementGap.NoCommit);
        }

        if (from == to)
        {
            return Movement.None(MovementGap.SameCommit);
        }

        // Files are compared anywhere; commits are a bonus of being in their repository.
        var directory = Path.GetFullPath(".");
        var git = GitHost.Find(host.Environment, explicitPath: null, directory, host.TempRoot);
        if (git.Value is not { } found || RepositoryDiscovery.Locate(found, directory).Value is not { Head: not null })
        {
            return Movement.None(MovementGap.NoRepository);
        }

        if (RepositoryDiscovery.ResolveCommit(found, directory, from.ToString()) is null || RepositoryDiscovery.ResolveCommit(found, directory, to.ToString()) is null)
        {
            return Movement.None(MovementGap.NotHere);
        }

        if (Session.Open(host, arguments, options, directory, to.ToString()) is not ({ } session, _))
        {
            return null;
        }

        if (session.Analyze(UnitMode.Token, cancellation) is not { } analysis)
        {
            return Movement.None(MovementGap.NoAnalysis);
        }

        using var room = CleanRoom.Open(session.Git, session.Location);
        return MovementQuery.Run(room, analysis, from, now.Days);
    }
}
