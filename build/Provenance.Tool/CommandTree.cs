using System.CommandLine;
using Provenance.Tool.Commands;

namespace Provenance.Tool;

internal static class CommandTree
{
    public static RootCommand Create(ToolHost host) => new("Tells where AI-written C# code ends up: compiled, shipped, survived, from git evidence.")
    {
        ReportCommand.Create(host),
        BlameCommand.Create(host),
        ExplainCommand.Create(host),
        ClaimsCommand.Create(host),
        ReviewCommand.Create(host),
        CheckCommand.Create(host),
        CompareCommand.Create(host),
        InitCommand.Create(host),
    };

    /// <summary>Runs a command's body apart from the thread that waits for Ctrl+C.</summary>
    public static void SetBody(this Command command, Func<ParseResult, CancellationToken, int> body) =>
        command.SetAction((arguments, cancellation) => Task.Run(() => body(arguments, cancellation), cancellation));
}
