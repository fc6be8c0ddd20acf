using System.CommandLine;
using System.Text;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance explain FILE:LINE[:COL]</c></summary>
internal static class ExplainCommand
{
    public static Command Create(ToolHost host)
    {
        var place = new Argument<string>("FILE:LINE[:COL]") { Description = "Place in a C# file; lines and columns from 1." };
        var options = new SharedOptions();
        var command = new Command("explain", "The chain of evidence of a place in words. Example: provenance explain src/Cart.cs:42:9");
        command.Arguments.Add(place.RefuseOptions());
        options.AddTo(command, options.Rev, options.Ledger);
        command.SetBody((arguments, cancellation) => Run(host, arguments, options, arguments.GetRequiredValue(place), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string place, CancellationToken cancellation)
    {
        if (Place.Parse(place) is not var (file, line, column))
        {
            host.Error.WriteLine($"provenance: '{TerminalText.Encode(place)}' is no FILE:LINE or FILE:LINE:COL.");
            return ExitCode.Usage;
        }

        var (session, exitCode) = Session.Open(host, arguments, options, Place.NearestFolder(file), arguments.GetValue(options.Rev));
        if (session is null)
        {
            return exitCode;
        }

        var (analysis, failure) = FileAnalysis.Of(session, file, linesOnly: false, cancellation);
        if (analysis is null)
        {
            return failure;
        }

        var records = RecordSet.Load(session.FindRecords(session.Location.TopLevel).GetAwaiter().GetResult(), session.Commit);
        if (ExplainQuery.Run(analysis.Lines, analysis.Tokens!, analysis.Text, records, analysis.Path, line, column) is not { } explanation)
        {
            session.Messages.Error($"'{analysis.Path}' has fewer than {line.ToString(System.Globalization.CultureInfo.InvariantCulture)} lines at {session.Commit.Short}.");
            return ExitCode.Usage;
        }

        return session.Write(new Rendering("explain", format => format == OutputFormat.Json
            ? ExplainJson.Write(explanation)
            : Encoding.UTF8.GetBytes(ExplainText.Write(explanation))));
    }
}
