using System.Globalization;

namespace Provenance.Benchmarks.Measuring;

/// <summary>Resident memory of processes as <c>/proc</c> tells it (proc(5)).</summary>
internal static class ProcessMemory
{
    /// <summary>The kernel lists the children of a thread, so that a tree is found without looking at every process.</summary>
    public static bool KnowsChildren { get; } = OperatingSystem.IsLinux() && File.Exists($"/proc/self/task/{Environment.ProcessId}/children");

    public static bool IsKnown { get; } = OperatingSystem.IsLinux() && File.Exists("/proc/self/status");

    /// <summary>Bytes now and at the most so far; null when the process is gone.</summary>
    public static (long Now, long Peak)? Read(int processId)
    {
        if (ReadText($"/proc/{processId}/status") is not { } status)
        {
            return null;
        }

        return Field(status, "\nVmRSS:") is { } now && Field(status, "\nVmHWM:") is { } peak ? (now, peak) : null;
    }

    public static List<int> Children(int processId)
    {
        var result = new List<int>();
        try
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
            {
                foreach (var id in (ReadText(thread + "/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    result.Add(int.Parse(id, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            // The process ended in the meantime.
        }

        return result;
    }

    private static long? Field(string status, string name)
    {
        var start = status.IndexOf(name, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var end = status.IndexOf(" kB", start, StringComparison.Ordinal);
        return long.Parse(status.AsSpan(start + name.Length, end - start - name.Length).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process or thread ended in the meantime.
            return null;
        }
    }
}
