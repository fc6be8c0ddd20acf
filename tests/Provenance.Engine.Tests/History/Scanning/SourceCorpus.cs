namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>C# files that are on this machine anyway.</summary>
internal static class SourceCorpus
{
    /// <summary>Every source file of this repository.</summary>
    public static string[] OwnRepository()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Directory.Packages.props")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        string[] folders = [.. Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder) is not (".git" or "artifacts"))];
        return [.. folders.SelectMany(SourcesUnder).Where(file => !IsBuildOutput(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Sources that packages or the SDK carry; on many machines there are none.</summary>
    public static string[] Installed()
    {
        var packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var sdk = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "sdk"));
        return [.. new[] { packages, sdk }.Where(Directory.Exists).SelectMany(SourcesUnder).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> SourcesUnder(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint });

    private static bool IsBuildOutput(string file) =>
        file.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj", StringComparer.Ordinal) || parts.Contains("bin", StringComparer.Ordinal));
}
