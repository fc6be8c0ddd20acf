using Provenance.Engine.Git;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Turns what identity found into the new versions of a commit's files: who wrote each unit, which life it has, what is born and what died.</summary>
/// <param name="challenges">Finds what a step challenges.</param>
/// <param name="lookThrough">The steps that bring a commit that is looked through; null where none is.</param>
internal sealed class StepClosing(CommitGraph graph, WalkTables tables, VersionTexts texts, ReplayOptions options, StepChallenges challenges, BringingSteps? lookThrough)
{
    private readonly Aligner _aligner = new();
    private readonly StepWeights _weights = new(tables.Clones, texts);
    private readonly StepSuccession _succession = new(tables, texts, challenges);
    private readonly List<List<Segment>> _known = [];
    private List<Segment> _segments = [];
    private readonly RunBuilder _originRuns = new();
    private readonly RunBuilder _lifeRuns = new();
    private readonly RunBuilder _challengeRuns = new();
    private int[] _originBuffer = [];

    /// <summary>The version of a file in another parent that the commit takes whole.</summary>
    public static FileVersion? Whole(List<FileVersion> others, ObjectId blob) => others.Find(other => other.Blob == blob && other.IsRead);

    /// <summary>Adds the new versions of a commit's files, once it is known what they keep, and ends what none of them kept.</summary>
    /// <param name="step">Of the mainline; −1 off it.</param>
    /// <param name="first">The tree of the first parent.</param>
    /// <param name="renamed">Files with another name and the same text.</param>
    public void Close(
        int commit, int step, TreeState first, BirthScopes scopes, List<OpenFile> open, List<RawChange> renamed, List<(string Path, FileVersion File)> updates)
    {
        if (step >= 0)
        {
            tables.Graveyard.Forget();
        }

        challenges.Find(step, open);

        for (var file = 0; file < open.Count; file++)
        {
            if (file == _known.Count)
            {
                _known.Add([]);
            }

            FindSegments(open, file, _known[file], step);
        }

        var looksThrough = step >= 0 && lookThrough?.Contains(step) == true;
        var kinds = step >= 0 && options.WeighsOnce ? _weights.Find(first, open, _known, renamed) : new UnitKind[]?[open.Count];
        for (var file = 0; file < open.Count; file++)
        {
            if (open[file].New is { } units)
            {
                _segments = _known[file];
                updates.Add((open[file].Change.Path, Close(commit, step, scopes, open[file], units, kinds[file], looksThrough ? file : null)));
            }
        }

        if (step >= 0 && options.WeighsOnce)
        {
            _succession.Find(step, first, open, updates);
        }

        for (var file = 0; step >= 0 && file < open.Count; file++)
        {
            EndUnmatched(open[file], file, step);
        }
    }

    /// <summary>The new version of a file, once it is known what it keeps.</summary>
    /// <param name="lookedThrough">Its index, if lines may go on by their origins.</param>
    private FileVersion Close(int commit, int step, BirthScopes scopes, OpenFile file, UnitSequence units, UnitKind[]? kinds, int? lookedThrough)
    {
        var (path, blob) = (file.Change.Path, file.Change.NewBlob!.Value);
        var births = new FileBirths(tables.Origins, () => OriginOf(commit, file, scopes, units), file.Slices);
        var origins = file.Others.Count == 0 && file.Likely is null
            ? OriginsOf(births, units)
            : Whole(file.Others, blob) is { } whole && !_segments.Exists(segment => segment.IsRevived)
                ? whole.Origins
                : OriginsByParents(births, file, blob, units);
        if (lookedThrough is { } index && file is { Others.Count: > 0, Before: { } before })
        {
            KeepByOrigin(file, index, before, origins);
        }

        texts.Hold(blob, units);
        return step < 0
            ? new FileVersion(blob, file.Lineage, blob, origins, lives: null) { Units = units }
            : new FileVersion(blob, file.Lineage, blob, origins, LivesOf(units, origins, step, kinds), challenges.AreLookedFor ? ChallengesOf(units) : null) { Units = units };
    }

    /// <summary>What of a new version is known, ascending; the gaps between are born.</summary>
    private void FindSegments(List<OpenFile> open, int file, List<Segment> segments, int step)
    {
        segments.Clear();
        if (open[file].New is not { } units)
        {
            return;
        }

        var isAscending = true;
        foreach (var piece in open[file].Step.Pieces)
        {
            var before = open[piece.File].Before!;
            isAscending &= piece.Kind == PieceKind.Aligned;
            segments.Add(new Segment(
                piece.NewStart, piece.Length, before.Origins, step >= 0 ? before.Lives : null, piece.OldStart, piece.Kind == PieceKind.Aligned, piece.Kind == PieceKind.Renamed)
            { Challenges = challenges.Of(piece.File) });
        }

        if (step >= 0 && options.RevivesReverted)
        {
            var opened = open[file];
            foreach (var (run, start) in tables.Graveyard.TakeReturned(opened.Step, file, opened.Lineage, opened.Change.Path))
            {
                tables.Lives.Revive(run.Lives, units, start, run.Step, run.Cause);
                opened.Step.TakeNew(start, run.Units.Length);
                tables.DeadCode.Exhume(run.Units);
                segments.Add(new Segment(start, run.Units.Length, run.Origins, run.Lives, 0, IsAligned: false, IsRenamed: false) { IsRevived = true, Challenges = challenges.Revive(run, units, start) });
                isAscending = false;
            }
        }

        if (!isAscending)
        {
            segments.Sort((a, b) => a.NewStart.CompareTo(b.NewStart));
        }
    }

    private RunList OriginsOf(FileBirths births, UnitSequence units)
    {
        _originRuns.Clear();
        var at = 0;
        foreach (var segment in _segments)
        {
            AddBorn(segment.NewStart);
            _originRuns.Add(segment.Origins, segment.OldStart, segment.Length);
            at = segment.NewEnd;
        }

        AddBorn(units.Count);
        return _originRuns.Build();

        void AddBorn(int end)
        {
            foreach (var (origin, length) in births.Bear(at, end))
            {
                _originRuns.Add(origin, length);
            }
        }
    }

    /// <summary>
    /// Parent 1 in place, then the other parents, then what parent 1 has elsewhere, then what lines were likely made from; the rest is born in the commit.
    /// What came back was written when it was written first.
    /// </summary>
    private RunList OriginsByParents(FileBirths births, OpenFile file, ObjectId blob, UnitSequence units)
    {
        if (_originBuffer.Length < units.Count)
        {
            _originBuffer = new int[Math.Max(units.Count, _originBuffer.Length * 2)];
        }

        var origins = _originBuffer.AsSpan(0, units.Count);
        origins.Fill(-1);
        foreach (var segment in _segments)
        {
            if (segment.IsAligned)
            {
                segment.Origins.CopyTo(segment.OldStart, origins.Slice(segment.NewStart, segment.Length));
            }
        }

        if (Whole(file.Others, blob) is { } whole)
        {
            whole.Origins.CopyTo(0, origins);
        }
        else
        {
            file.Others.ForEach(other => InheritMissing(other, units, _originBuffer.AsSpan(0, units.Count)));
        }

        foreach (var segment in _segments)
        {
            var part = origins.Slice(segment.NewStart, segment.Length);
            if (segment.IsRevived)
            {
                segment.Origins.CopyTo(segment.OldStart, part);
            }
            else if (!segment.IsAligned)
            {
                CopyMissing(segment.Origins, segment.OldStart, part);
            }
        }

        foreach (var likely in file.Likely ?? [])
        {
            InheritLikely(likely, origins);
        }

        for (var at = origins.IndexOf(-1); at >= 0;)
        {
            var length = origins[at..].IndexOfAnyExcept(-1);
            var end = length < 0 ? origins.Length : at + length;
            foreach (var (origin, part) in births.Bear(at, end))
            {
                origins.Slice(at, part).Fill(origin);
                at += part;
            }

            var next = origins[end..].IndexOf(-1);
            at = next < 0 ? -1 : end + next;
        }

        return RunList.Of(origins);
    }

    /// <summary>
    /// A branch looked through a commit, and the mainline has the old lines: a line that the merge brings goes on, as a line of its origin that the merge ends in the same
    /// place. In their order: a commit that is looked through writes lines another way, and another order is rare.
    /// </summary>
    private void KeepByOrigin(OpenFile file, int index, FileVersion before, RunList origins)
    {
        var ended = new Dictionary<int, Queue<int>>();
        var known = _segments.Count;
        foreach (var region in file.Step.Regions)
        {
            ended.Clear();
            foreach (var free in file.Step.FreeOldIn(index, region))
            {
                foreach (var (origin, start, length) in before.Origins.Runs(free.Start, free.End))
                {
                    ended.TryAdd(origin, []);
                    foreach (var line in Enumerable.Range(start, length))
                    {
                        ended[origin].Enqueue(line);
                    }
                }
            }

            foreach (var (origin, start, length) in origins.Runs(region.NewStart, region.NewEnd))
            {
                for (var line = start; line < start + length && ended.TryGetValue(origin, out var lines) && lines.Count > 0; line++)
                {
                    if (file.Step.IsNewFree(line))
                    {
                        var old = lines.Dequeue();
                        file.Step.Take(file.Step, new Piece(index, old, line, 1, PieceKind.Moved));
                        _segments.Add(new Segment(line, 1, before.Origins, before.Lives, old, IsAligned: false, IsRenamed: false) { Challenges = challenges.Of(index) });
                    }
                }
            }
        }

        if (_segments.Count > known)
        {
            _segments.Sort((a, b) => a.NewStart.CompareTo(b.NewStart));
        }
    }

    private RunList LivesOf(UnitSequence units, RunList origins, int step, UnitKind[]? kinds)
    {
        _lifeRuns.Clear();
        var at = 0;
        foreach (var segment in _segments)
        {
            EnterMainline(units, origins, at, segment.NewStart, step, kinds);
            KeepLives(segment, units);
            at = segment.NewEnd;
        }

        EnterMainline(units, origins, at, units.Count, step, kinds);
        return _lifeRuns.Build();
    }

    /// <summary>What is new, nothing has challenged.</summary>
    private RunList ChallengesOf(UnitSequence units)
    {
        _challengeRuns.Clear();
        var at = 0;
        foreach (var segment in _segments)
        {
            _challengeRuns.Add(StepChallenges.Never, segment.NewStart - at);
            if (segment.Challenges is { } known)
            {
                _challengeRuns.Add(known, segment.OldStart, segment.Length);
            }
            else
            {
                _challengeRuns.Add(StepChallenges.Never, segment.Length);
            }

            at = segment.NewEnd;
        }

        _challengeRuns.Add(StepChallenges.Never, units.Count - at);
        return _challengeRuns.Build();
    }

    private void KeepLives(Segment segment, UnitSequence units)
    {
        if (!segment.IsRenamed)
        {
            _lifeRuns.Add(segment.Lives!, segment.OldStart, segment.Length);
            return;
        }

        foreach (var (life, at, length) in segment.Lives!.Runs(segment.OldStart, segment.OldStart + segment.Length))
        {
            _lifeRuns.Add(tables.Lives.Change(life, tables.Lives[life].Kind | UnitKind.Renamed, units, segment.NewStart + at - segment.OldStart, length), length);
        }
    }

    /// <summary>Units that no version had enter the mainline, under the origins that they have.</summary>
    private void EnterMainline(UnitSequence units, RunList origins, int start, int end, int step, UnitKind[]? kinds)
    {
        if (start == end)
        {
            return;
        }

        Span<bool> returned = options.RevivesReverted && end - start >= ReturnedCode.MinUnits ? new bool[end - start] : [];
        if (returned.Length > 0)
        {
            tables.DeadCode.Mark(units.Hashes.AsSpan(start, end - start), returned);
        }

        foreach (var (origin, from, length) in origins.Runs(start, end))
        {
            for (var at = from; at < from + length;)
            {
                var isReturned = returned.Length > 0 && returned[at - start];
                var rest = returned.Length > 0 ? returned[(at - start)..(from + length - start)].IndexOf(!isReturned) : -1;
                var part = rest < 0 ? from + length - at : rest;
                var kind = isReturned ? UnitKind.Restored : kinds is null ? UnitKind.None : kinds[at];
                for (var unit = 1; kinds is not null && !isReturned && unit < part; unit++)
                {
                    part = kinds[at + unit] == kind ? part : unit;
                }

                var life = tables.Lives.IndexOf(new Life(origin, step, kind));
                tables.Lives.CountBirths(life, units, at, part);
                _lifeRuns.Add(life, part);
                at += part;
            }
        }
    }

    private void InheritMissing(FileVersion other, UnitSequence units, Span<int> origins)
    {
        if (other.TextBlob is null || !origins.Contains(-1))
        {
            return;
        }

        foreach (var match in _aligner.Align(texts.Of(other), units))
        {
            CopyMissing(other.Origins, match.OldStart, origins.Slice(match.NewStart, match.Length));
        }
    }

    private static void InheritLikely(LikelyOrigins likely, Span<int> origins)
    {
        var before = new int[likely.Before.Origins.Count];
        likely.Before.Origins.CopyTo(0, before);
        for (var line = 0; line < origins.Length; line++)
        {
            origins[line] = origins[line] < 0 && likely.Lines[line] != LikelyLines.None ? before[likely.Lines[line]] : origins[line];
        }
    }

    private static void CopyMissing(RunList from, int start, Span<int> target)
    {
        foreach (var (value, at, length) in from.Runs(start, start + target.Length))
        {
            target.Slice(at - start, length).Replace(-1, value);
        }
    }

    /// <summary>Of what no parent has.</summary>
    private WalkedOrigin OriginOf(int commit, OpenFile file, BirthScopes scopes, UnitSequence units)
    {
        var path = file.Change.Path;
        var (project, scope) = scopes.Of(path, units.IsMarkedGenerated);
        return new WalkedOrigin(commit, path, Slice: "", project, scope, graph[commit].Parents.IsEmpty || file.FollowsUnread, file.FollowsUnread);
    }

    private void EndUnmatched(OpenFile file, int index, int step)
    {
        foreach (var region in file.Step.Regions)
        {
            if (region.OldEnd == region.OldStart)
            {
                continue;
            }

            var cause = file.CauseIn(region);
            foreach (var run in file.Step.FreeOldIn(index, region))
            {
                tables.Lives.End(file.Before!.Lives!, file.Old, run.Start, run.End, step, cause);
                if (options.RevivesReverted)
                {
                    Bury(file, index, run, cause, step);
                }
            }
        }
    }

    private void Bury(OpenFile file, int index, FreeRun run, DeathCause cause, int step)
    {
        var units = file.Old.Hashes.AsSpan(run.Start, run.Length);
        tables.DeadCode.Bury(units);
        var alphanumerics = 0;
        foreach (var traits in file.Old.Traits.AsSpan(run.Start, run.Length))
        {
            alphanumerics += UnitTraits.Alphanumerics(traits);
        }

        if (alphanumerics >= StepIdentity.MinAlphanumerics)
        {
            tables.Graveyard.Bury(new BuriedRun(
                step, file.Lineage, file.Change.OldPath, cause, units.ToArray(),
                file.Before!.Origins.Slice(run.Start, run.Length), file.Before.Lives!.Slice(run.Start, run.Length),
                challenges.Of(index)?.Slice(run.Start, run.Length)));
        }
    }
}
