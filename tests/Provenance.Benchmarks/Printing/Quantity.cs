using System.Globalization;

namespace Provenance.Benchmarks.Printing;

/// <summary>Numbers as the tables show them; what is not known is <c>n/a</c>.</summary>
internal static class Quantity
{
    public const string Unknown = "n/a";

    private const double Megabyte = 1e6;

    public static string Time(TimeSpan? time) => time switch
    {
        null => Unknown,
        { TotalSeconds: < 1 } => Number(time.Value.TotalMilliseconds, "0.0") + " ms",
        { TotalSeconds: < 100 } => Number(time.Value.TotalSeconds, "0.00") + " s",
        _ => Number(time.Value.TotalSeconds, "#,0") + " s",
    };

    /// <summary>Millions of bytes.</summary>
    public static string Megabytes(long? bytes) => bytes is null ? Unknown : Number(bytes.Value / Megabyte, "#,0") + " MB";

    public static double ToMegabytes(long bytes) => bytes / Megabyte;

    public static string Ratio(TimeSpan? of, TimeSpan? to) => of is null || to is null || to == TimeSpan.Zero ? Unknown : Ratio(of.Value / to.Value);

    public static string Ratio(double value) => Number(value, value < 0.1 ? "0.0000" : value < 10 ? "0.00" : value < 100 ? "0.0" : "#,0") + " ×";

    public static string Rounds(int count) => count == 1 ? "one round" : Count(count) + " rounds";

    public static string Count(long value) => Number(value, "#,0");

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
