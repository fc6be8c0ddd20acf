namespace Provenance.Engine.History.Scanning;

/// <summary>The directives that decide what is compiled, in source order, as far as they are still in force.</summary>
internal sealed class DirectiveStack
{
    private readonly List<Entry> entries = [];

    internal enum Kind : byte
    {
        If,
        Elif,
        Else,
        Region,
        Define,
        Undefine,
    }

    /// <summary>Whether a conditional or a region is open, and which was the last to begin or go on; null when none is.</summary>
    public Kind? Innermost()
    {
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            if (entries[index].Kind <= Kind.Region)
            {
                return entries[index].Kind;
            }
        }

        return null;
    }

    /// <summary>Whether an earlier branch of the innermost conditional was taken.</summary>
    public bool WasBranchTaken()
    {
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            if (entries[index].IsTaken)
            {
                return true;
            }

            if (entries[index].Kind == Kind.If)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Whether a symbol is defined; none is defined from outside.</summary>
    /// <remarks>
    /// Roslyn looks at every <c>#define</c> that stands since the last <c>#elif</c> or <c>#else</c>, whether its branch is taken or not:
    /// in <c>#if false</c>, <c>#define A</c>, <c>#elif A</c> the second branch is taken.
    /// </remarks>
    public bool IsDefined(string symbol)
    {
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            var entry = entries[index];
            switch (entry.Kind)
            {
                case Kind.Define or Kind.Undefine:
                    if (string.Equals(entry.Symbol, symbol, StringComparison.Ordinal))
                    {
                        return entry.Kind == Kind.Define;
                    }

                    break;
                case Kind.Elif or Kind.Else:
                    do
                    {
                        index--;
                    }
                    while (index >= 0 && entries[index].Kind != Kind.If);
                    break;
            }
        }

        return false;
    }

    public void Clear() => entries.Clear();

    public void PushBranch(Kind kind, bool isTaken) => entries.Add(new Entry(kind, isTaken, Symbol: null));

    public void PushRegion() => entries.Add(new Entry(Kind.Region, IsTaken: false, Symbol: null));

    public void PushSymbol(Kind kind, string symbol) => entries.Add(new Entry(kind, IsTaken: false, symbol));

    /// <summary>Closes the innermost conditional: what stood in branches that were not taken is forgotten.</summary>
    public void CompleteIf()
    {
        var start = entries.FindLastIndex(static entry => entry.Kind == Kind.If);
        var isIncluded = entries[start].IsTaken;
        var kept = start;
        for (var index = start + 1; index < entries.Count; index++)
        {
            if (entries[index].Kind is Kind.Elif or Kind.Else)
            {
                isIncluded = entries[index].IsTaken;
            }
            else if (isIncluded)
            {
                entries[kept++] = entries[index];
            }
        }

        entries.RemoveRange(kept, entries.Count - kept);
    }

    /// <summary>Closes the innermost region.</summary>
    public void CompleteRegion() => entries.RemoveAt(entries.FindLastIndex(static entry => entry.Kind == Kind.Region));

    private readonly record struct Entry(Kind Kind, bool IsTaken, string? Symbol);
}
