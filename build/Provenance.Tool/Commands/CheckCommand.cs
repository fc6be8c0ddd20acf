using System.CommandLine;
using System.Text;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Check;
using Provenance.Engine.Reports.Sarif;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance check [PATH]</c></summary>
internal static class CheckCommand
{
    private static readonly OutputFormat[] Formats = [OutputFormat.Text, OutputFormat.Json, OutputFormat.Sarif];

    public static Command Create(ToolHost host)
    {
        var path = new Argument<string>("PATH") { Description = "Folder or file to check (default: the current folder's repository).", Arity = ArgumentArity.ZeroOrOne };
        var options = new SharedOptions(Formats);
        var command = new Command(
            "check",
            "Findings of the policy's rules in the living code; exit code 2 when one is a warning or an error. Example: provenance check src/Payments --format sarif --output out");
        command.Arguments.Add(path.RefuseOptions());
        options.AddTo(command, options.Rev);
        command.SetBody((arguments, cancellation) => Run(host, arguments, options, arguments.GetValue(path), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string? asked, CancellationToken cancellation)
    {
        var (session, exitCode) = Session.Open(host, arguments, options, Place.NearestFolder(asked ?? "."), arguments.GetValue(options.Rev));
        if (session is null)
        {
            return exitCode;
        }

        var relative = asked is null ? null : PathComparison.RelativeTo(session.Location.TopLevel, Path.GetFullPath(asked));
        var path = relative is "." ? null : relative;
        if (session.Analyze(UnitMode.Token, cancellation) is not { } analysis)
        {
            return ExitCode.Environment;
        }

        if (path is not null && !analysis.History.Files.Any(file => SurvivalReporter.IsBelow(file.Path, path)))
        {
            session.Messages.Error($"There is no C# code below '{path}' at {session.Commit.Short}.");
            return ExitCode.Usage;
        }

        using var room = CleanRoom.Open(session.Git, session.Location);
        var (result, unread) = PolicyCheck.Run(analysis, room, file => path is null || SurvivalReporter.IsBelow(file, path), isMeant: null);
        foreach (var said in analysis.Notices.Concat(unread))
        {
            session.Messages.Notice(said);
        }

        var policy = session.Policy;
        var report = new CheckReport(session.Commit, path, policy.PolicyDigest, policy.Policy.Rules.Length, result);
        var written = session.Write(new Rendering("check", format => format switch
        {
            OutputFormat.Json => CheckJson.Write(report),
            OutputFormat.Sarif => SarifLog.Write(result.Breaches, "check"),
            _ => Encoding.UTF8.GetBytes(CheckText.Write(report)),
        }));
        return written == ExitCode.Done && result.HasFindings ? ExitCode.Findings : written;
    }
}
