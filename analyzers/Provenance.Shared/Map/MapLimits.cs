namespace Provenance.Shared.Map;

/// <summary>Bounds of the map, the same for the writer and the reader (docs/map.md, Limits).</summary>
internal static class MapLimits
{
    /// <summary>A map is ASCII, so that characters are bytes: 64 MiB.</summary>
    public const int MaxChars = 64 * 1024 * 1024;

    public const int MaxLinesPerFile = 100_000;

    /// <summary>UTF-16 units of a path, before encoding.</summary>
    public const int MaxPathChars = 4096;

    public const int MaxAgentChars = 64;
    public const int MaxModelChars = 96;
}
