namespace Provenance.Analyzers.Map;

/// <summary>How many units start on each committed line: counted once by the writer, so that a build need not look at tokens. Decoded when somebody asks.</summary>
internal sealed class LineUnits
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _length;
    private byte[]? _units;

    private LineUnits(string text, int start, int length, int count)
    {
        _text = text;
        _start = start;
        _length = length;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The field that reaches to <paramref name="end"/> or to a blank before it; null when it is no Base64 by its length.</summary>
    public static LineUnits? Of(string text, int start, int end)
    {
        var blank = text.IndexOf(' ', start, end - start);
        var length = (blank < 0 ? end : blank) - start;
        if (length == 0 || length % 4 != 0)
        {
            return null;
        }

        var padding = text[start + length - 1] != '=' ? 0 : text[start + length - 2] != '=' ? 1 : 2;
        return new LineUnits(text, start, length, (length / 4 * 3) - padding);
    }

    /// <summary>One number per line, 255 for more; all of them 0 when the field is not Base64 after all.</summary>
    /// <remarks>Two threads may both decode; they get equal results, and either may stay.</remarks>
    public byte[] Decode() => _units ??= Read();

    private byte[] Read()
    {
        try
        {
            var units = Convert.FromBase64String(_text.Substring(_start, _length));
            return units.Length == Count ? units : new byte[Count];
        }
        catch (FormatException)
        {
            return new byte[Count];
        }
    }
}
