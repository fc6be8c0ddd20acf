using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Provenance.Testing.JsonSchema;

namespace Provenance.Tool.Tests;

/// <summary>What a run of the tool gave.</summary>
public sealed record ToolResult(int ExitCode, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output);

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>Runs the built tool as users do: as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly string Root = FindRoot();

    private static readonly string Assembly = Path.Combine(
        Root, "build", "Provenance.Tool", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net8.0", "Provenance.Tool.dll");

    // Another form of the tool that is to pass the same tests, such as the native executable.
    private static readonly string? Executable = Environment.GetEnvironmentVariable("PROVENANCE_TOOL") is { Length: > 0 } path ? Path.GetFullPath(path, Root) : null;

    /// <param name="environment">A null value removes the variable.</param>
    public static ToolResult Run(string directory, string[] arguments, params (string Name, string? Value)[] environment) => Start(directory, CommandLine(arguments), environment);

    /// <summary>Runs it in a folder that was removed meanwhile. Not on Windows, where that cannot be.</summary>
    public static ToolResult RunInRemovedFolder(string directory, string[] arguments) => Start(directory, ["sh", "-c", "rmdir \"$PWD\" && exec \"$@\"", "sh", .. CommandLine(arguments)], []);

    private static string[] CommandLine(string[] arguments) => Executable is { } executable ? [executable, .. arguments] : [DotnetPath(), "exec", Assembly, .. arguments];

    private static ToolResult Start(string directory, string[] command, (string Name, string? Value)[] environment)
    {
        using var process = Process.Start(StartOf(directory, command, environment))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.ToArray(), error.Result);
    }

    /// <summary>Starts it and leaves it running.</summary>
    public static Process Begin(string directory, string[] arguments, params (string Name, string? Value)[] environment) => Process.Start(StartOf(directory, CommandLine(arguments), environment))!;

    private static ProcessStartInfo StartOf(string directory, string[] command, (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["XDG_CACHE_HOME"] = Path.Combine(directory, "..", "cache");
        foreach (var (name, value) in environment)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }

    public static SchemaDocument Schema(string form) => SchemaDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs", "schema", form + ".json")));

    private static string DotnetPath()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).First(File.Exists);
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Directory.Packages.props")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }
}
