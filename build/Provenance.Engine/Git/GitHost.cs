using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>The git to run and the environment that it may see: resolved once, passed to everything that needs git.</summary>
/// <param name="Executable">Absolute path.</param>
/// <param name="Environment">The caller's environment; <see cref="GitProcess"/> picks what a command may inherit.</param>
/// <param name="TempRoot">Absolute folder for clean rooms.</param>
public sealed record GitHost(string Executable, IReadOnlyDictionary<string, string> Environment, string TempRoot)
{
    public GitAllowance Allowance { get; init; } = GitAllowance.Default;

    /// <summary>Finds git: the path given, else the first one in an absolute PATH entry outside the repository.</summary>
    /// <remarks>
    /// A bare name is never handed to the system: Windows looks in the current directory first (CVE-2023-40590), and a build
    /// must not run what a checkout contains.
    /// </remarks>
    public static Outcome<GitHost> Find(IReadOnlyDictionary<string, string> environment, string? explicitPath, string projectDirectory, string tempRoot)
    {
        var kept = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (variable, value) in environment)
        {
            kept[variable] = value;
        }

        if (!string.IsNullOrEmpty(explicitPath))
        {
            return Path.IsPathFullyQualified(explicitPath) && File.Exists(explicitPath)
                ? new GitHost(explicitPath, kept, Path.GetFullPath(tempRoot))
                : Notice.Of("PROV902");
        }

        var repository = EnclosingCheckout(projectDirectory);
        var name = OperatingSystem.IsWindows() ? "git.exe" : "git";
        foreach (var entry in kept.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Path.IsPathFullyQualified(entry) || (repository is not null && PathComparison.IsInside(entry, repository)))
            {
                continue;
            }

            var candidate = Path.Combine(entry, name);
            if (File.Exists(candidate))
            {
                return new GitHost(candidate, kept, Path.GetFullPath(tempRoot));
            }
        }

        return Notice.Of("PROV902");
    }

    /// <summary>The nearest folder upwards that has a <c>.git</c>; discovery proper is git's, this only keeps executables of the checkout out.</summary>
    private static string? EnclosingCheckout(string directory)
    {
        for (var current = new DirectoryInfo(directory); current is not null; current = current.Parent)
        {
            if (Path.Exists(Path.Combine(current.FullName, ".git")))
            {
                return current.FullName;
            }
        }

        return null;
    }
}
