using Provenance.Engine.Git;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds what weighs nothing of the units that a step of the mainline bears: copies of code that lived before it or stands before it in the step, and what tables have beyond their cap.</summary>
internal sealed class StepWeights(CloneIndex clones, VersionTexts texts)
{
    /// <param name="first">The tree before the step.</param>
    /// <param name="segments">What the new version of each open file keeps.</param>
    /// <param name="renamed">Files that have another name and the same text.</param>
    /// <returns>Per open file the kind of each unit; null where all weigh.</returns>
    public UnitKind[]?[] Find(TreeState first, List<OpenFile> open, List<List<Segment>> segments, List<RawChange> renamed)
    {
        var kinds = new UnitKind[]?[open.Count];
        var byPath = new Dictionary<string, int>(StringComparer.Ordinal);
        var changes = new Dictionary<string, ChangedText>(StringComparer.Ordinal);
        foreach (var change in renamed)
        {
            changes[change.Path] = new ChangedText(change.Path, null, [], change.OldPath);
        }

        for (var file = 0; file < open.Count; file++)
        {
            if (open[file] is { New: { } units, Change.Path: var path })
            {
                var births = Births(units, segments[file]);
                changes[path] = new ChangedText(path, units, births);
                byPath[path] = file;
            }
        }

        foreach (var file in open)
        {
            changes.TryAdd(file.Change.OldPath, new ChangedText(file.Change.OldPath, null, []));
        }

        foreach (var clone in clones.Step(changes.Values, TextOf))
        {
            var file = byPath[clone.Path];
            kinds[file] ??= new UnitKind[open[file].New!.Count];
            kinds[file].AsSpan(clone.Start, clone.End - clone.Start).Fill(UnitKind.Copied);
        }

        // Last: a long table repeats itself, and is no copy for that.
        foreach (var (path, file) in byPath)
        {
            MarkTables(open[file].New!, changes[path].IsBirth, ref kinds[file]);
        }

        return kinds;

        UnitSequence? TextOf(string path) => first.Files.GetValueOrDefault(path) is { TextBlob: not null } living ? texts.Of(living) : null;
    }

    private static bool[] Births(UnitSequence units, List<Segment> segments)
    {
        var births = new bool[units.Count];
        Array.Fill(births, true);
        foreach (var segment in segments)
        {
            births.AsSpan(segment.NewStart, segment.Length).Clear();
        }

        return births;
    }

    private static void MarkTables(UnitSequence units, bool[] births, ref UnitKind[]? kinds)
    {
        var (literals, born) = (0, 0);
        for (var unit = 0; unit < births.Length; unit++)
        {
            var isLiteral = (units.Traits[unit] & UnitTraits.Literal) != 0 ? 1 : 0;
            literals += isLiteral;
            born += births[unit] ? isLiteral : 0;
        }

        if (born == 0 || literals <= LiteralTables.MostUnits / 2)
        {
            return;
        }

        foreach (var (start, end) in LiteralTables.BeyondCap(units))
        {
            for (var unit = start; unit < end; unit++)
            {
                if (births[unit])
                {
                    kinds ??= new UnitKind[births.Length];
                    kinds[unit] = UnitKind.Tabled;
                }
            }
        }
    }
}
