namespace Provenance.Engine.History.Scanning;

/// <summary>Directives, and the text that they exclude. No symbol is defined but by the file itself.</summary>
internal sealed class Preprocessor
{
    private readonly DirectiveStack directives = new();
    private readonly DirectiveCondition condition = new();

    private enum Outcome
    {
        NoBranch,
        Taken,
        NotTaken,
        NotTakenIf,
        EndIf,
    }

    /// <summary>What <see cref="OpenRegions"/> is where a conditional is open or a symbol defined.</summary>
    public const int MoreThanRegions = -1;

    /// <summary>How many regions are open, when they are all that is remembered.</summary>
    public int OpenRegions => directives.OpenRegions ?? MoreThanRegions;

    public void Clear() => directives.Clear();

    /// <summary>Forgets everything but so many open regions.</summary>
    public void Resume(int openRegions)
    {
        directives.Clear();
        for (var i = 0; i < openRegions; i++)
        {
            directives.PushRegion();
        }
    }

    /// <summary>End of the directive whose <c>#</c> is at a position, and of the text that it excludes.</summary>
    public int Run(ReadOnlySpan<byte> text, int position)
    {
        var outcome = Apply(text, position, isActive: true, isEndActive: true);
        position = DirectiveLine.Next(text, position);
        return outcome is Outcome.NotTaken or Outcome.NotTakenIf ? EndOfExcluded(text, position) : position;
    }

    private int EndOfExcluded(ReadOnlySpan<byte> text, int position)
    {
        var nested = 0;
        while (position < text.Length)
        {
            var first = PhysicalLine.EndOfWhiteSpace(text, position);
            if (!PhysicalLine.Is(text, first, '#'))
            {
                position = PhysicalLine.Next(text, first);
                continue;
            }

            position = DirectiveLine.Next(text, first);

            switch (Apply(text, first, isActive: false, isEndActive: nested == 0))
            {
                case Outcome.NotTakenIf:
                    nested++;
                    break;
                case Outcome.EndIf or Outcome.Taken:
                    if (nested == 0)
                    {
                        return position;
                    }

                    nested--;
                    break;
            }
        }

        return position;
    }

    // A directive that does not nest with those before it has no effect: an #endif in an open #region closes nothing.
    private Outcome Apply(ReadOnlySpan<byte> text, int position, bool isActive, bool isEndActive)
    {
        position = PhysicalLine.EndOfWhiteSpace(text, position + 1);
        var end = IdentifierToken.End(text, position, out var isPlain);
        if (!isPlain)
        {
            return Outcome.NoBranch;
        }

        var innermost = directives.Innermost;
        bool isTaken;
        switch (text[position..end])
        {
            case [(byte)'i', (byte)'f']:
                isTaken = condition.Evaluate(text, end, directives) && isActive;
                directives.PushBranch(DirectiveStack.Kind.If, isTaken);
                return isTaken ? Outcome.Taken : Outcome.NotTakenIf;
            case [(byte)'e', (byte)'l', (byte)'i', (byte)'f'] when innermost is DirectiveStack.Kind.If or DirectiveStack.Kind.Elif:
                isTaken = condition.Evaluate(text, end, directives) && isEndActive && !directives.WasBranchTaken;
                directives.PushBranch(DirectiveStack.Kind.Elif, isTaken);
                return isTaken ? Outcome.Taken : Outcome.NotTaken;
            case [(byte)'e', (byte)'l', (byte)'s', (byte)'e'] when innermost is DirectiveStack.Kind.If or DirectiveStack.Kind.Elif:
                isTaken = isEndActive && !directives.WasBranchTaken;
                directives.PushBranch(DirectiveStack.Kind.Else, isTaken);
                return isTaken ? Outcome.Taken : Outcome.NotTaken;
            case var word when word.SequenceEqual("endif"u8):
                if (innermost is null or DirectiveStack.Kind.Region)
                {
                    return Outcome.NoBranch;
                }

                directives.CompleteIf();
                return Outcome.EndIf;
            case var word when word.SequenceEqual("region"u8):
                directives.PushRegion();
                return Outcome.NoBranch;
            case var word when word.SequenceEqual("endregion"u8):
                if (innermost == DirectiveStack.Kind.Region)
                {
                    directives.CompleteRegion();
                }

                return Outcome.NoBranch;
            case var word when word.SequenceEqual("define"u8):
                directives.PushSymbol(DirectiveStack.Kind.Define, ReadSymbol(text, end));
                return Outcome.NoBranch;
            case var word when word.SequenceEqual("undef"u8):
                directives.PushSymbol(DirectiveStack.Kind.Undefine, ReadSymbol(text, end));
                return Outcome.NoBranch;
            default:
                return Outcome.NoBranch;
        }
    }

    // A #define without a name defines the empty name, which an #if without an expression then asks for.
    private static string ReadSymbol(ReadOnlySpan<byte> text, int position)
    {
        position = PhysicalLine.EndOfWhiteSpace(text, position);
        if (!IdentifierToken.Starts(text, position))
        {
            return "";
        }

        var identifier = text[position..IdentifierToken.End(text, position, out var isPlain)];
        return isPlain && DirectiveSymbol.IsKeyword(identifier) ? "" : DirectiveSymbol.Read(identifier);
    }
}
