namespace Provenance.Engine.Policy;

/// <summary>Bounds of everything that this folder reads; past one of them the file is refused with PROV803, PROV811 or PROV812.</summary>
public static class Limits
{
    /// <summary>Size of a policy, an overlay or an ignore list, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Lists and mappings inside one another; the root is the first.</summary>
    public const int MaxDepth = 32;

    /// <summary>Entries of one list or one mapping; ids of an ignore list.</summary>
    public const int MaxEntries = 10_000;

    /// <summary>UTF-16 units of a glob, a name pattern or a regular expression.</summary>
    public const int MaxPatternLength = 1_024;

    /// <summary>UTF-16 units of any other text, an overlay's reason for example.</summary>
    public const int MaxTextLength = 4_096;

    /// <summary>Longest duration, in days: a hundred years.</summary>
    public const int MaxDays = 36_500;

    /// <summary>Problems that are listed for one file; the count in PROV800, PROV820 and PROV821 covers all.</summary>
    public const int MaxProblems = 100;

    /// <summary>Time for one match of a user's regular expression.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);
}
