using System.Runtime.InteropServices;

namespace Provenance.Benchmarks.Measuring;

/// <summary>CPU time of the processes that this one started and that have ended, with theirs (getrusage(2), RUSAGE_CHILDREN).</summary>
/// <remarks>A grandchild counts when its own parent waited for it. The difference around a run is that run's as long as nothing else is started meanwhile.</remarks>
internal static class ChildUsage
{
    private const int Children = -1;

    /// <summary>Null where the layout of the answer is not known.</summary>
    public static TimeSpan? Cpu()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
        {
            return null;
        }

        return GetResourceUsage(Children, out var usage) == 0
            ? TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds(usage.UserMicroseconds + usage.SystemMicroseconds)
            : null;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, out ResourceUsage usage);

    /// <summary>The structure of 64-bit Linux: two times, then fourteen counters that are not needed here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 18 * sizeof(long))]
    private readonly struct ResourceUsage
    {
        public readonly long UserSeconds;
        public readonly long UserMicroseconds;
        public readonly long SystemSeconds;
        public readonly long SystemMicroseconds;
    }
}
