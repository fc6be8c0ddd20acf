using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Csv;
using Provenance.Engine.Reports.Html;
using Provenance.Engine.Reports.Markdown;
using Provenance.Engine.Reports.Svg;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance report [PATH]</c></summary>
internal static class ReportCommand
{
    public static Command Create(ToolHost host)
    {
        var path = new Argument<string>("PATH")
        {
            Description = "Folder or file whose code is reported (default: the current folder's repository).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new SharedOptions(OutputFormats.OfReports);
        var command = new Command("report", "Walks the repository, joins the build records it finds, and writes the figures. Example: provenance report --format html --format json --output out");
        command.Arguments.Add(path.RefuseOptions());
        options.AddTo(command, options.Rev, options.Horizon, options.Window, options.Lines, options.Ledger, options.Coverage);
        command.SetBody((arguments, cancellation) => Run(host, arguments, options, arguments.GetValue(path), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string? asked, CancellationToken cancellation)
    {
        var folder = Place.NearestFolder(asked ?? ".");
        var (session, exitCode) = Session.Open(host, arguments, options, folder, arguments.GetValue(options.Rev));
        if (session is null)
        {
            return exitCode;
        }

        var records = session.FindRecords(asked is null ? session.Location.TopLevel : session.Directory);
        var answer = ExitCode.Environment;
        session.Analyze(
            arguments.GetValue(options.Lines) ? UnitMode.Line : UnitMode.Token,
            analysis => answer = Answer(session, analysis, arguments, options, asked, records),
            cancellation);
        return answer;
    }

    private static int Answer(Session session, AnalyzedRepository analysis, ParseResult arguments, SharedOptions options, string? asked, Task<string[]> records)
    {
        // Without PATH the whole repository is meant, from wherever in it the command runs.
        var relative = asked is null ? null : PathComparison.RelativeTo(session.Location.TopLevel, Path.GetFullPath(asked));
        if (relative is not (null or ".") && !SurvivalReporter.HasCodeBelow(analysis, relative))
        {
            session.Messages.Error($"No C# code was ever written below '{relative}'.");
            return ExitCode.Usage;
        }

        if (!TryReadCoverage(arguments.GetValue(options.Coverage), out var coverage))
        {
            session.Messages.Error("The coverage file does not exist, cannot be read or is larger than 256 MiB.");
            return ExitCode.Usage;
        }

        var request = new ReportRequest(
            arguments.GetValue(options.Horizon), arguments.GetValue(options.Window), relative is "." ? null : relative, records.GetAwaiter().GetResult())
        {
            Coverage = coverage,
            WithDetail = session.Formats.Any(format => format is not (OutputFormat.Text or OutputFormat.Json)),
        };
        var report = SurvivalReporter.Create(session.Git, analysis, request);
        foreach (var notice in report.Notices)
        {
            session.Messages.Notice(notice);
        }

        return session.Write(new Rendering("report", format => Files(report, format, session.Style)));
    }

    private static bool TryReadCoverage(string? path, out ImmutableArray<byte> content)
    {
        content = default;
        if (path is null)
        {
            return true;
        }

        using var stream = BoundedReader.OpenOnDisk(Path.GetFullPath(path));
        if (stream is null || BoundedReader.TryRead(stream, Limits.CoverageBytes) is not { } read)
        {
            return false;
        }

        content = read;
        return true;
    }

    private static IReadOnlyList<RenderedFile> Files(SurvivalReport report, OutputFormat format, TextStyle style) => format switch
    {
        OutputFormat.Text => [new("", Encoding.UTF8.GetBytes(ReportText.Write(report, style)))],
        OutputFormat.Json => [new("", ReportJson.Write(report))],
        OutputFormat.Markdown => [new("", MarkdownSummary.Write(report))],
        OutputFormat.Html => [new("", HtmlReport.Write(report))],
        OutputFormat.Svg => [new("", CurveSvg.Write(report)), new("-badge", BadgeSvg.Write(report))],
        OutputFormat.Csv => [new("", FigureCsv.Write(report)), new("-files", FileCsv.Write(report))],
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
