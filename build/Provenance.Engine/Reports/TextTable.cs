using System.Globalization;
using System.Text;

namespace Provenance.Engine.Reports;

/// <summary>Text in aligned columns: the first to the left, the others to the right. Cells are encoded on the way in.</summary>
internal sealed class TextTable(string indent = "  ")
{
    private readonly List<string[]> _rows = [];
    private bool _sentences;

    public TextTable Row(params string[] cells)
    {
        _rows.Add([.. cells.Select(TerminalText.Encode)]);
        return this;
    }

    /// <summary>A name and a sentence, which begins right behind the names' column.</summary>
    public TextTable Words(string name, string sentence)
    {
        _sentences = true;
        return Row(name, sentence);
    }

    public void AppendTo(StringBuilder text)
    {
        var widths = new int[_rows.Count == 0 ? 0 : _rows.Max(row => row.Length)];
        foreach (var row in _rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], Width(row[i]));
            }
        }

        foreach (var row in _rows)
        {
            var line = new StringBuilder(indent);
            for (var i = 0; i < row.Length; i++)
            {
                var padding = new string(' ', widths[i] - Width(row[i]));
                line.Append(i == 0 ? row[i] + padding : _sentences ? "  " + row[i] : "  " + padding + row[i]);
            }

            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }

    // Combining marks take no room; a wide character's second cell is not known without a table of its own.
    private static int Width(string cell) => new StringInfo(cell).LengthInTextElements;
}
