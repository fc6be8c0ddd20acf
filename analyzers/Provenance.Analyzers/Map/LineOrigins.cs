using Microsoft.CodeAnalysis.Text;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>The map's runs laid over the text that is being analysed, which may have been edited since it was committed. Lines are 0-based.</summary>
internal sealed class LineOrigins
{
    private readonly int[]? _committedOfLine;
    private readonly MappedFile _file;

    private LineOrigins(MappedFile file, int[]? committedOfLine)
    {
        _file = file;
        _committedOfLine = committedOfLine;
        if (committedOfLine is null && Units is { } units)
        {
            UnitsBefore = new int[units.Length + 1];
            for (var line = 0; line < units.Length; line++)
            {
                UnitsBefore[line + 1] = UnitsBefore[line] + units[line];
            }
        }
    }

    /// <summary>Units per committed line, or null when the map does not say.</summary>
    public byte[]? Units => _file.Units?.Decode();

    /// <summary>For a text as it was committed, when the map counts its units: how many stand before each line, and in all; else null.</summary>
    public int[]? UnitsBefore { get; }

    public MappedRun[] Runs => _file.Runs;

    /// <summary>Null when the text has been edited and the map's line hashes cannot be read: the file is then unknown.</summary>
    public static LineOrigins? Of(MappedFile file, SourceText text)
    {
        // No copy for texts of common size: they are kept as one string.
        var fingerprint = TextFingerprint.Of(text.ToString());
        if (fingerprint.Hash == file.Hash && fingerprint.Lines.Length == file.Lines.Count)
        {
            return new LineOrigins(file, null);
        }

        return file.Lines.Decode() is { } committed ? new LineOrigins(file, LineAlignment.Align(committed, fingerprint.Lines)) : null;
    }

    /// <summary>True when the line is not in the committed text: nothing is known of it.</summary>
    public bool IsUncommitted(int line) => CommittedLine(line) == LineAlignment.Uncommitted;

    /// <summary>The line of the committed text that stands here; negative when there is none.</summary>
    public int CommittedLine(int line) => _committedOfLine is null ? line : _committedOfLine[line];

    /// <summary>The run of the line; null when it is uncommitted or the map says nothing of it.</summary>
    public MappedRun? RunAt(int line)
    {
        var committed = CommittedLine(line);
        if (committed < 0)
        {
            return null;
        }

        var index = FirstRunFrom(committed);
        return index < _file.Runs.Length && _file.Runs[index].FirstLine <= committed ? _file.Runs[index] : null;
    }

    /// <summary>Index of the first run that ends on the committed line or after it.</summary>
    public int FirstRunFrom(int committed)
    {
        var (low, high) = (0, _file.Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_file.Runs[middle].LastLine < committed)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
