using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Notes;

/// <summary>What a git-ai note says about the lines that its commit added.</summary>
/// <param name="Files">By ordinal path; none unless <paramref name="Status"/> is <see cref="NoteStatus.Ok"/>.</param>
/// <param name="Authors">What the runs refer to by index.</param>
/// <param name="OverlappedLines">Lines that a later entry took from one of another key, each take-over counted.</param>
public sealed record NoteReading(
    NoteStatus Status, NoteFlags Flags, ImmutableArray<NoteFile> Files, ImmutableArray<NoteAuthor> Authors, long OverlappedLines)
{
    /// <summary>Some line has an agent or a person for author; a note without such a line is as if there were none.</summary>
    public bool HasAuthors { get; } = Files.Any(file => file.Runs.Any(run => Authors[run.Author].Class is NoteClass.Agent or NoteClass.Human));

    /// <summary>Keys without an entry in the JSON, ordinal order. They may stand for persons and stay inside the engine.</summary>
    internal ImmutableArray<string> Unresolved { get; init; } = [];

    /// <summary>The file of a path in the commit's tree, or null.</summary>
    public NoteFile? FindFile(string path)
    {
        var (low, high) = (0, Files.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Files[middle].Path, path);
            if (order == 0)
            {
                return Files[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>It names the file of a path, or could not be read and may name it.</summary>
    internal bool Concerns(string path) => Status == NoteStatus.Missing || FindFile(path) is not null;

    /// <summary>Only people are named: then it may give a whole commit to them.</summary>
    internal bool NamesOnlyPeople => Files.Length > 0 && Files.All(file => file.Runs.All(run => Authors[run.Author].Class == NoteClass.Human));

    /// <summary>True when every added line, and at least one, belongs to a person.</summary>
    internal bool GivesAllToPeople(IReadOnlyDictionary<string, ImmutableArray<LineRange>> added)
    {
        var some = false;
        foreach (var (path, ranges) in added)
        {
            foreach (var range in ranges)
            {
                some = true;
                if (!IsHuman(FindFile(path), range))
                {
                    return false;
                }
            }
        }

        return some;
    }

    private bool IsHuman(NoteFile? file, LineRange range)
    {
        var next = (long)range.First;
        for (var at = file?.RunFrom(range.First) ?? 0; file is not null && at < file.Runs.Length && next <= range.Last; at++)
        {
            var run = file.Runs[at];
            if (run.Lines.First > next || Authors[run.Author].Class != NoteClass.Human)
            {
                return false;
            }

            next = run.Lines.Last + 1L;
        }

        return next > range.Last;
    }

    internal static NoteReading Unread(NoteStatus status) => new(status, NoteFlags.None, [], [], 0);
}

/// <summary>The lines of one file.</summary>
/// <param name="Path">As git-ai wrote it: repository-relative, in the tree of the note's commit.</param>
/// <param name="Runs">Ascending and disjoint; not clamped to the length of the file.</param>
public sealed record NoteFile(string Path, ImmutableArray<NoteRun> Runs)
{
    /// <summary>Index of the first run that ends at or behind a line.</summary>
    internal int RunFrom(int line)
    {
        var (low, high) = (0, Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Runs[middle].Lines.Last < line ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>Lines of one author.</summary>
/// <param name="Author">Index into <see cref="NoteReading.Authors"/>.</param>
public readonly record struct NoteRun(LineRange Lines, int Author);

/// <summary>Who stands behind a key. Of a person nothing but the class is kept.</summary>
/// <param name="Claim">Of an agent; null for every other class.</param>
public sealed record NoteAuthor(NoteClass Class, Claim? Claim)
{
    /// <summary>The key; a person's would be a hash of that person, so it never leaves the engine.</summary>
    internal string Key { get; init; } = "";
}
