using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Alignment;

/// <summary>How many lines at the end git does not even show to its diff when it blames.</summary>
/// <remarks>
/// A diff without context, as blame asks for, drops the common tail in blocks of 1,024 bytes and takes back the bytes up to the
/// first line end. Groups of changed lines cannot slide into what was dropped, so that line mode must drop the same to agree.
/// A block that would need the equal end of an unequal line is not counted: the bytes are gone by then.
/// </remarks>
internal static class CommonTail
{
    private const int Block = 1024;

    public static int LinesThatGitLeavesOut(UnitSequence before, UnitSequence after)
    {
        if (before.LineLengths is not { } lengths)
        {
            return 0;
        }

        var limit = Math.Min(before.Count, after.Count);
        var (common, commonBytes) = (0, 0);
        while (common < limit && before.Hashes[^(common + 1)] == after.Hashes[^(common + 1)])
        {
            commonBytes += lengths[^(common + 1)];
            common++;
        }

        var dropped = commonBytes / Block * Block;
        var (lines, bytes) = (0, 0);
        while (lines < common && bytes + lengths[^(lines + 1)] < dropped)
        {
            bytes += lengths[^(lines + 1)];
            lines++;
        }

        return lines;
    }
}
