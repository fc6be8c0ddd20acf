using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class CloneTests(ITestOutputHelper output)
{
    [Fact]
    public void Worktree_EqualsMainCheckout()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            var linked = Path.Combine(repository.Folder.Path, "linked");
            repository.Git("worktree", "add", "-q", "--detach", linked);
            var borrowed = Path.Combine(repository.Folder.Path, "borrowed");
            repository.Git("clone", "-q", "--shared", ".", borrowed);
            var bare = Path.Combine(repository.Folder.Path, "bare.git");
            repository.Git("clone", "-q", "--bare", ".", bare);
            var beside = Path.Combine(repository.Folder.Path, "beside");
            repository.Git("-C", bare, "worktree", "add", "-q", beside, "main");
            Assert.True(File.Exists(Path.Combine(borrowed, ".git/objects/info/alternates")));

            Assert.All([linked, borrowed, beside], checkout => Assert.Equal(expected, ProductRun.Fingerprint(repository, checkout)));
        }
    }

    [Fact]
    public void Submodule_EqualsItsOwnRepository()
    {
        var (inner, _) = SampleHistory.Create();
        var (outer, _) = SampleHistory.Create();
        using (inner)
        using (outer)
        {
            outer.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "lib/inner");
            Assert.True(File.Exists(outer.PathOf("lib/inner/.git")));

            Assert.Equal(ProductRun.Fingerprint(inner), ProductRun.Fingerprint(outer, outer.PathOf("lib/inner/src")));
        }
    }

    [Fact]
    public void SparseCheckout_EqualsFull()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            repository.Git("sparse-checkout", "set", "--no-cone", "/nothing");
            Assert.False(File.Exists(repository.PathOf("src/A.cs")));

            Assert.Equal(expected, ProductRun.Fingerprint(repository));
        }
    }

    [Fact]
    public void Sha256_EqualsSha1Report()
    {
        var (one, _) = SampleHistory.Create();
        var (other, ids) = SampleHistory.Create("sha256");
        using (one)
        using (other)
        {
            Assert.Equal(64, ids[1].Length);
            Assert.Equal(WithoutIds(TestReplay.Run(one, UnitMode.Token)), WithoutIds(TestReplay.Run(other, UnitMode.Token)));
            Assert.Equal(WithoutIds(TestReplay.Run(one)), WithoutIds(TestReplay.Run(other)));
        }
    }

    /// <summary>What a shallow clone attributes, the full history attributes to the same commit.</summary>
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void ShallowDepth_NeverContradictsFull(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 40);
        repository.Import();
        var full = TestReplay.Run(repository);
        var attributed = 0;
        foreach (var depth in (string[])["1", "2", "3", "5", "8", "13", "21", "100"])
        {
            var clone = Path.Combine(repository.Folder.Path, "depth" + depth);
            repository.Git("clone", "-q", "--depth", depth, "file://" + repository.Root, clone);
            var result = ProductRun.Analyze(ProductRun.Host(repository), clone, UnitMode.Line).Value!;
            var isCut = result.Location.IsShallow;

            Assert.Equal(isCut, result.Notices.Any(notice => string.Equals(notice.Code, "PROV910", StringComparison.Ordinal)));
            Assert.Equal(full.Files.Select(file => file.Path), result.History.Files.Select(file => file.Path));
            foreach (var (cut, whole) in result.History.Files.Zip(full.Files))
            {
                var (cutBlame, wholeBlame) = (TestReplay.Blame(result.History, cut), TestReplay.Blame(full, whole));
                var isKnown = IsKnown(result.History, cut);
                for (var line = 0; line < cutBlame.Length; line++)
                {
                    Assert.True(
                        !isKnown[line] || string.Equals(cutBlame[line], wholeBlame[line], StringComparison.Ordinal),
                        $"depth {depth}, {cut.Path}, line {line}: {cutBlame[line]}, in full {wholeBlame[line]}");
                    attributed += isCut && isKnown[line] ? 1 : 0;
                }
            }
        }

        Assert.NotEqual(0, attributed);
    }

    /// <summary>git finds no renames where a blob is absent that they need, be it of a project file, which nobody reads: such a history is no history of the full clone.</summary>
    [Fact]
    public void PartialCloneWithoutRenames_StoresNothingForOthers()
    {
        using var repository = TestRepository.Create();
        var project = "<Project>" + new string('x', 4096) + "</Project>\n";
        const string Source = "class A\n{\n    int First() => 1;\n    int Second() => 2;\n    int Third() => 3;\n}\n";
        var first = repository.Commit(TestCommit.OfText("Add\n", SampleHistory.Start, ("a/A.cs", Source), ("a/A.csproj", project)));
        repository.Commit(new TestCommit("Move\n", SampleHistory.Start.AddDays(1), [
            ("a/A.cs", null), ("a/A.csproj", null), ("b/A.cs", Bytes(Source.Replace("=> 3", "=> 33", StringComparison.Ordinal))), ("b/A.csproj", Bytes(project + "<!-- -->\n"))]), first);
        repository.Import();
        repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = Path.Combine(repository.Folder.Path, "partial");
        var cache = Path.Combine(repository.Folder.Path, "cache");
        repository.Git("clone", "-q", "--no-checkout", "--filter=blob:limit=1k", "file://" + repository.Root, clone);

        var partial = Analyze(clone);

        Assert.Contains(partial.Notices, notice => notice.Code is "PROV911");
        Assert.Empty(StatesOf(clone));
        Assert.NotEmpty(StatesOf(repository.Root));
        Assert.Equal(ProductRun.Analyze(ProductRun.Host(repository), repository.Root).Value!.History.Lives.AsEnumerable(), Analyze(repository.Root).History.Lives);

        // What a walk keeps on the way.
        List<ReplayState> StatesOf(string root)
        {
            var host = ProductRun.Host(repository);
            var location = RepositoryDiscovery.Locate(host, root).Value!;
            using var room = CleanRoom.Open(host, location);
            var states = new List<ReplayState>();
            _ = HistoryReplay.Run(
                room, location.Head!.Value, ReplayOptions.Tokens, slicer: null, rules: null, isNoChallenge: null, from: null, new ReplayObserver(null, states.Add, CheckpointSteps: 1), CancellationToken.None);
            return states;
        }

        AnalyzedRepository Analyze(string root)
        {
            var host = ProductRun.Host(repository);
            var location = RepositoryDiscovery.Locate(host, root).Value!;
            var options = new AnalysisOptions(UnitMode.Token, cache, PolicyPath: null, TimeSpan.FromMinutes(5), TimeProvider.System);
            return RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, root, options, CancellationToken.None).Value!;
        }

        static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
    }

    [Fact]
    public void CloneThatBorrowsFromAPartialOne_IsPartial()
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText("Add\n", SampleHistory.Start, ("A.cs", "class A { }\n")));
        repository.Import();
        var packs = Path.Combine(repository.Root, ".git", "objects", "pack");
        Directory.CreateDirectory(packs);
        File.WriteAllText(Path.Combine(packs, "pack-of-a-filter.promisor"), "");
        var clone = Path.Combine(repository.Folder.Path, "borrower");
        repository.Git("clone", "-q", "--no-checkout", "--shared", repository.Root, clone);

        Assert.True(RepositoryDiscovery.Locate(ProductRun.Host(repository), clone).Value!.IsPartialClone);
    }

    [Theory]
    [InlineData("upload-pack", "blob:none")]
    [InlineData("upload-pack", "tree:0")]
    [InlineData("ssh", "blob:none")]
    [InlineData("ext", "blob:none")]
    public void PartialClone_NeverFetches(string transport, string filter)
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("not run: the planted programs are shell scripts");
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            repository.Git("config", "uploadpack.allowFilter", "true");
            repository.Git("config", "uploadpack.allowAnySHA1InWant", "true");
            var clone = Path.Combine(repository.Folder.Path, "partial");
            var proof = Path.Combine(repository.Folder.Path, "proof");
            var sentinel = new Sentinel(repository, "exit 1");
            foreach (var folder in (string[])[clone, proof])
            {
                repository.Git("clone", "-q", "--no-checkout", "--filter=" + filter, "file://" + repository.Root, folder);
                Plant(transport, repository, folder, sentinel);
            }

            // Plain git asks the remote for the first missing object.
            Assert.Throws<InvalidOperationException>(() => repository.Git("-C", proof, "log", "-p"));
            if (!sentinel.HasFired)
            {
                output.WriteLine($"skipped: {repository.Git("--version").Trim()} does not start the {transport} program");
                return;
            }

            sentinel.Reset();
            var state = ProductRun.StateOf(clone);

            var result = ProductRun.Analyze(ProductRun.Host(repository), clone);

            Assert.False(sentinel.HasFired);
            Assert.Equal(state, ProductRun.StateOf(clone));
            if (string.Equals(filter, "blob:none", StringComparison.Ordinal))
            {
                Assert.Contains(result.Value!.Notices, notice => string.Equals(notice.Code, "PROV911", StringComparison.Ordinal));
                Assert.NotEmpty(result.Value.History.Files);
                Assert.All(result.Value.History.Files, file => Assert.False(file.IsRead));
            }
            else
            {
                Assert.NotNull(result.Notice);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void TruncatedPack_IsUnknown(int eighths)
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            repository.Git("repack", "-q", "-a", "-d", "-f");
            repository.Git("prune-packed");
            var pack = Assert.Single(Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack"));
            var bytes = File.ReadAllBytes(pack);
            File.Delete(pack);
            File.WriteAllBytes(pack, bytes[..(bytes.Length * eighths / 8)]);

            var result = ProductRun.Analyze(ProductRun.Host(repository), repository.Root);

            var codes = result.Notice is { } notice ? [notice.Code] : result.Value!.Notices.Select(known => known.Code).ToArray();
            output.WriteLine(string.Join(' ', codes));
            Assert.NotEmpty(codes);
            Assert.All(codes, code => Assert.Contains(code, (string[])["PROV912", "PROV915"]));
        }
    }

    [Fact]
    public void MissingBlob_LeavesItsLinesUnknown()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            foreach (var pack in Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack"))
            {
                var bytes = File.ReadAllBytes(pack);
                Directory.Delete(repository.PathOf(".git/objects/pack"), recursive: true);
                TestRepository.RunGit(repository.Root, bytes, ["unpack-objects", "-q"]);
            }

            var blob = repository.Git("rev-parse", "HEAD:src/A.cs").Trim();
            File.Delete(repository.PathOf($".git/objects/{blob[..2]}/{blob[2..]}"));

            var result = ProductRun.Analyze(ProductRun.Host(repository), repository.Root).Value!;

            Assert.Equal(["PROV912", "PROV920"], result.Notices.Select(notice => notice.Code));
            Assert.Equal([false, true], result.History.Files.Select(file => file.IsRead));
        }
    }

    private static void Plant(string transport, TestRepository repository, string clone, Sentinel sentinel)
    {
        switch (transport)
        {
            case "upload-pack":
                repository.Git("-C", clone, "config", "remote.origin.uploadpack", sentinel.Program);
                break;
            case "ssh":
                repository.Git("-C", clone, "config", "remote.origin.url", "ssh://host.example/repository");
                repository.Git("-C", clone, "config", "core.sshCommand", sentinel.Program);
                break;
            default:
                repository.Git("-C", clone, "config", "remote.origin.url", "ext::" + sentinel.Program);
                repository.Git("-C", clone, "config", "protocol.ext.allow", "always");
                break;
        }
    }

    private static bool[] IsKnown(HistoryResult history, HeadFile file)
    {
        var origins = new int[file.Origins.Count];
        if (origins.Length > 0)
        {
            file.Origins.CopyTo(0, origins);
        }

        return [.. origins.Select(origin => !history.Origins[origin].IsTruncated)];
    }

    private static string WithoutIds(HistoryResult history)
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', history.Commits.Select(commit => $"{string.Join(',', commit.Parents)} {commit.CommitterSeconds}")).AppendLine();
        text.AppendJoin('\n', history.Mainline).AppendJoin('\n', history.Paths).AppendJoin('\n', history.Origins).AppendJoin('\n', history.Lives);
        text.AppendJoin('\n', history.Cells).AppendJoin('\n', history.Projects).AppendLine();
        foreach (var file in history.Files)
        {
            text.AppendJoin(' ', file.Path, file.IsRead, file.Origins.Count, string.Join(',', file.Origins.Starts), string.Join(',', file.Origins.Values));
            text.AppendJoin(',', file.Lives.Starts).Append(' ').AppendJoin(',', file.Lives.Values).AppendLine();
        }

        return text.ToString();
    }
}
