using Provenance.Engine.History;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.History.Oracles;

namespace Provenance.Oracles;

/// <summary>Adjacent units of a file that both sides attribute, but not to the same commit.</summary>
/// <param name="Ours">Index of our birth commit; commits are parents first.</param>
/// <param name="Theirs">Index of blame's.</param>
/// <param name="Units">Indexes in the file at the tip.</param>
/// <param name="OurPath">The file's name in our birth commit.</param>
/// <param name="TheirPath">The file's name in blame's.</param>
internal sealed record Difference(string Path, int Ours, string OurPath, int Theirs, string TheirPath, List<int> Units)
{
    /// <summary>The later of the two births: one side sees a birth there, the other an older token.</summary>
    public int Later => Math.Max(Ours, Theirs);

    public string LaterPath => Ours > Theirs ? OurPath : TheirPath;
}

/// <summary>The figures of one comparison.</summary>
internal sealed class BlameComparison(HistoryResult history)
{
    private readonly Dictionary<string, int> _commits =
        history.Commits.Select((commit, index) => (commit.Id, index)).ToDictionary(pair => pair.Id.ToString(), pair => pair.index, StringComparer.Ordinal);

    public List<Difference> Differences { get; } = [];

    public long Compared { get; private set; }

    public long Agreeing { get; private set; }

    public int Files { get; private set; }

    public int FilesThatDiffer { get; private set; }

    /// <summary>Compares a file.</summary>
    /// <param name="counts">Whether a unit is compared.</param>
    public void Add(HeadFile file, BlamedLine[] theirs, Func<int, bool> counts)
    {
        var ours = TestReplay.Blame(history, file);
        if (ours.Length != theirs.Length)
        {
            throw new InvalidOperationException($"{file.Path}: {ours.Length} units here, {theirs.Length} in git blame.");
        }

        Files++;
        var origins = new int[ours.Length];
        if (origins.Length > 0)
        {
            file.Origins.CopyTo(0, origins);
        }

        Difference? last = null;
        for (var unit = 0; unit < ours.Length; unit++)
        {
            if (!counts(unit))
            {
                continue;
            }

            Compared++;
            var (mine, other) = (_commits[ours[unit]], _commits[theirs[unit].Commit]);
            if (mine == other)
            {
                Agreeing++;
                last = null;
                continue;
            }

            FilesThatDiffer += Differences.Count == 0 || Differences[^1].Path != file.Path ? 1 : 0;
            if (last is null || last.Ours != mine || last.Theirs != other)
            {
                last = new Difference(file.Path, mine, history.Paths[history.Origins[origins[unit]].Path], other, theirs[unit].Path, []);
                Differences.Add(last);
            }

            last.Units.Add(unit);
        }
    }

    public string Summary(string unit) =>
        FormattableString.Invariant($"{Files} files, {Compared} {unit} compared, {Agreeing} agree ({100.0 * Agreeing / Math.Max(1, Compared):F3} %), {Compared - Agreeing} differ in {Differences.Count} places of {FilesThatDiffer} files");
}
