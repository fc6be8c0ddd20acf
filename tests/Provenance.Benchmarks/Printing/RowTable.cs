using System.Globalization;
using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Printing;

/// <summary>The table of a comparison: every row beside two of them.</summary>
internal static class RowTable
{
    /// <param name="floor">The row that the first ratio is taken to.</param>
    /// <param name="cold">The row that the second ratio is taken to.</param>
    public static void Write(TextWriter writer, IEnumerable<Row> rows, Row? floor, Row? cold)
    {
        var table = new TextTable("what", "runs", "wall", "from – to", "CPU", "peak, largest process", "peak, tree", "wall ÷ floor", "CPU ÷ floor", "wall ÷ cold", "CPU ÷ cold");
        foreach (var row in rows)
        {
            if (row.HasResult)
            {
                table.Add(
                    row.Name, row.Samples.Count.ToString(CultureInfo.InvariantCulture), Quantity.Time(row.Wall),
                    Quantity.Time(row.Samples.Min(sample => sample.Wall)) + " – " + Quantity.Time(row.Samples.Max(sample => sample.Wall)),
                    Quantity.Time(row.Cpu), Quantity.Megabytes(row.PeakProcess), Quantity.Megabytes(row.PeakTree),
                    Quantity.Ratio(row.Wall, floor?.Wall), Quantity.Ratio(row.Cpu, floor?.Cpu), Quantity.Ratio(row.Wall, cold?.Wall), Quantity.Ratio(row.Cpu, cold?.Cpu));
            }
            else
            {
                table.Add(row.Name, "0", row.Failure ?? "not run", "", "", "", "", "", "", "", "");
            }
        }

        table.Write(writer);
    }
}
