using Provenance.Testing;

namespace Provenance.Build.Tests.Shipping;

/// <summary>A test that compiles to native code: skipped with the reason where the native compiler was not restored or nothing can link its output.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = Reason();

    private static string? Reason()
    {
        var pack = Path.Combine(PackageFeed.RestoredPackages, "runtime." + PackageFeed.RuntimeIdentifier + ".microsoft.dotnet.ilcompiler", PackageFeed.NativeCompilerVersion);
        if (!Directory.Exists(pack))
        {
            return "The native compiler is not restored: restore with -p:ProvenanceNativeTests=true.";
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return OperatingSystem.IsLinux() && Array.Exists(folders, folder => File.Exists(Path.Combine(folder, "gcc")) || File.Exists(Path.Combine(folder, "clang")))
            ? null
            : "No gcc or clang in PATH to link with, or another system than Linux.";
    }
}
