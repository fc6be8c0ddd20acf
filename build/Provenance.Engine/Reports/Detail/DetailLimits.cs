namespace Provenance.Engine.Reports.Detail;

/// <summary>Bounds of what a report takes in, so that it stays a file that a browser opens at once.</summary>
internal static class DetailLimits
{
    /// <summary>Characters of all sources together.</summary>
    public const int SourceCharacters = 6_000_000;

    /// <summary>Characters of one source.</summary>
    public const int FileCharacters = 400_000;

    /// <summary>Last age of a drawn curve.</summary>
    public const int CurveDays = 365;

    /// <summary>Ages at which a drawn curve is computed: every five days, and the report's own.</summary>
    public static readonly int[] CurveAges = [.. Enumerable.Range(1, CurveDays / 5).Select(step => step * 5).Append(14).Append(21).Order()];
}
