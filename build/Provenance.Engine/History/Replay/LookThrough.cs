using Provenance.Engine.Git;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Ignoring;

namespace Provenance.Engine.History.Replay;

/// <summary>Which line of a parent's version each line that a commit changed was made from, as far as it can be guessed.</summary>
/// <param name="Before">The version in that parent.</param>
/// <param name="Lines">Per new line the old one, or <see cref="LikelyLines.None"/>.</param>
internal sealed record LikelyOrigins(FileVersion Before, int[] Lines);

/// <summary>Looks through the commits that are to be ignored: what they changed keeps the origin of the line that it was made from. Lines only.</summary>
/// <remarks>
/// A line of which such a commit makes several goes on as one of them; the others enter the mainline there, under its origin. Where a merge brings such a commit to the
/// mainline, lives follow the origins (<see cref="StepClosing"/>).
/// </remarks>
internal sealed class LookThrough(CommitSource source, VersionTexts texts, IgnoredCommits ignored)
{
    /// <summary>Pairs of bytes that are compared for one commit; later files are not looked through. A file of 2,000 lines that is written anew whole takes a twentieth of it.</summary>
    private const long MostSteps = 5_000_000_000;

    private readonly Aligner _aligner = new();

    public void Find(ObjectId commit, List<OpenFile> open)
    {
        if (!ignored.Contains(commit))
        {
            return;
        }

        var left = MostSteps;
        for (var file = 0; file < open.Count; file++)
        {
            if (open[file] is { New: not null, Change.NewBlob: { } blob } changed)
            {
                changed.Likely = Find(changed, LinesOf(blob), ref left);
                Keep(changed, file);
            }
        }
    }

    private List<LikelyOrigins> Find(OpenFile file, LineLikeness[] lines, ref long left)
    {
        var result = new List<LikelyOrigins>();
        if (file.Before is { } first)
        {
            Add(first, file.Step.Regions, ref left);
        }

        foreach (var other in file.Others)
        {
            Add(other, FileStep.RegionsBetween(_aligner.Align(texts.Of(other), file.New!), texts.Of(other).Count, file.New!.Count), ref left);
        }

        return result;

        void Add(FileVersion before, List<Region> regions, ref long left)
        {
            if (before.TextBlob is not { } text)
            {
                return;
            }

            var likely = new LikelyOrigins(before, new int[lines.Length]);
            Array.Fill(likely.Lines, LikelyLines.None);
            var guess = new LikelyLines(LinesOf(text), lines, left);
            foreach (var region in regions)
            {
                guess.Find(region, likely.Lines);
            }

            left -= guess.Steps;
            result.Add(likely);
        }
    }

    // On the mainline each old line goes on once. In a merge another parent may have what a line was made from, and that one lives elsewhere.
    private static void Keep(OpenFile file, int index)
    {
        if (file.Others.Count > 0 || file.Likely is not [var likely])
        {
            return;
        }

        var lines = likely.Lines;
        for (var line = 0; line < lines.Length; line++)
        {
            var length = 0;
            while (line + length < lines.Length && lines[line + length] == lines[line] + length && IsFree(line + length))
            {
                length++;
            }

            if (length > 0)
            {
                file.Step.Take(file.Step, new Piece(index, lines[line], line, length, PieceKind.Moved));
                line += length - 1;
            }
        }

        bool IsFree(int line) => lines[line] != LikelyLines.None && file.Step.IsNewFree(line) && file.Step.IsOldFree(lines[line]);
    }

    /// <exception cref="MissingTreeException">A text that was read before cannot be read any more.</exception>
    private LineLikeness[] LinesOf(ObjectId blob)
    {
        if (source.LoadText(blob, out var rest) != ReplyKind.Whole)
        {
            throw new MissingTreeException();
        }

        var lines = new List<LineLikeness>();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf((byte)'\n');
            var length = end < 0 ? rest.Length : end + 1;
            lines.Add(LineLikeness.Of(rest[..length]));
            rest = rest[length..];
        }

        return [.. lines];
    }
}
