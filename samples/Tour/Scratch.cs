namespace Tour;

/// <summary>The folder that everything happens in: the shop's repository, its packages and its cache. Nothing of the machine's own is read or filled.</summary>
internal sealed class Scratch
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("provenance-tour-").FullName;

    public string Repository => Path.Combine(Folder, "Storefront");

    /// <summary>What git and dotnet see: this process's variables without those that steer git, MSBuild, NuGet or Provenance.</summary>
    public IReadOnlyDictionary<string, string> Environment()
    {
        string[] steering = ["GIT_", "MSBUILD", "NUGET_", "PROVENANCE", "DOTNET_CLI_", "RESTORE"];
        var result = System.Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .Where(variable => !steering.Any(prefix => ((string)variable.Key).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        result["GIT_CONFIG_NOSYSTEM"] = "1";
        result["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        result["NUGET_PACKAGES"] = Path.Combine(Folder, "packages");
        result["XDG_CACHE_HOME"] = Path.Combine(Folder, "cache");
        result["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        result["DOTNET_NOLOGO"] = "1";
        result["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // Build nodes that stay alive would hold the package's files after the tour.
        result["MSBUILDDISABLENODEREUSE"] = "1";
        return result;
    }

    /// <summary>Lets packages come from <paramref name="feed"/> and from nowhere else.</summary>
    public void WriteNuGetConfig(string feed) => File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="local" value="{System.Security.SecurityElement.Escape(feed)}" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
        </configuration>

        """);
}
