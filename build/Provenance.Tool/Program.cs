using System.CommandLine;
using System.CommandLine.Invocation;
using Provenance.Engine.Claims;
using Provenance.Engine.Reports;

namespace Provenance.Tool;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        ShortRun.Expect();
        var host = ToolHost.OfProcess();
        if (!HasCurrentFolder())
        {
            host.Error.WriteLine("provenance: the current folder was removed or cannot be read: change to one that is there.");
            return ExitCode.Environment;
        }

        if (arguments is [not ['-', ..], ..])
        {
            // Nearly every command needs it: it is read while the command line is, and git is asked.
            _ = Task.Run(() => Registry.Default);
        }

        using var signals = new EndSignals();
        try
        {
            var result = CommandTree.Create(host, arguments).Parse(arguments, new ParserConfiguration
            {
                // To git @ is HEAD, and a file may be named so.
                ResponseFileTokenReplacer = null,
            });
            if (result.Action is ParseErrorAction)
            {
                // The library would print the help to standard output, where only results belong.
                foreach (var error in result.Errors)
                {
                    host.Error.WriteLine("provenance: " + TerminalText.Encode(string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
                }

                return ExitCode.Usage;
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Time to end git and remove temporary folders.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
            };
            return await result.InvokeAsync(configuration, signals.Token);
        }
        catch (OperationCanceledException)
        {
            return signals.ExitCode ?? ExitCode.Cancelled;
        }
        catch (Exception exception)
        {
            // The one catch-all: what arrives here is a defect.
            host.Error.WriteLine($"provenance: internal error ({exception.GetType().Name}). Please report it with the version and the command; --verbose shows where it happened.");
            if (arguments.Contains("--verbose", StringComparer.Ordinal))
            {
                host.Error.WriteLine(string.Join('\n', exception.ToString().Split('\n').Select(line => TerminalText.Encode(line.TrimEnd('\r')))));
            }

            return ExitCode.InternalError;
        }
    }

    // Every relative path begins there, and git is started there.
    private static bool HasCurrentFolder()
    {
        try
        {
            return Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
