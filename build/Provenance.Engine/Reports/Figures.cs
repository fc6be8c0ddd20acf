using System.Globalization;

namespace Provenance.Engine.Reports;

/// <summary>How numbers look to people: invariant, thousands grouped, shares in whole percent.</summary>
internal static class Figures
{
    /// <summary>Tokens on a line of C#, about; said as ≈ wherever lines were not counted.</summary>
    public const int TokensPerLine = 8;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Without groups: for names and data.</summary>
    public static string Plain(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Whole(share):0} %");

    public static string Range(double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{Whole(low):0}–{Whole(high):0} %");

    // Nothing but everything is 100 %, and nothing but nothing 0 %.
    private static double Whole(double share) => share switch
    {
        > 0 and < 0.01 => 1,
        < 1 and > 0.99 => 99,
        _ => Math.Round(share * 100, MidpointRounding.AwayFromZero) + 0.0,
    };
}
