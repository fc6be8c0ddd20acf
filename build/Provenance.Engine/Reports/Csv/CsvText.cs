using System.Globalization;
using System.Text;

namespace Provenance.Engine.Reports.Csv;

/// <summary>Comma-separated values as RFC 4180 has them, with LF. A cell of text never starts a formula in a spreadsheet.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    /// <param name="cells">Text, numbers or null, which is an empty cell.</param>
    public CsvText Row(params object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(Cell(cells[i]));
        }

        _text.Append('\n');
        return this;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    private static string Cell(object? value) => value switch
    {
        null => "",
        // As in JSON: at most 9 decimals, no sign on zero.
        double number => (Math.Round(number, 9) + 0.0).ToString("0.#########", CultureInfo.InvariantCulture),
        long or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        string text => Quote(TerminalText.Encode(text)),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Quote(string text)
    {
        // Hidden characters are encoded by now: no tab or carriage return is left to begin with.
        var safe = text.Length > 0 && text.TrimStart() is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"'") >= 0 || safe.StartsWith(' ') || safe.EndsWith(' ')
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
