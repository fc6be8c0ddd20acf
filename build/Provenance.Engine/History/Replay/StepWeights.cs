using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds what weighs nothing of the units that a step of the mainline bears: copies of code that lived before it or stands before it in the step, what tables have beyond their cap, and what is only written around code.</summary>
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
            MarkTables(open[file].New!, changes[path].Births, ref kinds[file]);
            Dressing.Mark(open[file].New!, changes[path].Births, ref kinds[file]);
        }

        return kinds;

        UnitSequence? TextOf(string path) => first.Files.GetValueOrDefault(path) is { TextBlob: not null } living ? texts.Of(living) : null;
    }

    private static ImmutableArray<(int Start, int End)> Births(UnitSequence units, List<Segment> segments)
    {
        var births = ImmutableArray.CreateBuilder<(int, int)>();
        var known = 0;
        foreach (var segment in segments)
        {
            if (segment.NewStart > known)
            {
                births.Add((known, segment.NewStart));
            }

            known = Math.Max(known, segment.NewStart + segment.Length);
        }

        if (known < units.Count)
        {
            births.Add((known, units.Count));
        }

        return births.DrainToImmutable();
    }

    private static void MarkTables(UnitSequence units, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        if (births.All(birth => CountLiterals(units, birth) == 0) || CountLiterals(units, (0, units.Count)) <= LiteralTables.MostUnits / 2)
        {
            return;
        }

        foreach (var table in LiteralTables.BeyondCap(units))
        {
            foreach (var birth in births)
            {
                var (start, end) = (Math.Max(table.Start, birth.Start), Math.Min(table.End, birth.End));
                if (start < end)
                {
                    kinds ??= new UnitKind[units.Count];
                    kinds.AsSpan(start, end - start).Fill(UnitKind.Tabled);
                }
            }
        }
    }

    private static int CountLiterals(UnitSequence units, (int Start, int End) range)
    {
        var literals = 0;
        foreach (var traits in units.Traits.AsSpan(range.Start..range.End))
        {
            literals += traits & UnitTraits.Literal;
        }

        return literals / UnitTraits.Literal;
    }
}
