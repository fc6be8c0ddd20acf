using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Snapshots;

/// <summary>Walking on from what an earlier walk left gives the same bytes as walking from the beginning.</summary>
public sealed class IncrementalReplayTests
{
    private static readonly Regex AssignedLine = new(@"(?<name>line(?<number>[0-9]+)) = [0-9]+;", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static TheoryData<int, bool> Histories => new() { { 71, true }, { 72, true }, { 73, true }, { 74, false } };

    [Theory]
    [MemberData(nameof(Histories))]
    public void EveryPrefix_EqualsFromScratch(int seed, bool byTokens)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed) { HasPolicies = true }.WriteTo(repository, 60);
        repository.Import();
        var options = byTokens ? ReplayOptions.Tokens : ReplayOptions.Lines;
        var random = new Random(seed);
        var mainline = repository.Git("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var states = new List<ReplayState>();
        var walkedOn = 0;
        foreach (var commit in mainline)
        {
            var scratch = StateReplay.Run(repository, options, commit);
            var bytes = SnapshotCodec.Encode(scratch);
            foreach (var from in states.Count == 0 ? [] : new[] { states[^1], states[random.Next(states.Count)] })
            {
                // As it comes out of the cache.
                var stored = SnapshotCodec.TryDecode(SnapshotCodec.Encode(from))!.TryReadState()!;
                try
                {
                    Assert.Equal(bytes, SnapshotCodec.Encode(StateReplay.Run(repository, options, commit, stored)));
                    walkedOn++;
                }
                catch (MissingTreeException)
                {
                    // A branch that left another branch before the state: the caller looks further back.
                }
            }

            states.Add(scratch);
        }

        Assert.InRange(walkedOn, mainline.Length, 2 * mainline.Length);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void AnyHistory_IsTheSameWhoeverFindsWhatCommitsKeep(int seed, bool byTokens)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed, Weighing).WriteTo(repository, 60);
        repository.Import();
        var options = byTokens ? ReplayOptions.Tokens : ReplayOptions.Lines;

        var byReader = StateReplay.Run(repository, options, fewAhead: 0);
        var byWalk = StateReplay.Run(repository, options, fewAhead: int.MaxValue);

        Assert.Equal(SnapshotCodec.Encode(byReader), SnapshotCodec.Encode(byWalk));
    }

    /// <summary>Challenges depend on the steps and not on where a walk began; the set of commits that challenge nothing is any.</summary>
    [Theory]
    [InlineData(81)]
    [InlineData(82)]
    public void EveryPrefixWithChallenges_EqualsFromScratch(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed, Weighing).WriteTo(repository, 50);
        repository.Import();
        var random = new Random(seed);
        var mainline = repository.Git("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var states = new List<ReplayState>();
        foreach (var commit in mainline)
        {
            var scratch = Run(commit, null);
            var bytes = SnapshotCodec.Encode(scratch);
            foreach (var from in states.Count == 0 ? [] : new[] { states[^1], states[random.Next(states.Count)] })
            {
                var stored = SnapshotCodec.TryDecode(SnapshotCodec.Encode(from))!.TryReadState()!;
                try
                {
                    Assert.Equal(bytes, SnapshotCodec.Encode(Run(commit, stored)));
                }
                catch (MissingTreeException)
                {
                    // As above.
                }
            }

            states.Add(scratch);
        }

        var challenges = states[^1].Result.Challenges;
        Assert.Contains(challenges, cell => cell.Survived);
        Assert.Contains(challenges, cell => !cell.Survived);

        ReplayState Run(string commit, ReplayState? from) => StateReplay.Run(
            repository, ReplayOptions.Tokens, commit, from, isNoChallenge: id => (id.ToString()[0] & 1) == 0);
    }

    /// <summary>One line after another of one shape would be copies, which weigh nothing.</summary>
    private static byte[] Weighing(byte[] content) => Encoding.UTF8.GetBytes(AssignedLine.Replace(
        Encoding.UTF8.GetString(content),
        line => $"{line.Groups["name"].Value} = {VariedCode.Expression(int.Parse(line.Groups["number"].Value, CultureInfo.InvariantCulture), "v")};"));

    [Fact]
    public void Checkpoint_EqualsTheStateOfItsCommit()
    {
        using var repository = TestRepository.Create();
        new RandomHistory(75).WriteTo(repository, 60);
        repository.Import();
        var checkpoints = new List<ReplayState>();
        StateReplay.Run(repository, ReplayOptions.Tokens, checkpoint: checkpoints.Add);

        Assert.NotEmpty(checkpoints);
        foreach (var checkpoint in checkpoints)
        {
            var commit = checkpoint.Result.Commits[checkpoint.Result.Mainline[^1].Commit].Id.ToString();
            Assert.Equal(0, checkpoint.Result.Mainline.Length % 3);
            Assert.Equal(SnapshotCodec.Encode(StateReplay.Run(repository, ReplayOptions.Tokens, commit)), SnapshotCodec.Encode(checkpoint));
        }
    }
}
