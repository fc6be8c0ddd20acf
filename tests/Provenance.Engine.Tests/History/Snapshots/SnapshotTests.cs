using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Snapshots;

public sealed class SnapshotTests
{
    private static readonly SnapshotKey Key = new("1.0.0", ReplayOptions.Tokens, "sha1", "", "");

    [Theory]
    [InlineData(UnitMode.Line, 31)]
    [InlineData(UnitMode.Token, 32)]
    public void Snapshot_RoundTripsToTheSameBytes(UnitMode mode, int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 50);
        repository.Import();
        var state = StateReplay.Run(repository, ReplayOptions.Of(mode));
        var history = state.Result;

        var bytes = SnapshotCodec.Encode(state);
        var snapshot = SnapshotCodec.TryDecode(bytes)!;
        var decoded = snapshot.Result;

        Assert.Equal(bytes, SnapshotCodec.Encode(snapshot.TryReadState()!));
        Assert.Equal(bytes, SnapshotCodec.Encode(StateReplay.Run(repository, ReplayOptions.Of(mode))));
        Assert.Equal([.. history.Cells], decoded.Cells.ToArray());
        Assert.Equal([.. history.Origins], decoded.Origins.ToArray());
        Assert.Equal(history.Files.Select(file => file.Path), decoded.Files.Select(file => file.Path));
        Assert.All(history.Files.Zip(decoded.Files), pair => Assert.Equal(TestReplay.Blame(history, pair.First), TestReplay.Blame(decoded, pair.Second)));
    }

    [Fact]
    public void DamagedFile_IsIgnored()
    {
        var bytes = Small();
        using var folder = TemporaryFolder.Create();
        var store = new SnapshotStore(new CacheFolder(folder.Path, TimeProvider.System));
        var state = SnapshotCodec.TryDecode(bytes)!.TryReadState()!;
        var commit = state.Result.Commits[state.Result.Mainline[^1].Commit].Id;
        Assert.Null(store.Save(Key, state));
        var path = Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Assert.NotNull(store.Load(Key, commit).Snapshot);

        for (var length = 0; length < bytes.Length; length += length < 97 ? 1 : 97)
        {
            AssertIgnored(bytes[..length]);
        }

        for (var at = 0; at < bytes.Length; at += at < 97 ? 1 : 31)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            AssertIgnored(damaged);
        }

        AssertIgnored([.. bytes, 0]);

        void AssertIgnored(byte[] damaged)
        {
            Assert.Null(SnapshotCodec.TryDecode(damaged));
            File.WriteAllBytes(path, damaged);
            var (snapshot, notice) = store.Load(Key, commit);
            Assert.Null(snapshot);
            Assert.Equal("PROV930", notice?.Code);
        }
    }

    /// <summary>A cache that somebody else restored may carry a fitting checksum over nonsense.</summary>
    [Fact]
    public void ForgedBody_IsIgnoredOrSound()
    {
        var bytes = Small();
        var header = bytes.Length - BodyOf(bytes).Length;
        var forged = from edits in (from at in Gen.Choose(0, bytes.Length - header - 1)
                                    from value in Gen.Elements<byte>(0, 1, 2, 0x7F, 0x80, 0xFF)
                                    from length in Gen.Choose(0, 6)
                                    select (at, value, length)).NonEmptyListOf()
                     from cut in Gen.Frequency((3, Gen.Constant(int.MaxValue)), (1, Gen.Choose(0, bytes.Length - header)))
                     select (edits, cut);
        Check.One(Laws.Config.WithMaxTest(3000), Prop.ForAll(forged.ToArbitrary(), change =>
        {
            var body = BodyOf(bytes);
            foreach (var (at, value, length) in change.edits)
            {
                body.AsSpan(at, Math.Min(length, body.Length - at)).Fill(value);
            }

            body = body[..Math.Min(change.cut, body.Length)];
            var resultLength = Math.Min(BitConverter.ToInt64(bytes, Lengths), body.Length);
            byte[] file = [.. bytes.AsSpan(0, Lengths), .. BitConverter.GetBytes(resultLength), .. BitConverter.GetBytes(body.Length - resultLength), .. SHA256.HashData(body), .. body];
            return SnapshotCodec.TryDecode(file) is not { } snapshot || (IsSound(snapshot.Result) && (snapshot.TryReadState() is not { } state || CanBeWalkedOn(state)));
        }));
    }

    [Fact]
    public void ReadOnlyCache_SaysSoAndGivesTheResult()
    {
        using var folder = TemporaryFolder.Create();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "no folder");

        // Permissions do not bind root; a file where the folder should be binds everybody.
        var store = new SnapshotStore(new CacheFolder(Path.Combine(file, "cache"), TimeProvider.System));
        var state = SnapshotCodec.TryDecode(Small())!.TryReadState()!;

        Assert.Equal((null, null), store.Load(Key, state.Result.Commits[^1].Id));
        Assert.Equal("PROV931", store.Save(Key, state)?.Code);
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AnyPartOfTheKey_NamesAnotherFile()
    {
        SnapshotKey[] keys = [
            Key, Key with { EngineVersion = "1.0.1" }, Key with { Options = ReplayOptions.PlainTokens }, Key with { ObjectFormat = "sha256" }, Key with { ShallowContent = new string('c', 40) + "\n" },
        ];

        Assert.Equal(keys.Length, keys.Select(key => key.FileName(ObjectId.Parse(new string('a', 40)))).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Snapshot_NamesNobody()
    {
        var text = Encoding.Latin1.GetString(Small());

        Assert.DoesNotContain(TestIdentity.Person.Name, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestIdentity.Person.Email, text, StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Small()
    {
        using var repository = TestRepository.Create();
        new RandomHistory(33).WriteTo(repository, 12);
        repository.Import();
        return SnapshotCodec.Encode(StateReplay.Run(repository, ReplayOptions.Tokens));
    }

    private const int Lengths = 22;

    private static byte[] BodyOf(byte[] file) => file[(Lengths + 16 + SHA256.HashSizeInBytes)..];

    /// <summary>Every number in it can be followed by a walk that takes it over.</summary>
    private static bool CanBeWalkedOn(ReplayState state)
    {
        var tables = new WalkTables(state);
        var tree = WalkTables.TreeOf(state);
        return tree.Files.Count == state.Result.Files.Length && tables.Lives.Count == state.Result.Lives.Length;
    }

    /// <summary>Every index of a result can be followed, which is what all readers of it do.</summary>
    private static bool IsSound(HistoryResult history) =>
        history.Commits.Select((commit, at) => commit.Parents.All(parent => parent >= 0 && parent < at)).All(fits => fits)
        && history.Mainline.Length > 0
        && history.Mainline.All(step => step.Commit >= 0 && step.Commit < history.Commits.Length)
        && history.Origins.All(origin => origin.Commit >= 0 && origin.Commit < history.Commits.Length && origin.Path >= 0 && origin.Path < history.Paths.Length)
        && history.Lives.All(life => life.Origin >= 0 && life.Origin < history.Origins.Length && life.Entry >= 0 && life.Entry < history.Mainline.Length)
        && history.Cells.All(cell => cell.Life >= 0 && cell.Life < history.Lives.Length && cell.Exit >= -1 && cell.Exit < history.Mainline.Length)
        && history.Files.All(file => file.Origins.Values.All(value => value >= 0 && value < history.Origins.Length) && file.Lives.Values.All(value => value >= 0 && value < history.Lives.Length))
        && history.Files.SelectMany(file => new[] { file.Origins, file.Lives }).All(runs => runs.Count == 0 || Enumerable.Range(0, runs.Starts.Length).All(run => runs.EndOf(run) > runs.Starts[run]));
}
