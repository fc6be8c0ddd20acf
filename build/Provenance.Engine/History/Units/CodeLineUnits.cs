namespace Provenance.Engine.History.Units;

/// <summary>Lines of which those alone weigh that hold a letter or a digit outside of a comment that begins the line: no blank lines, comments and lone brackets.</summary>
/// <remarks>Judged by the line itself, so that it does not change what it weighs with what is written around it.</remarks>
internal sealed class CodeLineUnits(bool ignoresWhiteSpace) : IUnitReader
{
    private readonly LineUnits _lines = new(ignoresWhiteSpace);

    public UnitSequence? Read(ReadOnlySpan<byte> content)
    {
        if (_lines.Read(content) is not { } lines)
        {
            return null;
        }

        for (var line = 0; line < lines.Count; line++)
        {
            var length = lines.LineLengths![line];
            lines.Traits[line] |= IsCode(content[..length]) ? (byte)0 : UnitTraits.Weightless;
            content = content[length..];
        }

        return lines;
    }

    public int[] LinesOf(ReadOnlySpan<byte> content) => _lines.LinesOf(content);

    private static bool IsCode(ReadOnlySpan<byte> line)
    {
        // What begins with an asterisk goes on with a comment.
        var text = line.TrimStart(" \t"u8);
        return !text.StartsWith("//"u8) && !text.StartsWith("/*"u8) && !text.StartsWith("*"u8) && UnitTraits.CountAlphanumerics(text) > 0;
    }
}
