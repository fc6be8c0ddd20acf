namespace Provenance.Engine.History.Scanning;

/// <summary>How deep a text can take a parser that follows it by recursion. Rather too much than too little.</summary>
/// <param name="Levels">Most brackets that are open at once; <c>&lt;</c> and the words that begin a part of a query count as some, in strings with holes the holes' brackets do.</param>
/// <param name="OpenTokens">Most tokens of one place that may all be waiting for what comes behind them: <c>if (a) if (b) …</c> needs no bracket to nest.</param>
/// <param name="Conditions">Directives that the preprocessor keeps in mind until their file ends.</param>
/// <param name="ConditionBytes">The longest condition of a directive.</param>
internal readonly record struct SourceNesting(int Levels, int OpenTokens, int Conditions, int ConditionBytes)
{
    // A parser takes up to 2.2 KB of stack for a level, 1 KB for an open token, 170 bytes for a directive and 500 for a byte of its condition.
    private const int MostLevels = 1_000;
    private const int MostOpenTokens = 10_000;
    private const int MostConditions = 10_000;
    private const int MostConditionBytes = 1_000;

    /// <summary>What a parser may be given on a stack of <see cref="StackBytes"/>.</summary>
    public bool IsBounded => Levels <= MostLevels && OpenTokens <= MostOpenTokens && Conditions <= MostConditions && ConditionBytes <= MostConditionBytes;

    /// <summary>Twice what the deepest text within the bounds was measured to take, and a half more.</summary>
    public const int StackBytes = 48 * 1024 * 1024;
}
