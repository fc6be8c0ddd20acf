using System.Reflection;

namespace Provenance.Testing;

/// <summary>The packages that the repository's build has just made, and a package folder that all tests of a run share.</summary>
public static class PackageFeed
{
    public static string Path { get; } = Metadata("PackageFeed");

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    public static string Version { get; } = Metadata("PackageVersion");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The host that runs these tests; a test that empties PATH must still find it.</summary>
    public static string Dotnet { get; } = System.IO.Path.Combine(Metadata("DotnetHost"), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>Where that host's SDK has its C# compiler.</summary>
    public static string CompilerFolder { get; } = Metadata("CompilerFolder");

    /// <summary>Packages that the restore of this project left, in the layout of a package source.</summary>
    public static string RestoredPackages { get; } = Metadata("RestoredPackages");

    /// <summary>Of the runtime packs that the SDK publishes with.</summary>
    public static string PackVersion { get; } = Metadata("PackVersion");

    /// <summary>Of this machine, such as <c>linux-x64</c>.</summary>
    public static string RuntimeIdentifier { get; } = Metadata("RuntimeIdentifier");

    /// <summary>The version of the native compiler that the SDK takes for net8.0.</summary>
    public static string NativeCompilerVersion { get; } = Metadata("NativeCompilerVersion");

    /// <summary>New in every run: a package of the same version from an earlier build must not be used again.</summary>
    public static string PackageFolder { get; } = Directory.CreateTempSubdirectory("provenance-packages-").FullName;

    static PackageFeed() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(PackageFolder, recursive: true);

    private static string Metadata(string key) => typeof(PackageFeed).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal)).Value!;
}
