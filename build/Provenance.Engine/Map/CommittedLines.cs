using System.Collections.Immutable;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>Finds the committed lines that the map describes in the text that was compiled: the same way as the analyzers do in an editor's buffer.</summary>
public static class CommittedLines
{
    /// <summary>The compiled text has no committed line here.</summary>
    public const int Uncommitted = LineAlignment.Uncommitted;

    /// <returns>Null when the text is the committed one. Else, for each line of <paramref name="compiledText"/> (0-based, as Roslyn counts them), the committed line (0-based) or <see cref="Uncommitted"/>.</returns>
    public static ImmutableArray<int>? In(string compiledText, MapFile file)
    {
        var compiled = TextFingerprint.Of(compiledText);
        return compiled.Hash == file.TextHash && compiled.Lines.Length == file.LineHashes.Length
            ? null
            : [.. LineAlignment.Align([.. file.LineHashes], compiled.Lines)];
    }
}
