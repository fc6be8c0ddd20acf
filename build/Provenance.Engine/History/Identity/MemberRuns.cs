using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds whole members inside a run of tokens, by their brackets: no parser would read a fragment.</summary>
/// <remarks>A member begins after a brace or semicolon with an attribute or an access modifier, and ends with the brace that closes its first block, or with a semicolon outside all brackets.</remarks>
internal sealed class MemberRuns
{
    /// <summary>Fewer units say too little, even when they are a member: <c>private int x;</c> is everywhere.</summary>
    public const int MinUnits = 12;

    private static readonly ulong OpenBrace = TokenHash.Of("{"u8);
    private static readonly ulong CloseBrace = TokenHash.Of("}"u8);
    private static readonly ulong OpenParenthesis = TokenHash.Of("("u8);
    private static readonly ulong CloseParenthesis = TokenHash.Of(")"u8);
    private static readonly ulong Semicolon = TokenHash.Of(";"u8);

    private static readonly ulong OpenBracket = TokenHash.Of("["u8);
    private static readonly ulong Public = TokenHash.Of("public"u8);
    private static readonly ulong Private = TokenHash.Of("private"u8);
    private static readonly ulong Protected = TokenHash.Of("protected"u8);
    private static readonly ulong Internal = TokenHash.Of("internal"u8);

    private readonly Stack<int> _open = new();
    private int[] _close = [];

    /// <summary>The whole members of a run, in the order in which they begin: one that holds others comes before them.</summary>
    public List<FreeRun> Find(UnitSequence units, FreeRun run)
    {
        var result = new List<FreeRun>();
        PairBrackets(units.Hashes, run);
        for (var unit = run.Start; unit + MinUnits <= run.End; unit++)
        {
            var end = IsBeginning(units.Hashes[unit]) && IsBoundary(units, unit - 1) ? EndOf(units.Hashes, unit, run) : -1;
            if (end - unit >= MinUnits)
            {
                result.Add(new FreeRun(run.File, unit, end));
            }
        }

        return result;
    }

    private static bool IsBeginning(ulong hash) => hash == OpenBracket || hash == Public || hash == Private || hash == Protected || hash == Internal;

    private static bool IsBoundary(UnitSequence units, int unit) =>
        unit < 0 || units.Hashes[unit] == OpenBrace || units.Hashes[unit] == CloseBrace || units.Hashes[unit] == Semicolon;

    /// <summary>Per unit of the run, counted from its start, where the bracket that opens there is closed; −1 when nowhere in the run.</summary>
    private void PairBrackets(ulong[] hashes, FreeRun run)
    {
        if (_close.Length < run.Length)
        {
            _close = new int[Math.Max(run.Length, 2 * _close.Length)];
        }

        _open.Clear();
        for (var unit = run.Start; unit < run.End; unit++)
        {
            var hash = hashes[unit];
            if (hash == OpenBrace || hash == OpenParenthesis)
            {
                _close[unit - run.Start] = -1;
                _open.Push(unit);
            }
            else if ((hash == CloseBrace || hash == CloseParenthesis) && _open.TryPop(out var open))
            {
                _close[open - run.Start] = unit;
            }
        }
    }

    // Brackets are jumped over: a text of nothing but brackets that open costs no more than another.
    private int EndOf(ulong[] hashes, int start, FreeRun run)
    {
        for (var unit = start; unit < run.End; unit++)
        {
            var hash = hashes[unit];
            if (hash == Semicolon)
            {
                return unit + 1;
            }

            if (hash == CloseBrace || hash == CloseParenthesis)
            {
                return -1;
            }

            if (hash == OpenBrace || hash == OpenParenthesis)
            {
                unit = _close[unit - run.Start];
                if (unit < 0)
                {
                    return -1;
                }

                if (hashes[unit] == CloseBrace)
                {
                    return unit + 1;
                }
            }
        }

        return -1;
    }
}
