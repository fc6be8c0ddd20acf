using System.Text;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>Puts a map on disk, and leaves an equal one alone: its time stamp decides whether the compiler runs.</summary>
public static class MapFileWriter
{
    /// <param name="path">Absolute; its folder is created.</param>
    /// <returns>What happened; null when the map is over its limit. Where nothing was written an older map stays: it is still true of the texts that it describes.</returns>
    public static WriteOutcome? Write(string path, string text) =>
        text.Length > MapLimits.MaxChars ? null : WholeFile.Write(path, Encoding.ASCII.GetBytes(text), onlyIfChanged: true);
}
