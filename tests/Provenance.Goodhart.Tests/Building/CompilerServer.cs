using System.Diagnostics;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>One compiler for all builds of this run, and of no other: a new one spends more time on getting started than on the code.</summary>
internal static class CompilerServer
{
    // Its socket is a file beside that folder.
    private static readonly string Name = Path.GetFileName(PackageFeed.PackageFolder) + "-compiler";

    /// <summary>Properties of a build that compiles there; the first starts it.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["-p:UseSharedCompilation=true", "-p:SharedCompilationId=" + Name];

    static CompilerServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();

    private static void Stop()
    {
        using var process = Process.Start(PackageFeed.Dotnet, [Path.Combine(PackageFeed.CompilerFolder, "VBCSCompiler.dll"), "-pipename:" + Name, "-shutdown"]);
        process.WaitForExit();
    }
}
