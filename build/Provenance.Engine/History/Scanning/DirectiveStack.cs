using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>The directives that decide what is compiled, in source order, as far as they are still in force.</summary>
internal sealed class DirectiveStack
{
    private const int None = -1;

    // No file of anybody's defines a tenth of this; a crafted one with 100,000 would take time in the square of that, as it does in Roslyn.
    internal const int MostSymbols = 4096;

    private readonly List<Entry> entries = [];
    private readonly List<Entry> taken = [];
    private int symbols;

    internal enum Kind : byte
    {
        If,
        Elif,
        Else,
        Region,
        Define,
        Undefine,
    }

    /// <summary>Whether a conditional or a region is open, and which directive was the last to begin or go on with one; null when none is.</summary>
    public Kind? Innermost => Top is { Branch: not None } top ? entries[top.Branch].Kind : null;

    /// <summary>How many regions are open; null when anything else is in force.</summary>
    public int? OpenRegions
    {
        get
        {
            foreach (ref readonly var entry in CollectionsMarshal.AsSpan(entries))
            {
                if (entry.Kind != Kind.Region)
                {
                    return null;
                }
            }

            return entries.Count;
        }
    }

    /// <summary>Whether a branch of the innermost conditional was taken; to be asked only when <see cref="Innermost"/> is a conditional.</summary>
    public bool WasBranchTaken => entries[Top.Branch].WasTaken;

    private Entry Top => entries.Count > 0 ? entries[^1] : new Entry { Branch = None, Visible = None };

    /// <summary>Whether a symbol is defined; none is defined from outside.</summary>
    /// <remarks>
    /// Roslyn looks at every <c>#define</c> that stands since the last <c>#elif</c> or <c>#else</c>, whether its branch is taken or not:
    /// in <c>#if false</c>, <c>#define A</c>, <c>#elif A</c> the second branch is taken.
    /// </remarks>
    public bool IsDefined(string symbol)
    {
        var index = Top.Visible;
        while (index != None)
        {
            ref readonly var entry = ref CollectionsMarshal.AsSpan(entries)[index];
            if (string.Equals(entry.Symbol, symbol, StringComparison.Ordinal))
            {
                return entry.Kind == Kind.Define;
            }

            index = entry.NextVisible;
        }

        return false;
    }

    public void Clear()
    {
        entries.Clear();
        symbols = 0;
    }

    public void PushBranch(Kind kind, bool isTaken)
    {
        var top = Top;
        var isNew = kind == Kind.If;
        entries.Add(new Entry
        {
            Kind = kind,
            IsTaken = isTaken,
            WasTaken = isTaken || (!isNew && WasBranchTaken),
            Branch = entries.Count,
            If = isNew ? entries.Count : entries[top.Branch].If,

            // Symbols of the conditional's earlier branches are out of sight.
            Visible = isNew ? top.Visible : entries[entries[top.Branch].If].Visible,
        });
    }

    public void PushRegion() => entries.Add(new Entry { Kind = Kind.Region, Branch = entries.Count, Visible = Top.Visible });

    /// <summary>Defines or undefines a symbol; without effect once <see cref="MostSymbols"/> such directives are in force.</summary>
    public void PushSymbol(Kind kind, string symbol)
    {
        if (symbols == MostSymbols)
        {
            return;
        }

        var top = Top;
        symbols++;
        entries.Add(new Entry { Kind = kind, Symbol = symbol, Branch = top.Branch, Visible = entries.Count, NextVisible = top.Visible });
    }

    /// <summary>Closes the innermost conditional: symbols of branches that were not taken are forgotten.</summary>
    public void CompleteIf()
    {
        TakeFrom(entries[Top.Branch].If);
        var isIncluded = false;
        foreach (var entry in taken)
        {
            if (entry.Symbol is null)
            {
                isIncluded = entry.IsTaken;
            }
            else if (isIncluded)
            {
                PushSymbol(entry.Kind, entry.Symbol);
            }
        }
    }

    /// <summary>Closes the innermost region.</summary>
    public void CompleteRegion()
    {
        TakeFrom(Top.Branch);
        foreach (var entry in taken)
        {
            if (entry.Symbol is not null)
            {
                PushSymbol(entry.Kind, entry.Symbol);
            }
        }
    }

    // Behind the start of the innermost conditional or region stand its own branches and symbols only: whatever else was opened there is closed.
    private void TakeFrom(int start)
    {
        taken.Clear();
        taken.AddRange(CollectionsMarshal.AsSpan(entries)[start..]);
        entries.RemoveRange(start, entries.Count - start);
        symbols -= taken.Count(static entry => entry.Symbol is not null);
    }

    /// <summary>Indices are of entries at or below this one.</summary>
    private readonly struct Entry
    {
        public Kind Kind { get; init; }

        public bool IsTaken { get; init; }

        /// <summary>Of a branch: whether it or an earlier one of its conditional was taken.</summary>
        public bool WasTaken { get; init; }

        public string? Symbol { get; init; }

        /// <summary>The innermost conditional's last branch, or the innermost region.</summary>
        public int Branch { get; init; }

        /// <summary>Of a branch: the first one of its conditional.</summary>
        public int If { get; init; }

        /// <summary>The last symbol in sight from here.</summary>
        public int Visible { get; init; }

        /// <summary>Of a symbol: the one before it in sight.</summary>
        public int NextVisible { get; init; }
    }
}
