namespace Provenance.Benchmarks.Printing;

/// <summary>A table of text that is also Markdown: the first column to the left, the others to the right.</summary>
internal sealed class TextTable(params string[] titles)
{
    private readonly List<string[]> _rows = [titles];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter writer)
    {
        int[] widths = [.. titles.Select((_, column) => _rows.Max(row => row[column].Length))];
        for (var i = 0; i < _rows.Count; i++)
        {
            writer.WriteLine("| " + string.Join(" | ", _rows[i].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + " |");
            if (i == 0)
            {
                writer.WriteLine("|" + string.Join('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")) + "|");
            }
        }
    }
}
