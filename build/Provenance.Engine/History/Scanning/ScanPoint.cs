namespace Provenance.Engine.History.Scanning;

/// <summary>
/// The start of a line, right behind a token and the trivia that ends that token's line, with all that the scanner remembers there. What comes
/// before such a point is scanned without a look at what comes behind it, and the other way round: from two points with one state,
/// equal texts have equal tokens.
/// </summary>
/// <param name="Position">Offset in bytes in the text; the byte before it is LF.</param>
/// <param name="Token">Number of tokens before the point.</param>
/// <param name="State">The scanner's memory: of using directives, and how many regions are open. Nothing else is open or defined, and no bad token was met.</param>
internal readonly record struct ScanPoint(int Position, int Token, int State)
{
    /// <summary>The start of the text.</summary>
    public static ScanPoint Start { get; } = new(0, 0, UsingDirectives.Start().State);
}
