using System.CommandLine;
using Provenance.Tool.Commands;

namespace Provenance.Tool;

internal static class CommandTree
{
    private static readonly (string Name, Func<ToolHost, Command> Create)[] Commands =
    [
        ("report", ReportCommand.Create),
        ("blame", BlameCommand.Create),
        ("explain", ExplainCommand.Create),
        ("claims", ClaimsCommand.Create),
        ("review", ReviewCommand.Create),
        ("check", CheckCommand.Create),
        ("compare", CompareCommand.Create),
        ("init", InitCommand.Create),
    ];

    /// <param name="arguments">Where they begin with a command, nothing of the others can be asked for: what they offer is not put together.</param>
    public static RootCommand Create(ToolHost host, string[] arguments)
    {
        var root = new RootCommand("Tells where AI-written C# code ends up: compiled, shipped, survived, from git evidence.");
        var named = arguments is [var first, ..] ? Array.Find(Commands, command => string.Equals(command.Name, first, StringComparison.Ordinal)).Create : null;
        foreach (var (_, create) in Commands)
        {
            if (named is null || named == create)
            {
                root.Subcommands.Add(create(host));
            }
        }

        return root;
    }

    /// <summary>Runs a command's body apart from the thread that waits for Ctrl+C.</summary>
    public static void SetBody(this Command command, Func<ParseResult, CancellationToken, int> body) =>
        command.SetAction((arguments, cancellation) => Task.Run(() => body(arguments, cancellation), cancellation));
}
