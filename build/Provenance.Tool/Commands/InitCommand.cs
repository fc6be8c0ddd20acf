using System.CommandLine;
using System.Text;
using Provenance.Engine;
using Provenance.Engine.Git;
using Provenance.Engine.Reports;

namespace Provenance.Tool.Commands;

/// <summary><c>provenance init</c></summary>
internal static class InitCommand
{
    private const string None = "none";

    public static Command Create(ToolHost host)
    {
        string[] words = [.. StarterFiles.Servers.Select(server => server.Word), None];
        var servers = new Option<string[]>("--ci")
        {
            Description = $"Build server to write a pipeline for: {string.Join(", ", words)} (default: those that the repository has files of). Repeatable.",
            HelpName = string.Join('|', words),
        };
        servers.AcceptOnlyFromAmong(words);
        var options = new SharedOptions();
        var command = new Command("init", "Writes a commented provenance.yml and a pipeline; never over a file that is there. Example: provenance init --ci github");
        command.Options.Add(servers);
        command.Options.Add(options.Quiet);
        command.Options.Add(options.Verbose);
        command.SetBody((arguments, _) => Run(host, new Messages(host.Error, arguments.GetValue(options.Quiet), arguments.GetValue(options.Verbose)), arguments.GetValue(servers) ?? []));
        return command;
    }

    private static int Run(ToolHost host, Messages messages, string[] asked)
    {
        var root = RootOf(host);
        var chosen = asked.Length == 0 ? [.. StarterFiles.Found(root)] : StarterFiles.Servers.Where(server => asked.Contains(server.Word, StringComparer.Ordinal)).ToArray();
        var said = new StringBuilder();
        var exitCode = ExitCode.Done;
        foreach (var (path, resource) in chosen.Select(server => (server.Path, server.Resource)).Prepend((StarterFiles.Policy, StarterFiles.Policy)))
        {
            switch (Write(root, path, StarterFiles.Read(resource)))
            {
                case WriteOutcome.Written:
                    said.Append($"wrote {path}\n");
                    break;
                case WriteOutcome.Unchanged:
                    said.Append($"kept {path}: it is there already\n");
                    break;
                default:
                    messages.Error($"{path} cannot be written below {root}.");
                    exitCode = ExitCode.Usage;
                    break;
            }
        }

        if (chosen.Length == 0 && asked.Length == 0)
        {
            said.Append($"no pipeline: no build server was recognised. Name one: provenance init --ci {string.Join('|', StarterFiles.Servers.Select(server => server.Word))}\n");
        }

        if (chosen.Length > 0)
        {
            said.Append("The pipeline restores the tool from the manifest: dotnet new tool-manifest, dotnet tool install Provenance.Tool\n");
        }

        host.Output.Write(Encoding.UTF8.GetBytes(said.ToString()));
        host.Output.Flush();
        return exitCode;
    }

    /// <summary>The root of the repository; the folder itself where there is none, because a policy may come first.</summary>
    private static string RootOf(ToolHost host)
    {
        var directory = Path.GetFullPath(".");
        return GitHost.Find(host.Environment, explicitPath: null, directory, host.TempRoot).Value is { } git && RepositoryDiscovery.Locate(git, directory).Value is { } location
            ? location.TopLevel
            : directory;
    }

    private static WriteOutcome Write(string root, string path, byte[] content)
    {
        var target = Path.Combine(root, path);
        try
        {
            if (Path.Exists(target) || new FileInfo(target).LinkTarget is not null)
            {
                return WriteOutcome.Unchanged;
            }

            // A repository of somebody else may have a link where the pipeline's folder should be.
            if (!PathComparison.IsInside(Path.GetDirectoryName(target)!, root))
            {
                return WriteOutcome.Link;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
            file.Write(content);
            return WriteOutcome.Written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return WriteOutcome.Refused;
        }
    }
}
