using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Snapshots;

/// <summary>Walking on from what an earlier walk left gives the same bytes as walking from the beginning.</summary>
public sealed class IncrementalReplayTests
{
    public static TheoryData<int, bool> Histories => new() { { 71, true }, { 72, true }, { 73, true }, { 74, false } };

    [Theory]
    [MemberData(nameof(Histories))]
    public void EveryPrefix_EqualsFromScratch(int seed, bool byTokens)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 60);
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
