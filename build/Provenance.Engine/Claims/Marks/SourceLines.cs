using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Lines of a file by offset, as git counts them: ended by LF, numbered from 1.</summary>
internal sealed class SourceLines
{
    private readonly List<int> _starts = [0];

    public SourceLines(ReadOnlySpan<byte> text)
    {
        for (var start = 0; ;)
        {
            var length = text[start..].IndexOf((byte)'\n');
            if (length < 0 || start + length + 1 == text.Length)
            {
                return;
            }

            start += length + 1;
            _starts.Add(start);
        }
    }

    /// <summary>At least 1, also for an empty file.</summary>
    public int Count => _starts.Count;

    public int LineOf(int offset)
    {
        var at = _starts.BinarySearch(offset);
        return at >= 0 ? at + 1 : ~at;
    }

    /// <param name="end">Exclusive, behind <paramref name="start"/>.</param>
    public LineRange Range(int start, int end) => new(LineOf(start), LineOf(Math.Max(start, end - 1)));
}
