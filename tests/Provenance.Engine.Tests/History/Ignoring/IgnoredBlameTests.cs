using System.Globalization;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Tests.History.Oracles;
using Provenance.Engine.Tests.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Ignoring;

/// <summary>Looking through commits: line mode agrees with <c>git blame --ignore-rev</c> on every line.</summary>
public sealed class IgnoredBlameTests
{
    /// <summary>Any commit may be one of those that are ignored: roots, merges, renames, several in a row. Lines look much alike, so that the heuristic has many ways to choose from.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 5)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(6, 5)]
    public void RandomCommits_AreLookedThroughAsGitDoes(int seed, int every)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 60);
        repository.Import();
        var random = new Random(seed);
        var ignored = repository.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(_ => random.Next(every) == 0).ToArray();

        var history = Run(repository, ignored);

        AssertBlame(repository, history, ignored);
        Assert.NotEqual(Blames(TestReplay.Run(repository)), Blames(history));
    }

    /// <summary>What such lists are for: code that is written another way, line by line, in long files.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Reformatting_IsLookedThroughAsGitDoes(int seed)
    {
        using var repository = TestRepository.Create();
        var ignored = WriteReformatted(repository, seed);

        var history = Run(repository, ignored);

        AssertBlame(repository, history, ignored);
        var unguessed = Blames(history).Count(commit => ignored.Contains(commit, StringComparer.Ordinal));
        Assert.InRange(unguessed, 0, Blames(TestReplay.Run(repository)).Count(commit => ignored.Contains(commit, StringComparer.Ordinal)) / 2);
    }

    /// <summary>Nothing is born twice or lost where a line is broken in several, and a walk that goes on from a state sees the same lines as one from the beginning.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void EveryPrefix_ConservesLinesAndEqualsFromScratch(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 40);
        repository.Import();
        var random = new Random(seed);
        var options = Ignoring([.. repository.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(_ => random.Next(3) == 0)]);
        ReplayState? last = null;
        foreach (var commit in repository.Git("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var scratch = StateReplay.Run(repository, options, commit);

            Assert.Equal(Conservation.AtTip(scratch.Result), Conservation.Alive(scratch.Result));
            if (last is not null)
            {
                Assert.Equal(SnapshotCodec.Encode(scratch), SnapshotCodec.Encode(StateReplay.Run(repository, options, commit, last)));
            }

            last = scratch;
        }
    }

    /// <summary>What most pull requests do: the commit is on a branch, and the mainline has it by a merge.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReformattingOnABranch_EndsNothingInTheMerge(bool mainlineGoesOn)
    {
        using var repository = TestRepository.Create();
        var at = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var lines = Enumerable.Range(0, 40).Select(n => $"Call{n}(first{n}, second{n});\n").ToArray();
        var root = repository.Commit(TestCommit.OfText("Write\n", at, ("A.cs", string.Concat(lines))));
        var reformat = repository.Commit(TestCommit.OfText("Reformat\n", at.AddDays(1), ("A.cs", string.Concat(lines.Select(line => "    " + line.Replace(", ", ",", StringComparison.Ordinal))))), root);
        var branch = repository.Commit(TestCommit.OfText("Work\n", at.AddDays(2), ("B.cs", "class B { }\n")), reformat);
        var main = mainlineGoesOn ? repository.Commit(TestCommit.OfText("Go on\n", at.AddDays(2), ("C.cs", "class C { }\n")), root) : root;
        repository.Commit(TestCommit.OfText("Merge\n", at.AddDays(3), ("A.cs", string.Concat(lines.Select(line => "    " + line.Replace(", ", ",", StringComparison.Ordinal)))), ("B.cs", "class B { }\n")), main, branch);
        var ids = repository.Import();

        var history = Run(repository, [ids[reformat]]);

        AssertBlame(repository, history, [ids[reformat]]);
        Assert.Equal(0, history.Cells.Where(cell => cell.Exit >= 0).Sum(cell => cell.Count));
        Assert.Equal(lines.Length, history.Cells.Where(cell => history.Lives[cell.Life].Entry == 0).Sum(cell => cell.Count));
        Assert.Equal(Conservation.AtTip(history), Conservation.Alive(history));
        Assert.Equal(lines.Length, Run(repository, []).Cells.Where(cell => cell.Exit >= 0).Sum(cell => cell.Count));
    }

    /// <summary>A snapshot of one list is none of another, and the order of a list is no difference.</summary>
    [Fact]
    public void Snapshots_AreOfTheirList()
    {
        string[] ids = [new('a', 40), new('b', 40)];

        Assert.NotEqual(KeyOf(Ignoring(ids)), KeyOf(Ignoring(ids[..1])));
        Assert.NotEqual(KeyOf(ReplayOptions.Lines), KeyOf(Ignoring(ids[..1])));
        Assert.Equal(KeyOf(Ignoring(ids)), KeyOf(Ignoring([ids[1], ids[0]])));

        static string KeyOf(ReplayOptions options) => new SnapshotKey("1", options, "sha1", "", "").FileName(ObjectId.Parse(new string('c', 40)));
    }

    private static HistoryResult Run(TestRepository repository, string[] ignored) => TestReplay.Run(repository, Ignoring(ignored));

    private static ReplayOptions Ignoring(string[] ids) => ReplayOptions.Lines with { Ignored = new IgnoredCommits([.. ids.Select(id => ObjectId.Parse(id))]) };

    private static string[] Blames(HistoryResult history) => [.. history.Files.SelectMany(file => TestReplay.Blame(history, file))];

    private static void AssertBlame(TestRepository repository, HistoryResult history, string[] ignored)
    {
        Assert.NotEmpty(history.Files);
        foreach (var file in history.Files)
        {
            var expected = GitBlame.Of(repository.Root, "HEAD", file.Path, [.. ignored.SelectMany(id => (string[])["--ignore-rev", id])]);
            Assert.Equal(expected.Select(line => line.Commit), TestReplay.Blame(history, file));
        }
    }

    /// <summary>Writes files of statements, and changes between edits how all of them are laid out. Returns the commits that do so.</summary>
    private static string[] WriteReformatted(TestRepository repository, int seed)
    {
        var random = new Random(seed);
        var at = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var files = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, random.Next(20, 120)).Select(_ => Statement(random)).ToList()).ToArray();
        var reformats = new List<int>();
        var (mark, layout) = (0, 0);
        for (var step = 0; step < 14; step++)
        {
            if (step % 4 == 3)
            {
                layout++;
            }
            else
            {
                foreach (var file in files)
                {
                    Edit(file, random);
                }
            }

            var commit = TestCommit.OfText("Step\n", at.AddDays(step), [.. files.Select((file, number) => ($"src/F{number}.cs", LaidOut(file, layout, new Random(seed + number))))]);
            mark = mark == 0 ? repository.Commit(commit) : repository.Commit(commit, mark);
            if (step % 4 == 3)
            {
                reformats.Add(mark);
            }
        }

        var ids = repository.Import();
        return [.. reformats.Select(reformat => ids[reformat])];
    }

    private static string[] Statement(Random random)
    {
        var words = Enumerable.Range(0, random.Next(2, 7)).Select(_ => "Word" + random.Next(400).ToString(CultureInfo.InvariantCulture)).ToArray();
        return words;
    }

    private static void Edit(List<string[]> file, Random random)
    {
        for (var k = 0; k < 3; k++)
        {
            file.Insert(random.Next(file.Count + 1), Statement(random));
            file.RemoveAt(random.Next(file.Count));
        }
    }

    // Another indent, another case, other breaks, other order of the parts.
    private static string LaidOut(List<string[]> file, int layout, Random random)
    {
        var text = new StringBuilder();
        foreach (var words in file)
        {
            var indent = new string(' ', 4 * (layout % 3));
            var call = (layout % 4) switch
            {
                0 => $"{words[0]}({string.Join(", ", words[1..])});\n",
                1 => $"{words[0]}(\n{indent}    {string.Join(",\n" + indent + "    ", words[1..])});\n",
                2 => $"{words[0].ToLowerInvariant()}( {string.Join(" , ", words[1..])} );\n",
                _ => $"await {string.Join(".", words)};\n{(random.Next(4) == 0 ? "\n" : "")}",
            };
            text.Append(indent).Append(call);
        }

        return text.ToString();
    }
}
