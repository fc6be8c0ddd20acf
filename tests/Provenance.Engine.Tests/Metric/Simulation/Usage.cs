namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>How much is written on each day of a history, oldest first, as a multiple of an ordinary day.</summary>
internal static class Usage
{
    public const int Days = 420;

    public static readonly string[] Names = ["steady", "growing", "shrinking", "bursts", "stopped", "started"];

    public static double[] Of(string name) => [.. Enumerable.Range(0, Days).Select(day => Factor(name, day))];

    private static double Factor(string name, int day) => name switch
    {
        "steady" => 1,
        "growing" => Math.Exp((day - Days) / 90.0) * 4,
        "shrinking" => Math.Exp(-day / 90.0) * 4,
        "bursts" => day % 30 < 6 ? 4 : 0.05,
        "stopped" => day < Days - 150 ? 1 : 0,
        "started" => day >= Days - 130 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
