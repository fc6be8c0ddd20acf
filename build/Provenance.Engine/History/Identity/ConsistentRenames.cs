using System.Runtime.InteropServices;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds identifiers that a commit renames the same way wherever it meets them: what a renaming tool does, which neither claims nor kills code.</summary>
/// <remarks>
/// Only inside regions where something took the place of something, and only when both stretches are equal once names are folded. A name
/// that is given two new names in one commit, or is met fewer than three times, was rewritten and not renamed.
/// </remarks>
internal sealed class ConsistentRenames
{
    private const int MinUses = 3;

    private readonly Dictionary<ulong, (ulong New, int Uses, bool IsAmbiguous)> _names = [];
    private readonly List<(int File, int OldStart, int NewStart, int Length)> _stretches = [];

    public void Find(List<FileStep> steps)
    {
        _names.Clear();
        _stretches.Clear();
        for (var file = 0; file < steps.Count; file++)
        {
            foreach (var region in steps[file].Regions)
            {
                if (region.OldEnd > region.OldStart && region.NewEnd > region.NewStart)
                {
                    AddStretches(steps[file], file, region);
                }
            }
        }

        foreach (var (file, oldStart, newStart, length) in _stretches)
        {
            TakeRenamed(steps[file], file, oldStart, newStart, length);
        }
    }

    /// <summary>The whole region when both sides fold to the same; else what they have in common at both ends.</summary>
    private void AddStretches(FileStep step, int file, Region region)
    {
        var (oldCount, newCount) = (region.OldEnd - region.OldStart, region.NewEnd - region.NewStart);
        var limit = Math.Min(oldCount, newCount);
        var prefix = 0;
        while (prefix < limit && AreAlike(step, region.OldStart + prefix, region.NewStart + prefix))
        {
            prefix++;
        }

        Add(step, file, region.OldStart, region.NewStart, prefix);
        var suffix = 0;
        while (suffix < limit - prefix && AreAlike(step, region.OldEnd - 1 - suffix, region.NewEnd - 1 - suffix))
        {
            suffix++;
        }

        Add(step, file, region.OldEnd - suffix, region.NewEnd - suffix, suffix);
    }

    private void Add(FileStep step, int file, int oldStart, int newStart, int length)
    {
        if (length == 0)
        {
            return;
        }

        _stretches.Add((file, oldStart, newStart, length));
        for (var i = 0; i < length; i++)
        {
            var (old, @new) = (step.Old.Hashes[oldStart + i], step.New.Hashes[newStart + i]);
            if (old != @new)
            {
                ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, old, out var exists);
                name = exists ? (name.New, name.Uses + 1, name.IsAmbiguous || name.New != @new) : (@new, 1, false);
            }
        }
    }

    // A name in a using directive weighs nothing and is no partner for one in code.
    private static bool AreAlike(FileStep step, int old, int @new) =>
        step.IsOldFree(old) && step.IsNewFree(@new)
        && (step.Old.Hashes[old] == step.New.Hashes[@new] || AreNames(step.Old.Traits[old], step.New.Traits[@new]));

    private static bool AreNames(byte before, byte after) => (before & after & UnitTraits.Identifier) != 0 && ((before ^ after) & UnitTraits.Weightless) == 0;

    private void TakeRenamed(FileStep step, int file, int oldStart, int newStart, int length)
    {
        for (var i = 0; i < length; i++)
        {
            var first = i;
            while (i < length && IsKept(step, oldStart + i, newStart + i))
            {
                i++;
            }

            if (i > first)
            {
                step.Take(step, new Piece(file, oldStart + first, newStart + first, i - first, PieceKind.Renamed));
            }
        }
    }

    private bool IsKept(FileStep step, int old, int @new)
    {
        var (before, after) = (step.Old.Hashes[old], step.New.Hashes[@new]);
        return before == after || (_names[before] is { IsAmbiguous: false, Uses: >= MinUses } name && name.New == after);
    }
}
