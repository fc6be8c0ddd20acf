namespace Provenance.Engine.History.Scanning;

/// <summary>What a token is, as far as replaying a history needs to know. The numbers are stored in snapshots: never renumber.</summary>
public enum TokenKind : byte
{
    /// <summary>An identifier; contextual keywords (<c>var</c>, <c>async</c>, <c>get</c>) are identifiers, as they are to Roslyn's lexer.</summary>
    Identifier = 0,

    /// <summary>A reserved keyword.</summary>
    Keyword = 1,

    /// <summary>A numeric literal with its suffix.</summary>
    Number = 2,

    /// <summary>A string literal of any form with its suffix; an interpolated string with all its holes is one token.</summary>
    String = 3,

    /// <summary>A character literal.</summary>
    Character = 4,

    /// <summary>An operator or other punctuation that carries weight, square brackets and dots included.</summary>
    Punctuation = 5,

    /// <summary>Braces, parentheses, semicolon, comma: tracked, without weight.</summary>
    Structural = 6,

    /// <summary>Characters that no token of the language begins with.</summary>
    Bad = 7,
}
