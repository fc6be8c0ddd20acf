using System.CommandLine;
using System.Text;
using Provenance.Engine.Reports;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance blame FILE</c></summary>
internal static class BlameCommand
{
    public static Command Create(ToolHost host)
    {
        var file = new Argument<string>("FILE") { Description = "C# file, as it is named at the commit." };
        var tokens = new Option<bool>("--tokens") { Description = "Also the origin of each token." };
        var options = new SharedOptions();
        var command = new Command("blame", "Origin of each line. Example: provenance blame src/Cart.cs --rev v1.2");
        command.Arguments.Add(file.RefuseOptions());
        options.AddTo(command, options.Rev, options.Lines, tokens);
        command.Validators.Add(result =>
        {
            if (result.GetValue(tokens) && result.GetValue(options.Lines))
            {
                result.AddError("--tokens and --lines exclude each other.");
            }
        });
        command.SetBody((arguments, cancellation) =>
            Run(host, arguments, options, arguments.GetRequiredValue(file), arguments.GetValue(tokens), cancellation));
        return command;
    }

    private static int Run(ToolHost host, ParseResult arguments, SharedOptions options, string file, bool withTokens, CancellationToken cancellation)
    {
        var (session, exitCode) = Session.Open(host, arguments, options, Place.NearestFolder(file), arguments.GetValue(options.Rev));
        if (session is null)
        {
            return exitCode;
        }

        var (analysis, failure) = FileAnalysis.Of(session, file, arguments.GetValue(options.Lines), cancellation);
        if (analysis is null)
        {
            return failure;
        }

        var blame = BlameQuery.Run(analysis.Lines, analysis.Tokens, analysis.Text, analysis.Path, withTokens)!;
        return session.Write(new Rendering("blame", format => format == OutputFormat.Json ? BlameJson.Write(blame) : Encoding.UTF8.GetBytes(BlameText.Write(blame))));
    }
}
