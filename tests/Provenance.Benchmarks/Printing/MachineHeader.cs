using System.Globalization;
using System.Runtime.InteropServices;
using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Printing;

/// <summary>What figures depend on beside the repository.</summary>
internal static class MachineHeader
{
    public static void Write(TextWriter writer, ProcessRunner runner, string directory)
    {
        writer.WriteLine(runner.Git(directory, "--version").Trim());
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}, load {Load()}"));
    }

    /// <summary>Processes that wanted a core in the last minute, on average: figures of a busy machine say little.</summary>
    public static string Load() => OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : Quantity.Unknown;
}
