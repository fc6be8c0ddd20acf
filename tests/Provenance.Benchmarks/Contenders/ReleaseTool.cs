using System.Reflection;
using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Contenders;

/// <summary>The tool as it is shipped: a Release build of this repository's sources.</summary>
internal static class ReleaseTool
{
    private const string Project = "build/Provenance.Tool";

    private static string RepositoryRoot { get; } =
        typeof(ReleaseTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Builds it once.</summary>
    /// <returns>Absolute path of the executable.</returns>
    /// <exception cref="BenchmarkException">It does not build.</exception>
    public static string Build(ProcessRunner runner)
    {
        // Servers that stay would hold our pipe open, and run beside what is measured next.
        runner.Run(RepositoryRoot, "dotnet", ["build", Project, "-c", "Release", "-nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"]).OrThrow();
        var output = Path.Combine(RepositoryRoot, Project, "bin", "Release");
        var name = OperatingSystem.IsWindows() ? "Provenance.Tool.exe" : "Provenance.Tool";
        return Directory.EnumerateDirectories(output, "net*").Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new BenchmarkException($"{name} is not in {output}");
    }
}
