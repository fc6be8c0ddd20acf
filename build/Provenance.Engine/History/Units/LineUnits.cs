using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Physical lines as git counts them: ended by LF, the end of line being part of the line, so that a CRLF flip or a missing final newline is a change.</summary>
/// <param name="ignoresWhiteSpace">Lines that differ only in white space are equal.</param>
public sealed class LineUnits(bool ignoresWhiteSpace = false) : IUnitReader
{
    private readonly List<ulong> _hashes = [];
    private readonly List<byte> _traits = [];
    private readonly List<byte> _indents = [];
    private readonly List<int> _lengths = [];
    private byte[] _squeezed = [];

    public UnitSequence? Read(ReadOnlySpan<byte> content)
    {
        _hashes.Clear();
        _traits.Clear();
        _indents.Clear();
        _lengths.Clear();
        while (content.Length > 0)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..(end + 1)];
            _hashes.Add(TokenHash.Of(ignoresWhiteSpace ? WithoutWhiteSpace(line) : line));
            _traits.Add(UnitTraits.CountAlphanumerics(line));
            _indents.Add(IndentOf(line));
            _lengths.Add(line.Length);
            content = content[line.Length..];
        }

        ulong[] hashes = [.. _hashes];
        return new UnitSequence(hashes, [.. _traits], hashes, [], [.. _indents]) { LineLengths = [.. _lengths] };
    }

    public int[] LinesOf(ReadOnlySpan<byte> content) =>
        [.. Enumerable.Range(1, content.Count((byte)'\n') + (content.IsEmpty || content[^1] == (byte)'\n' ? 0 : 1))];

    private ReadOnlySpan<byte> WithoutWhiteSpace(ReadOnlySpan<byte> line)
    {
        if (_squeezed.Length < line.Length)
        {
            _squeezed = new byte[line.Length * 2];
        }

        var length = 0;
        foreach (var b in line)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0B or 0x0C))
            {
                _squeezed[length++] = b;
            }
        }

        return _squeezed.AsSpan(0, length);
    }

    /// <summary>Column of the first character, tabs to the next multiple of eight.</summary>
    internal static byte IndentOf(ReadOnlySpan<byte> line)
    {
        // Spaces alone are what most lines begin with.
        var spaces = line.IndexOfAnyExcept((byte)' ');
        if (spaces >= 0 && line[spaces] > '\r')
        {
            return (byte)Math.Min(spaces, UnitSequence.MaxIndent);
        }

        var column = 0;
        foreach (var b in line)
        {
            switch (b)
            {
                case (byte)' ':
                    column++;
                    break;
                case (byte)'\t':
                    column += 8 - (column % 8);
                    break;
                case (byte)'\n' or (byte)'\r' or 0x0B or 0x0C:
                    break;
                default:
                    return (byte)Math.Min(column, UnitSequence.MaxIndent);
            }

            if (column >= UnitSequence.MaxIndent)
            {
                return UnitSequence.MaxIndent;
            }
        }

        return UnitSequence.BlankLine;
    }
}
