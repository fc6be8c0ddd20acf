using System.Diagnostics;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>One compiler for all builds of this run, and of no other: a new one spends more time on getting started than on the code. It ends with the last test class that holds one.</summary>
public sealed class CompilerServer : IDisposable
{
    // Its socket is a file beside that folder.
    private static readonly string Name = Path.GetFileName(PackageFeed.PackageFolder) + "-compiler";
    private static readonly Lock Counting = new();
    private static int holders;
    private static bool isStarted;

    public CompilerServer()
    {
        lock (Counting)
        {
            holders++;
        }
    }

    /// <summary>Properties of a build that compiles there; the first starts it.</summary>
    internal static IReadOnlyList<string> Use()
    {
        lock (Counting)
        {
            isStarted = true;
        }

        return ["-p:UseSharedCompilation=true", "-p:SharedCompilationId=" + Name];
    }

    /// <summary>Not when the process exits: a test host that takes its time then is killed.</summary>
    public void Dispose()
    {
        lock (Counting)
        {
            holders--;
            if (holders > 0 || !isStarted)
            {
                return;
            }

            isStarted = false;
            using var process = Process.Start(PackageFeed.Dotnet, [Path.Combine(PackageFeed.CompilerFolder, "VBCSCompiler.dll"), "-pipename:" + Name, "-shutdown"]);
            process.WaitForExit();
        }
    }
}
