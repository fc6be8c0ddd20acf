using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Tests.History.Oracles;
using Provenance.Engine.Tests.History.Snapshots;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>What holds of every history, with every rule of identity at work in it.</summary>
public sealed class IdentityLawTests(ITestOutputHelper output)
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void AnyHistory_IsSoundAndKeepsItsBirths() => Check.One(Laws.Config.WithMaxTest(12), Prop.ForAll(Seeds, seed =>
    {
        using var repository = Write(seed);
        var history = TestReplay.Run(repository, ReplayOptions.Tokens);
        history.AssertSound();
        var random = new Random(seed);
        for (var k = 0; k < 3; k++)
        {
            var step = random.Next(history.Mainline.Length);
            var prefix = Prefix(repository, history, step);
            prefix.AssertSound();
            Assert.Equal(Conservation.Births(prefix, step), Conservation.Births(history, step));
        }
    }));

    /// <summary>The laws say something of every rule, as one history shows.</summary>
    [Fact]
    public void RandomHistory_HasEveryRuleAtWork()
    {
        using var repository = Write(seed: 7);
        var history = TestReplay.Run(repository, ReplayOptions.Tokens);
        var plain = TestReplay.Run(repository, ReplayOptions.PlainTokens);
        var revived = Enumerable.Range(0, history.Mainline.Length).Count(step => DeathsUpTo(history, step) < Prefix(repository, history, step).Deaths());
        var (renamed, restored) = (history.OfKind(UnitKind.Renamed).Sum(cell => cell.Count), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        output.WriteLine($"{renamed} tokens renamed, {restored} restored, {revived} steps with deaths that were none, {history.Deaths()} deaths of {plain.Deaths()}");

        Assert.All((long[])[renamed, restored, revived], count => Assert.NotEqual(0, count));
        Assert.InRange(history.Deaths(), 1, plain.Deaths() - 1);
    }

    [Fact]
    public void WalkThatGoesOn_EqualsOneFromScratch()
    {
        var (walkedOn, buried) = (0, 0);
        Check.One(Laws.Config.WithMaxTest(10), Prop.ForAll(Seeds, seed =>
        {
            using var repository = Write(seed);
            var mainline = repository.Git("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var tip = SnapshotCodec.Encode(StateReplay.Run(repository, ReplayOptions.Tokens, mainline[^1]));
            var random = new Random(seed);
            foreach (var step in Enumerable.Range(0, 4).Select(_ => random.Next(mainline.Length - 1)))
            {
                var state = StateReplay.Run(repository, ReplayOptions.Tokens, mainline[step]);
                buried += state.Buried.Length;
                foreach (var from in (ReplayState[])[state, SnapshotCodec.TryDecode(SnapshotCodec.Encode(state))!.TryReadState()!])
                {
                    walkedOn += EqualsTip(repository, mainline[^1], from, tip) ? 1 : 0;
                }
            }
        }));
        output.WriteLine($"{walkedOn} walks went on, {buried} buried runs");

        Assert.InRange(walkedOn, 20, 80);
        Assert.InRange(buried, 20, int.MaxValue);
    }

    /// <summary>Whole lines are removed and put back, among members that differ in little: the alignment may cut them elsewhere on the way back, and must not.</summary>
    [Fact]
    public void RevertedDeletion_EqualsTheHistoryWithoutIt() => Check.One(Laws.Config.WithMaxTest(40), Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 6).SelectMany(_ => Code.Method("Same" + (char)('A' + random.Next(3)), random.Next(1, 5)).Split('\n')).ToArray();
        var start = random.Next(lines.Length - 6);
        var end = random.Next(start + 5, Math.Min(lines.Length, start + 30));
        var whole = string.Join('\n', lines);
        using var story = new Story();
        story.Commit(0, ("A.cs", whole));
        story.Commit(1, ("A.cs", string.Join('\n', (string[])[.. lines[..start], .. lines[end..]])));
        story.Commit(2, ("A.cs", whole));

        var history = story.Run();

        Assert.True(history.Deaths() == 0, $"{history.Deaths()} of {Code.TokensOf(string.Join('\n', lines[start..end]))} tokens died in lines {start} to {end} of\n{whole}");
        Assert.Equal([1], story.Births(history).Keys);
        history.AssertSound();
    }));

    private static TestRepository Write(int seed)
    {
        var repository = TestRepository.Create();
        new CodeHistory(seed).WriteTo(repository, 45);
        repository.Import();
        return repository;
    }

    private static HistoryResult Prefix(TestRepository repository, HistoryResult history, int step) =>
        TestReplay.Run(repository, ReplayOptions.Tokens, history.Commits[history.Mainline[step].Commit].Id.ToString());

    private static long DeathsUpTo(HistoryResult history, int step) => history.Cells.Where(cell => cell.Exit >= 0 && cell.Exit <= step).Sum(cell => cell.Count);

    private static bool EqualsTip(TestRepository repository, string commit, ReplayState from, byte[] expected)
    {
        try
        {
            Assert.Equal(expected, SnapshotCodec.Encode(StateReplay.Run(repository, ReplayOptions.Tokens, commit, from)));
            return true;
        }
        catch (MissingTreeException)
        {
            // A branch that left another branch before the state: the caller looks further back.
            return false;
        }
    }
}
