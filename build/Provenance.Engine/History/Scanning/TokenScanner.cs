using System.Runtime.CompilerServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>
/// Splits C# source into significant tokens: the boundaries and texts of Roslyn's <c>SyntaxFactory.ParseTokens</c> with default
/// options and no symbols defined, for well-formed and broken text alike, without its cost. Reading a whole history lexes hundreds of
/// megabytes, which is why this is not left to Roslyn; differential tests hold the two together.
/// </summary>
/// <remarks>
/// What runs per token or line is compiled once and at its best (<see cref="MethodImplOptions.AggressiveOptimization"/>, here and in the readers of units):
/// the runtime's way from slow code to fast took a seventh of the time in which a new process reads a history of 27,000 blobs.
/// An instance keeps its work space between files. Not safe for concurrent use: one per thread.
/// </remarks>
public sealed class TokenScanner
{
    // Past so many characters that begin no token, Roslyn takes the rest of the file for one bad token.
    private const int MostBadTokens = 201;

    private const int RegionShift = 26;
    private const int MostRegions = 31;

    private readonly Preprocessor preprocessor = new();
    private readonly InterpolatedString interpolatedString = new();
    private byte[] foldedLines = [];
    private int badTokens;

    // The loop is compiled once: tables that exist by then are constants to it.
    static TokenScanner()
    {
        RuntimeHelpers.RunClassConstructor(typeof(ByteClass).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(TokenHash).TypeHandle);
        RuntimeHelpers.RunClassConstructor(typeof(Keywords).TypeHandle);
    }

    /// <summary>Fills <paramref name="tokens"/> with the tokens of one file; what it held before is gone.</summary>
    /// <param name="text">
    /// UTF-8, as <see cref="SourceDecoder"/> yields it. Ill-formed bytes are read as U+FFFD each; no text makes the scan fail.
    /// </param>
    /// <param name="tokens">Filled in source order.</param>
    public void Scan(ReadOnlySpan<byte> text, TokenBuffer tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        tokens.Clear();
        Scan(text, ScanPoint.Start, tokens, toNextPoint: false);
    }

    /// <summary>Adds the tokens, and the points, behind one point of the text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">The start, or a point that a scan of a text with an equal beginning came to.</param>
    /// <param name="tokens">Empty, or filled by scans that end at that point.</param>
    /// <param name="toNextPoint">To stop at the next point, which is the last one that was added; else at the end of the text.</param>
    /// <returns>Whether there may be more tokens behind the last point.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool Scan(ReadOnlySpan<byte> text, ScanPoint from, TokenBuffer tokens, bool toNextPoint)
    {
        preprocessor.Resume(from.State >> RegionShift);
        badTokens = 0;
        var usings = UsingDirectives.Resume(from.State & ((1 << RegionShift) - 1));
        var position = from.Position;
        while (true)
        {
            if ((uint)position < (uint)text.Length && ByteClass.StartsTrivia(text[position]))
            {
                position = Trivia.End(text, position, isTrailing: false, preprocessor, out _);
            }

            if ((uint)position >= (uint)text.Length)
            {
                return false;
            }

            var start = position;
            var first = text[position];
            switch (ByteClass.Of(first))
            {
                case ByteClass.Letter:
                    position = ByteClass.EndOfAsciiIdentifier(text, position + 1);
                    var isPlain = true;
                    if ((uint)position < (uint)text.Length && (text[position] >= 0x80 || text[position] == '\\'))
                    {
                        position = IdentifierToken.End(text, start, out isPlain);
                    }

                    var hash = TokenHash.Of(text, start, position - start);
                    if (isPlain && Keywords.MayBegin(first) && Keywords.Contains(hash))
                    {
                        tokens.Add(start, position - start, hash, TokenKind.Keyword);
                        usings.OnKeyword(hash, tokens);
                    }
                    else
                    {
                        tokens.Add(start, position - start, hash, TokenKind.Identifier);
                    }

                    break;
                case ByteClass.Structural:
                    position++;
                    tokens.Add(start, 1, TokenHash.OfSingleByte(first), TokenKind.Structural);
                    if (first is (byte)';' or (byte)'{' or (byte)'}')
                    {
                        usings.OnStructural(first, tokens);
                    }

                    break;
                case ByteClass.SinglePunctuation:
                    position++;
                    tokens.Add(start, 1, TokenHash.OfSingleByte(first), TokenKind.Punctuation);
                    break;
                case ByteClass.CompoundPunctuation:
                    if (first is (byte)'=' or (byte)'<' or (byte)'|' && ConflictMarker.IsAt(text, position))
                    {
                        position = Trivia.End(text, position, isTrailing: false, preprocessor, out _);
                        continue;
                    }

                    position = AddPunctuation(text, start, start + PunctuationToken.Length(text, start), tokens);
                    break;
                case ByteClass.Dot when start + 1 >= text.Length || !char.IsAsciiDigit((char)text[start + 1]):
                    position++;
                    tokens.Add(start, 1, TokenHash.OfSingleByte(first), TokenKind.Punctuation);
                    break;
                default:
                    position = AddOther(text, start, tokens);
                    break;
            }

            if ((uint)position < (uint)text.Length && ByteClass.StartsTrivia(text[position]))
            {
                // One space between two tokens is what most trivia is.
                if (text[position] == ' ' && (uint)(position + 1) < (uint)text.Length && !ByteClass.StartsTrivia(text[position + 1]))
                {
                    position++;
                    continue;
                }

                position = Trivia.End(text, position, isTrailing: true, preprocessor, out var endsLine);
                if (endsLine && text[position - 1] == '\n' && StateAfter(usings, tokens) is not UsingDirectives.NoState and var state)
                {
                    tokens.AddPoint(position, state);
                    if (toNextPoint)
                    {
                        return true;
                    }
                }
            }
        }
    }

    private int StateAfter(in UsingDirectives usings, TokenBuffer tokens)
    {
        var regions = badTokens == 0 ? preprocessor.OpenRegions : Preprocessor.MoreThanRegions;
        var state = regions is Preprocessor.MoreThanRegions or > MostRegions ? UsingDirectives.NoState : usings.StateAfter(tokens);
        return state == UsingDirectives.NoState ? state : state | regions << RegionShift;
    }

    // Apart from the loop, which is the faster for being short.
    private int AddOther(ReadOnlySpan<byte> text, int start, TokenBuffer tokens)
    {
        var first = text[start];
        switch (ByteClass.Of(first))
        {
            case ByteClass.Dot when start > 0 && text[start - 1] == '.':
                // The second of two dots is never the point of a number: 1..5 is a range.
                tokens.Add(start, 1, TokenHash.OfSingleByte(first), TokenKind.Punctuation);
                return start + 1;
            case ByteClass.Dot or ByteClass.Digit:
                return Add(text, start, NumberToken.End(text, start), TokenKind.Number, tokens);
            case ByteClass.Quote:
                return AddLines(text, start, StringToken.End(text, start), TokenKind.String, tokens);
            case ByteClass.Apostrophe:
                return AddLines(text, start, StringToken.EndOfCharacter(text, start), TokenKind.Character, tokens);
            case ByteClass.Dollar when InterpolatedString.StartsAtDollar(text, start):
                return AddLines(text, start, interpolatedString.End(text, start), TokenKind.String, tokens);
            case ByteClass.At:
                return AddAt(text, start, tokens);
            case ByteClass.Backslash or ByteClass.NonAscii when IdentifierToken.Starts(text, start):
                return AddIdentifier(text, start, start, tokens);
            default:
                return AddBad(text, start, tokens);
        }
    }

    private int AddAt(ReadOnlySpan<byte> text, int start, TokenBuffer tokens)
    {
        var position = StringToken.EndOfRun(text, start, (byte)'@');
        if (PhysicalLine.Is(text, position, '"'))
        {
            return AddLines(text, start, StringToken.EndOfVerbatim(text, position), TokenKind.String, tokens);
        }

        if (PhysicalLine.Is(text, position, '$'))
        {
            return AddLines(text, start, interpolatedString.End(text, start), TokenKind.String, tokens);
        }

        if (IdentifierToken.Starts(text, position))
        {
            return AddIdentifier(text, start, position, tokens);
        }

        // Razor's transition to markup takes its line; other stray signs are one bad token together. Neither counts as a bad character.
        var end = position == start + 1 && PhysicalLine.Is(text, position, ':') ? PhysicalLine.End(text, position) : position;
        return AddLines(text, start, end, TokenKind.Bad, tokens);
    }

    private int AddBad(ReadOnlySpan<byte> text, int start, TokenBuffer tokens)
    {
        int end;
        if (UnicodeEscape.IsAt(text, start))
        {
            UnicodeEscape.Read(text, start, out end);
        }
        else
        {
            SourceCharacter.At(text, start, out var length);
            end = start + length;
        }

        badTokens++;
        return AddLines(text, start, badTokens > MostBadTokens ? text.Length : end, TokenKind.Bad, tokens);
    }

    private static int AddIdentifier(ReadOnlySpan<byte> text, int start, int name, TokenBuffer tokens) =>
        Add(text, start, IdentifierToken.End(text, name, out _), TokenKind.Identifier, tokens);

    private static int AddPunctuation(ReadOnlySpan<byte> text, int start, int end, TokenBuffer tokens)
    {
        var hash = end == start + 1 ? TokenHash.OfSingleByte(text[start]) : TokenHash.Of(text, start, end - start);
        tokens.Add(start, end - start, hash, TokenKind.Punctuation);
        return end;
    }

    private static int Add(ReadOnlySpan<byte> text, int start, int end, TokenKind kind, TokenBuffer tokens)
    {
        tokens.Add(start, end - start, TokenHash.Of(text, start, end - start), kind);
        return end;
    }

    // Adds a token that may hold line ends: its hash is that of the token with LF for CR LF.
    private int AddLines(ReadOnlySpan<byte> text, int start, int end, TokenKind kind, TokenBuffer tokens)
    {
        var token = text[start..end];
        var lineEnd = token.IndexOf("\r\n"u8);
        if (lineEnd < 0)
        {
            return Add(text, start, end, kind, tokens);
        }

        if (foldedLines.Length < token.Length)
        {
            foldedLines = new byte[Math.Max(token.Length, foldedLines.Length * 2)];
        }

        var length = 0;
        while (lineEnd >= 0)
        {
            token[..lineEnd].CopyTo(foldedLines.AsSpan(length));
            length += lineEnd;
            token = token[(lineEnd + 1)..];
            lineEnd = token.IndexOf("\r\n"u8);
        }

        token.CopyTo(foldedLines.AsSpan(length));
        length += token.Length;
        tokens.Add(start, end - start, TokenHash.Of(foldedLines, 0, length), kind);
        return end;
    }
}
