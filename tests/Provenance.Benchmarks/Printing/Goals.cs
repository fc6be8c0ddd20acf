using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Printing;

/// <summary>The goals for speed and memory beside what was measured. A row that has no figure decides no goal.</summary>
internal sealed class Goals(Row? floor, Row? cold)
{
    private readonly TextTable _table = new("goal", "measured", "");

    /// <summary>At most so many times the floor.</summary>
    public void AtMostFloors(string goal, double limit) => Add(goal, Usable(cold) && Usable(floor) ? cold!.Wall / floor!.Wall : null, limit, isUpper: true, Quantity.Ratio);

    /// <summary>The tool is at least so many times faster than a peer.</summary>
    public void AtLeastFaster(string goal, Row? peer, double limit) => Add(goal, Usable(peer) && Usable(cold) ? peer!.Wall / cold!.Wall : null, limit, isUpper: false, Quantity.Ratio);

    public void AtMostTime(string goal, Row? row, TimeSpan limit) =>
        Add(goal, Usable(row) ? row!.Wall.TotalSeconds : null, limit.TotalSeconds, isUpper: true, seconds => Quantity.Time(TimeSpan.FromSeconds(seconds)));

    public void AtMostBytes(string goal, long? bytes, long limit) => Add(goal, bytes, limit, isUpper: true, value => Quantity.Megabytes((long)value));

    public void Write(TextWriter writer) => _table.Write(writer);

    private void Add(string goal, double? measured, double limit, bool isUpper, Func<double, string> format)
    {
        if (measured is { } value)
        {
            _table.Add(goal, format(value), (isUpper ? value <= limit : value >= limit) ? "reached" : "MISSED");
        }
        else
        {
            _table.Add(goal, Quantity.Unknown, "not measured");
        }
    }

    private static bool Usable(Row? row) => row?.HasResult == true;
}
