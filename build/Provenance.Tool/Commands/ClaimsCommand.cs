using System.CommandLine;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.Reports;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance claims [REV|RANGE|--all]</c></summary>
internal static class ClaimsCommand
{
    private const string RangeSeparator = "..";

    public static Command Create(ToolHost host)
    {
        var revision = new Argument<string>("REV|RANGE") { Description = "Commit (default: HEAD), or BASE..TIP for what TIP adds.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every commit that HEAD reaches." };
        var explain = new Option<bool>("--explain") { Description = "Also the rule and the place that decided." };
        var options = new SharedOptions();
        var command = new Command("claims", "What the scanner reads out of commits. Example: provenance claims main..HEAD --explain");
        command.Arguments.Add(revision.RefuseOptions());
        options.AddTo(command, all, explain);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(revision) is not null)
            {
                result.AddError("Name a commit or a range, or --all.");
            }
        });
        command.SetBody((arguments, _) =>
            Run(host, arguments, options, arguments.GetValue(revision), arguments.GetValue(all), arguments.GetValue(explain)));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string? revision, bool isAll, bool isExplained)
    {
        var separator = revision?.IndexOf(RangeSeparator, StringComparison.Ordinal) ?? -1;
        var isRange = separator >= 0;
        var tip = isRange ? revision![(separator + RangeSeparator.Length)..] : revision;
        var (session, exitCode) = Session.Open(host, arguments, options, Path.GetFullPath("."), tip is "" ? null : tip);
        if (session is null)
        {
            return exitCode;
        }

        ObjectId? excluded = null;
        if (isRange)
        {
            var name = separator == 0 ? "HEAD" : revision![..separator];
            excluded = RepositoryDiscovery.ResolveCommit(session.Git, session.Directory, name);
            if (excluded is null)
            {
                session.Messages.Error($"'{name}' is no commit of this repository.");
                return ExitCode.Usage;
            }
        }

        var claims = ClaimsQuery.Read(session.Git, session.Location, new CommitSelection(session.Commit, isAll || isRange, excluded), session.Policy);
        if (claims.Value is not { } read)
        {
            session.Messages.Failure(claims.Notice!);
            return ExitCode.Environment;
        }

        foreach (var notice in read.Notices)
        {
            session.Messages.Notice(notice);
        }

        return session.Write(new Rendering("claims", format => format == OutputFormat.Json
            ? ClaimsJson.Write(read)
            : Encoding.UTF8.GetBytes(ClaimsText.Write(read, isExplained))));
    }
}
