using System.Diagnostics;

namespace Provenance.Testing;

/// <summary>Runs commands as on a machine that has this run's packages, and no configuration of its own.</summary>
public static class CleanMachine
{
    /// <summary>Ends in a folder the search upwards that MSBuild, NuGet and editors do: empty files, and a feed.</summary>
    public static void Prepare(string folder)
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(folder, name), "<Project />\n");
        }

        File.WriteAllText(Path.Combine(folder, ".editorconfig"), "root = true\n");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{PackageFeed.Path}" />
                <add key="packs" value="{PackageFeed.RestoredPackages}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="Provenance.*" /></packageSource>
                <packageSource key="packs"><package pattern="Microsoft.*" /><package pattern="runtime.*" /></packageSource>
              </packageSourceMapping>
            </configuration>

            """);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">A folder that was prepared; caches are kept there.</param>
    /// <param name="directory">Where the command is typed: the folder or below it.</param>
    /// <param name="environment">Variables that it has besides.</param>
    /// <returns>What it wrote, errors last.</returns>
    public static (int ExitCode, string Output) Run(
        string folder, string directory, string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(executable)
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        Isolate(start.Environment, Path.Combine(folder, "cache"));
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void Isolate(IDictionary<string, string?> environment, string cache)
    {
        foreach (var name in environment.Keys.Where(IsOfHostOrGit).ToArray())
        {
            environment.Remove(name);
        }

        environment["NUGET_PACKAGES"] = PackageFeed.PackageFolder;
        environment["XDG_CACHE_HOME"] = cache;
        environment["LocalAppData"] = cache;
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = TestRepository.EmptyConfiguration;
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["UseSharedCompilation"] = "false";
    }

    private static bool IsOfHostOrGit(string name) =>
        name.StartsWith("GIT_", StringComparison.Ordinal) || name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name is "CI" or "TF_BUILD" or "GITLAB_CI" or "TEAMCITY_VERSION" or "DOTNET_HOST_PATH";
}
