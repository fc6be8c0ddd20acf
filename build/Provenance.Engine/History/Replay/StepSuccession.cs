using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Lets code go on in a copy of it: who copies first and deletes the original some days later has moved it.</summary>
/// <remarks>
/// Only when the step removes all that the copy repeats, token by token, in one run and puts nothing in its place, and the copy entered shipping code at most 14 days ago; once for each token. Code of the same shape under
/// other names is a clone and no heir. The copy is found by what the tree and its lives say, so that nothing has to be remembered between steps.
/// </remarks>
internal sealed class StepSuccession(WalkTables tables, VersionTexts texts, StepChallenges challenges)
{
    /// <summary>How long after it was copied the original may be deleted.</summary>
    public const long MostSeconds = 14 * 86_400L;

    private const int Ends = Winnowing.Seed - 1;

    private readonly RunBuilder _runs = new();

    /// <summary>Takes over what a step removes, before it is ended.</summary>
    /// <param name="first">The tree before the step.</param>
    /// <param name="updates">New versions of files; those that take something over are replaced or added.</param>
    public void Find(int step, TreeState first, List<OpenFile> open, List<(string Path, FileVersion File)> updates)
    {
        var earliest = tables.Clock.FirstYounger(MostSeconds + 1);
        if (tables.Lives.LastCopying < earliest)
        {
            return;
        }

        for (var file = 0; file < open.Count; file++)
        {
            foreach (var region in open[file].Step.Regions)
            {
                if (region.OldEnd - region.OldStart < Chains.Shortest || open[file].CauseIn(region) is var cause && cause == DeathCause.Modified)
                {
                    continue;
                }

                foreach (var run in open[file].Step.FreeOldIn(file, region).ToList().Where(run => run.Length >= Chains.Shortest))
                {
                    HandOn(new Removed(step, earliest, open[file], run, cause, challenges.Of(file)), first, updates);
                }
            }
        }
    }

    private void HandOn(Removed removed, TreeState first, List<(string Path, FileVersion File)> updates)
    {
        foreach (var path in tables.Clones.Resembling(removed.File.Old, removed.Run.Start, removed.Run.End))
        {
            var update = updates.FindIndex(known => string.Equals(known.Path, path, StringComparison.Ordinal));
            var version = update >= 0 ? updates[update].File : first.Files.GetValueOrDefault(path);
            if (version?.Lives is null || TakenOver(removed, version) is not { } heir)
            {
                continue;
            }

            if (update >= 0)
            {
                updates[update] = (path, heir);
            }
            else
            {
                updates.Add((path, heir));
            }
        }
    }

    /// <summary>A file in which copies took over; null where there is none that can.</summary>
    private FileVersion? TakenOver(Removed removed, FileVersion version)
    {
        FileVersion? heir = null;
        foreach (var (start, end) in Copies(version.Lives!, removed.Earliest))
        {
            foreach (var piece in Pieces(removed, texts.Of(version), version.Lives!, start, end))
            {
                heir = TakeOver(removed, heir ?? version, piece);
            }
        }

        return heir;
    }

    /// <summary>Stretches of copied code that entered together and lately, with what weighs nothing for other reasons inside them.</summary>
    private List<(int Start, int End)> Copies(RunList lives, int earliest)
    {
        var copies = new List<(int Start, int End)>();
        var (start, entry, isCopy) = (0, -1, false);
        foreach (var (life, at, _) in lives.Runs(0, lives.Count))
        {
            var known = tables.Lives[life];
            var isPart = known.Entry >= earliest && (known.Kind & UnitKind.Weightless) != UnitKind.None && tables.Origins[known.Origin].Scope == ScopeClass.Ships;
            if (!isPart || known.Entry != entry)
            {
                Close(at);
                (start, entry) = (at, isPart ? known.Entry : -1);
            }

            isCopy |= isPart && (known.Kind & UnitKind.Copied) != UnitKind.None;
        }

        Close(lives.Count);
        return copies;

        void Close(int end)
        {
            if (isCopy && end - start >= Chains.Shortest)
            {
                copies.Add((start, end));
            }

            isCopy = false;
        }
    }

    /// <summary>Where a copy says what was removed: nothing unless all of the copy stands in it as one run, token by token, but for ends that are too short to be a match, such as the head of another class.</summary>
    private List<Piece> Pieces(Removed removed, UnitSequence copy, RunList lives, int start, int end)
    {
        var pieces = new List<Piece>();
        var olds = removed.File.Old.Hashes.AsSpan(removed.Run.Start, removed.Run.Length);
        var news = copy.Hashes.AsSpan(start, end - start);
        if (olds.IndexOf(news[Ends..^Ends]) is not (>= 0 and var core))
        {
            return pieces;
        }

        var back = CommonSuffix(olds[..core], news[..Ends]);
        var length = back + olds[core..].CommonPrefixLength(news[Ends..]);
        for (var i = 0; i < length; i++)
        {
            var (from, to) = (removed.Run.Start + core - back + i, start + Ends - back + i);
            if (!CanFollow(removed, from, copy, to, lives))
            {
                continue;
            }

            if (pieces.Count > 0 && pieces[^1] is var last && last.OldStart + last.Length == from && last.NewStart + last.Length == to)
            {
                pieces[^1] = last with { Length = last.Length + 1 };
            }
            else
            {
                pieces.Add(new Piece(0, from, to, 1, PieceKind.Moved));
            }
        }

        return pieces;
    }

    private bool CanFollow(Removed removed, int from, UnitSequence copy, int to, RunList lives) =>
        removed.File.Old.Traits[from] == copy.Traits[to] && removed.File.Step.IsOldFree(from)
        && (KindAt(removed.File.Before!.Lives!, from) & (UnitKind.Weightless | UnitKind.Succeeded)) == UnitKind.None && (KindAt(lives, to) & UnitKind.Copied) != UnitKind.None;

    private UnitKind KindAt(RunList lives, int unit)
    {
        foreach (var (life, _, _) in lives.Runs(unit, unit + 1))
        {
            return tables.Lives[life].Kind;
        }

        return UnitKind.None;
    }

    private FileVersion TakeOver(Removed removed, FileVersion version, Piece piece)
    {
        var (lives, copy) = (version.Lives!, texts.Of(version));
        var (old, before) = (removed.File.Old, removed.File.Before!);
        foreach (var (life, at, length) in lives.Runs(piece.NewStart, piece.NewStart + piece.Length))
        {
            // A copy of this step was never there beside its original.
            if (tables.Lives[life].Entry == removed.Step)
            {
                tables.Lives.Unbear(life, copy, at, length);
            }
            else
            {
                tables.Lives.End(lives, copy, at, at + length, removed.Step, removed.Cause);
            }
        }

        _runs.Clear();
        _runs.Add(lives, 0, piece.NewStart);
        foreach (var (life, at, length) in before.Lives!.Runs(piece.OldStart, piece.OldStart + piece.Length))
        {
            _runs.Add(tables.Lives.Change(life, tables.Lives[life].Kind | UnitKind.Succeeded, old, at, length), length);
        }

        _runs.Add(lives, piece.NewStart + piece.Length, lives.Count - piece.NewStart - piece.Length);
        var heirs = _runs.Build();
        removed.File.Step.TakeOld(piece.OldStart, piece.Length);
        return version.WithLives(heirs, ChallengesOf(removed, version, copy, piece));
    }

    /// <summary>What is not dead was not ended by a challenge.</summary>
    private RunList? ChallengesOf(Removed removed, FileVersion version, UnitSequence copy, Piece piece)
    {
        if (version.Challenges is not { } known || removed.Challenges is null)
        {
            return version.Challenges;
        }

        var (before, length) = (removed.File.Before!, piece.Length);
        var run = new BuriedRun(
            removed.Step, removed.File.Lineage, removed.File.Change.OldPath, removed.Cause, removed.File.Old.Hashes.AsSpan(piece.OldStart, length).ToArray(),
            before.Origins.Slice(piece.OldStart, length), before.Lives!.Slice(piece.OldStart, length), removed.Challenges.Slice(piece.OldStart, length));
        var states = challenges.Revive(run, copy, piece.NewStart)!;
        _runs.Clear();
        _runs.Add(known, 0, piece.NewStart);
        _runs.Add(states, 0, length);
        _runs.Add(known, piece.NewStart + length, known.Count - piece.NewStart - length);
        return _runs.Build();
    }

    private static int CommonSuffix(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        var length = 0;
        while (length < Math.Min(left.Length, right.Length) && left[^(length + 1)] == right[^(length + 1)])
        {
            length++;
        }

        return length;
    }

    /// <summary>A run that a step takes out of a file.</summary>
    /// <param name="Earliest">The first step of which a copy can be.</param>
    private readonly record struct Removed(int Step, int Earliest, OpenFile File, FreeRun Run, DeathCause Cause, RunList? Challenges);
}
