using System.Globalization;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History.Identity;
using Provenance.Engine.Tests.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Challenges;

/// <summary>Which units a step challenges, against a count over the tokens of the text itself.</summary>
public sealed class ChallengeTests : IDisposable
{
    private const string Path = "src/Shop/Cart.cs";
    private const int Members = 30;

    private readonly Story _story = new();
    private readonly HashSet<int> _agents = [];

    public void Dispose() => _story.Dispose();

    [Fact]
    public void DeletedMember_ChallengesWhatStandsWithinFiftyTokens()
    {
        var born = Begin();
        var step = _story.Commit(5, (Path, Without(15)));

        var cells = Run();

        var (beside, gone) = Count([.. Enumerable.Range(0, Members)], 15);
        Assert.Equal([(born, step, false, gone), (born, step, true, beside)], cells);
        Assert.InRange(beside, 60, 100);
    }

    [Fact]
    public void StepOfAnAgent_ChallengesNothingAndLeavesTheFirstChallengeToOthers()
    {
        var born = Begin();
        _agents.Add(_story.Commit(5, (Path, Without(15))));
        var step = _story.Commit(6, (Path, Without(15, 16)));

        var (beside, gone) = Count([.. Enumerable.Range(0, Members).Where(member => member != 15)], 16);
        Assert.Equal([(born, step, false, gone), (born, step, true, beside)], Run());
    }

    [Fact]
    public void OnlyAgents_ChallengeNothing()
    {
        Begin();
        _agents.Add(_story.Commit(5, (Path, Without(15))));

        Assert.Empty(Run());
    }

    [Fact]
    public void CodeThatNobodyTouches_HasNoChallenge()
    {
        Begin();
        _story.Commit(5, ("src/Shop/Other.cs", Source([100, 101])));
        _story.Commit(9, ("src/Shop/Other.cs", Source([100])));

        Assert.All(Run(), cell => Assert.NotEqual(2, cell.Born));
    }

    [Fact]
    public void AddedMember_ChallengesNothing()
    {
        Begin();
        _story.Commit(5, (Path, Source([.. Enumerable.Range(0, 15), 99, .. Enumerable.Range(15, Members - 15)])));

        Assert.Empty(Run());
    }

    [Theory]
    [InlineData(86_399, 0)]
    [InlineData(86_400, 2)]
    public void CodeOfADay_IsOldEnough(int seconds, int cells)
    {
        Begin();
        _story.Commit(1 + (seconds / 86_400.0), (Path, Without(15)));

        Assert.Equal(cells, Run().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SecondChallenge_CountsForThoseThatTheFirstDidNotMeet(bool isRenamedBetween)
    {
        var born = Begin();
        var first = _story.Commit(5, (Path, Without(15)));
        if (isRenamedBetween)
        {
            _story.Commit(6, (Path, null), ("src/Shop/Basket.cs", Without(15)));
        }

        var second = _story.Commit(9, (isRenamedBetween ? "src/Shop/Basket.cs" : Path, Without(15, 16)));

        var cells = Run();

        var all = Enumerable.Range(0, Members).ToArray();
        var left = all.Where(member => member != 15).ToArray();
        var met = Within(all, 15).Select(unit => unit.Text).ToHashSet();
        var later = Within(left, 16).Where(unit => !met.Contains(unit.Text)).ToArray();
        var (beside, gone) = Count(all, 15);
        List<(int, int, bool, long)> expected = [(born, first, false, gone), (born, first, true, beside)];
        expected.AddRange(later.GroupBy(unit => !unit.IsDeleted).OrderBy(group => group.Key).Select(group => (born, second, group.Key, (long)group.Count())));
        Assert.Equal(expected, cells);
        Assert.NotEmpty(later);
    }

    [Fact]
    public void RemovedFile_EndsAllOfIt()
    {
        var born = Begin();
        var step = _story.Commit(5, (Path, null));

        Assert.Equal([(born, step, false, Units(Source([.. Enumerable.Range(0, Members)])).Count(unit => unit.Weighs))], Run());
    }

    /// <summary>No death happened, so the challenge was survived.</summary>
    [Fact]
    public void DeletionTakenBack_WasSurvived()
    {
        var born = Begin();
        var step = _story.Commit(5, (Path, Without(15)));
        _story.Commit(8, (Path, Source([.. Enumerable.Range(0, Members)])));

        var (beside, gone) = Count([.. Enumerable.Range(0, Members)], 15);
        Assert.Equal([(born, step, true, beside + gone)], Run());
    }

    [Fact]
    public void DroppedBracesAndThis_AreNoChallenge()
    {
        _story.Commit(0, ("README", ""));
        var text = "class Cart\n{\n    int Total(int a)\n    {\n        if (a > 0) { this.sum = " + VariedCode.Expression(1, "a") + "; }\n        return a;\n    }\n}\n";
        _story.Commit(1, (Path, text));
        _story.Commit(5, (Path, text.Replace("{ this.sum", "sum", StringComparison.Ordinal).Replace("; }", ";", StringComparison.Ordinal)));

        Assert.Empty(Run());
    }

    /// <summary>A merge is what it brings: whoever presses the button challenges nothing.</summary>
    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, false, true)]
    public void Merge_ChallengesWhenAnyCommitItBringsDoes(bool isFirstAgents, bool isSecondAgents, bool isChallenge)
    {
        var born = Begin();
        var first = _story.Merge([born], 5, (Path, Without(15)));
        var second = _story.Merge([first], 6, (Path, Without(15, 16)));
        _agents.UnionWith(new[] { (first, isFirstAgents), (second, isSecondAgents) }.Where(pair => pair.Item2).Select(pair => pair.Item1));
        var merge = _story.Merge([born, second], 7, (Path, Without(15, 16)));

        Assert.Equal(isChallenge ? [merge] : [], Run().Select(cell => cell.Step).Distinct());
    }

    [Fact]
    public void WithoutASet_NothingIsLookedFor()
    {
        Begin();
        _story.Commit(5, (Path, Without(15)));

        Assert.Empty(_story.Run().Challenges);
    }

    /// <summary>Tokens of a root commit are in no figure.</summary>
    [Fact]
    public void CodeOfTheRootCommit_IsNotChallenged()
    {
        _story.Commit(0, (Path, Without()));
        _story.Commit(5, (Path, Without(15)));

        Assert.Empty(Run());
    }

    private int Begin()
    {
        _story.Commit(0, ("README", ""));
        return _story.Commit(1, (Path, Without()));
    }

    private static string Without(params int[] members) => Source([.. Enumerable.Range(0, Members).Except(members)]);

    private static string Source(int[] members) => "class Cart\n{\n" + string.Concat(members.Select(Member)) + "}\n";

    private static string Member(int number) => string.Create(
        CultureInfo.InvariantCulture, $"    int Price{number}(int amount{number}) => {VariedCode.Expression(number, $"amount{number}", 6)};\n");

    private List<(int Born, int Step, bool Survived, long Weight)> Run()
    {
        var marks = Enumerable.Range(1, _story.Count).ToDictionary(mark => ObjectId.Parse(_story.IdOf(mark)));
        var history = StateReplay.Run(_story.Repository, ReplayOptions.Tokens, isNoChallenge: id => _agents.Contains(marks[id])).Result;
        return [.. history.Challenges.Select(cell => (Mark(cell.Entry), Mark(cell.Step), cell.Survived, cell.Weight))];

        int Mark(int step) => marks[history.Commits[history.Mainline[step].Commit].Id];
    }

    /// <summary>Weight beside a deleted member and of itself.</summary>
    private static (long Beside, long Gone) Count(int[] members, int deleted)
    {
        var within = Within(members, deleted);
        return (within.Count(unit => !unit.IsDeleted), within.Count(unit => unit.IsDeleted));
    }

    /// <summary>Weighing units at most fifty tokens from a deleted one that weighs; each named by its member and its place there.</summary>
    private static List<(string Text, bool IsDeleted)> Within(int[] members, int deleted)
    {
        var units = Units(Source(members));
        var gone = Enumerable.Range(0, units.Count).Where(unit => units[unit].Weighs && units[unit].Line == Array.IndexOf(members, deleted) + 2).ToArray();
        return
        [
            .. Enumerable.Range(0, units.Count)
                .Where(unit => units[unit].Weighs && gone.Any(other => Math.Abs(other - unit) <= 50))
                .Select(unit => (Name(unit), gone.Contains(unit))),
        ];

        string Name(int unit)
        {
            var line = units[unit].Line;
            var first = units.FindIndex(other => other.Line == line);
            return string.Create(CultureInfo.InvariantCulture, $"{(line < 2 || line - 2 >= members.Length ? -line : members[line - 2])}:{unit - first}");
        }
    }

    private static List<(bool Weighs, int Line)> Units(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var units = new TokenUnits().Read(bytes)!;
        var result = new List<(bool, int)>();
        for (var unit = 0; unit < units.Count; unit++)
        {
            result.Add(((units.Traits[unit] & UnitTraits.Weightless) == 0, Array.FindLastIndex(units.LineStarts, start => start <= unit)));
        }

        return result;
    }
}
