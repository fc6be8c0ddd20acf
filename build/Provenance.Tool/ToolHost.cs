using System.Collections;

namespace Provenance.Tool;

/// <summary>What the process is given: everything that commands know of the machine.</summary>
/// <param name="Output">Results, and nothing else.</param>
/// <param name="Error">Notices and errors.</param>
/// <param name="IsTerminal"><paramref name="Output"/> is shown to somebody.</param>
internal sealed record ToolHost(
    IReadOnlyDictionary<string, string> Environment, string TempRoot, Stream Output, TextWriter Error, bool IsTerminal, TimeProvider Clock)
{
    /// <summary><see cref="Error"/> is shown to somebody.</summary>
    public bool IsErrorTerminal { get; private init; }

    public static ToolHost OfProcess() => new(
        ReadEnvironment(),
        Path.GetTempPath(),
        Console.OpenStandardOutput(),
        Console.Error,
        !Console.IsOutputRedirected,
        TimeProvider.System)
    {
        IsErrorTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>Null when the machine has no place for caches.</summary>
    public string? DefaultCacheFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            return Below(Environment.GetValueOrDefault("LOCALAPPDATA"), "provenance");
        }

        return Below(Environment.GetValueOrDefault("XDG_CACHE_HOME"), "provenance")
            ?? Below(Environment.GetValueOrDefault("HOME"), Path.Combine(".cache", "provenance"));
    }

    private static Dictionary<string, string> ReadEnvironment()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return variables;
    }

    // The XDG base directory specification has relative paths ignored.
    private static string? Below(string? root, string name) => root is not null && Path.IsPathFullyQualified(root) ? Path.Combine(root, name) : null;
}
