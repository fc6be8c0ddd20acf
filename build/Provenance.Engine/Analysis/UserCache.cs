namespace Provenance.Engine.Analysis;

/// <summary>The folder that this user's caches belong in.</summary>
public static class UserCache
{
    /// <returns>Absolute, or null when the environment names none; then nothing is cached.</returns>
    public static string? Find(IReadOnlyDictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows())
        {
            return Absolute(environment.GetValueOrDefault("LocalAppData")) is { } local ? Path.Combine(local, "provenance") : null;
        }

        if (Absolute(environment.GetValueOrDefault("XDG_CACHE_HOME")) is { } cache)
        {
            return Path.Combine(cache, "provenance");
        }

        return Absolute(environment.GetValueOrDefault("HOME")) is { } home ? Path.Combine(home, ".cache", "provenance") : null;
    }

    private static string? Absolute(string? path) => !string.IsNullOrEmpty(path) && Path.IsPathFullyQualified(path) ? path : null;
}
