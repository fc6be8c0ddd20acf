using System.CommandLine;
using System.Text;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports.Review;
using Provenance.Engine.Reports.Sarif;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance review BASE..HEAD</c></summary>
internal static class ReviewCommand
{
    private static readonly OutputFormat[] Formats = [OutputFormat.Text, OutputFormat.Json, OutputFormat.Markdown, OutputFormat.Sarif];

    public static Command Create(ToolHost host)
    {
        var range = new Argument<string>("BASE..HEAD") { Description = "What HEAD adds to BASE, as a pull request shows it: against their merge base. An end that is left out is HEAD." };
        var fails = new Option<bool>("--fail-on-findings") { Description = "Exit code 2 when a policy finding on the added lines is a warning or an error." };
        var options = new SharedOptions(Formats);
        var command = new Command(
            "review",
            "A change for its reviewer: who wrote the added lines, on what evidence, reviewed or not, and how such code fared here. The policy is that of BASE. Example: provenance review origin/main..HEAD --format markdown");
        command.Arguments.Add(range.RefuseOptions());
        options.AddTo(command, fails);
        command.SetBody((arguments, cancellation) => Run(host, arguments, options, arguments.GetRequiredValue(range), arguments.GetValue(fails), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string range, bool fails, CancellationToken cancellation)
    {
        if (RevisionRange.Parse(range) is not var (from, to))
        {
            host.Error.WriteLine($"provenance: '{Engine.Reports.TerminalText.Encode(range)}' is no range BASE..HEAD.");
            return ExitCode.Usage;
        }

        var (session, exitCode) = Session.Open(host, arguments, options, Path.GetFullPath("."), to, from);
        if (session is null)
        {
            return exitCode;
        }

        if (session.Analyze(UnitMode.Token, cancellation) is not { } analysis)
        {
            return ExitCode.Environment;
        }

        var outcome = ReviewQuery.Run(session.Git, analysis, session.Base!.Value, session.PolicySource);
        if (outcome.Value is not { } review)
        {
            session.Messages.Failure(outcome.Notice!);
            return ExitCode.Environment;
        }

        foreach (var notice in review.Notices)
        {
            session.Messages.Notice(notice);
        }

        var written = session.Write(new Rendering("review", format => format switch
        {
            OutputFormat.Json => ReviewJson.Write(review),
            OutputFormat.Markdown => ReviewMarkdown.Write(review),
            OutputFormat.Sarif => SarifLog.Write(review.Findings.Breaches, "review"),
            _ => Encoding.UTF8.GetBytes(ReviewText.Write(review, session.Style)),
        }));
        return written == ExitCode.Done && fails && review.Findings.HasFindings ? ExitCode.Findings : written;
    }
}
