using System.Security.Cryptography;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.Claims;
using Provenance.Engine.Tests.Git;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Evidence that is there and cannot be read is said, leaves lines to nobody, and is not missed any more when it is back.</summary>
public sealed class UnreadEvidenceTests : IDisposable
{
    private const string Path = "src/A.cs";
    private const string Reuse = "version = 1\n[[annotations]]\npath = \"src/**\"\nSPDX-FileContributor = \"Claude <noreply@anthropic.com>\"\n";
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    public static TheoryData<string, bool, UnitMode> NoteObjects
    {
        get
        {
            var data = new TheoryData<string, bool, UnitMode>();
            foreach (var of in (string[])["note", "tree", "commit"])
            {
                data.Add(of, true, UnitMode.Line);
                data.Add(of, false, UnitMode.Line);
                data.Add(of, false, UnitMode.Token);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NoteObjects))]
    public void UnreadNote_LeavesItsLinesToNobodyUntilItIsBack(string of, bool isDamaged, UnitMode mode)
    {
        var first = Commit("Add\n\n" + CommitSamples.Claude, 0, (Path, "a\nb\nc\nd\n"), ("src/B.cs", "e\nf\n"));
        Commit("Change", first, (Path, "a\nb\nc\nd\ne\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  s_a::t_1 2", "  h_a 3");
        var lost = of switch
        {
            "note" => _repository.Git("notes", "--ref", "refs/notes/ai", "list", ids[1]).Trim(),
            "tree" => _repository.Git("rev-parse", "refs/notes/ai^{tree}").Trim(),
            _ => _repository.Git("rev-parse", "refs/notes/ai").Trim(),
        };

        var unread = AssertForgotten(ids[2], lost, isDamaged, mode);

        Assert.Equal("UUUUU", unread.Letters(Path));
        Assert.Equal("UU", unread.Letters("src/B.cs"));
        Assert.Equal("MAHMU", AnalyzedLines.Of(_repository, ids[2], _cache.Path, mode).Letters(Path));
    }

    /// <summary>The head of the pull request is there, and what it builds on is not.</summary>
    [Fact]
    public void PullRequestWithoutItsBeginning_IsNotJoinedAndSaidUntilItIsBack()
    {
        var first = Commit("Add", 0, (Path, "a\nb\n"));
        var byAgent = Commit("Write\n\n" + CommitSamples.Claude, first, (Path, "a\nx\nb\n"));
        var byPerson = Commit("Write more", byAgent, (Path, "a\nx\nb\ny\n"));
        var squash = Commit("Squash (#7)\n\n* Write\n\n" + CommitSamples.Claude + "\n\n* Write more\n\nText", first, (Path, "a\nx\nb\ny\n"));
        var ids = _repository.Import();
        _repository.Git("update-ref", "refs/pull/7/head", ids[byPerson]);
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\nsquash: {expand: true}\n");
        var objects = LooseObjects.Of(_repository);

        objects.Lose(ids[byAgent]);
        var without = AnalyzedLines.Of(_repository, ids[squash], _cache.Path);
        objects.Restore(ids[byAgent]);
        var with = AnalyzedLines.Of(_repository, ids[squash], _cache.Path);

        Assert.Equal(("UMUM", "UAUU"), (without.Letters(Path), with.Letters(Path)));
        Assert.Contains(without.Notices, notice => notice.Code == "PROV912");
        Assert.DoesNotContain(with.Notices, notice => notice.Code == "PROV912");
    }

    [Fact]
    public void UnreadNoteOfANewCommit_IsNotInWhatTheNextWalkGoesOnFrom()
    {
        var first = Commit("Add", 0, (Path, "a\n"));
        var second = Commit("Change", first, (Path, "a\nb\n"));
        var third = Commit("Change again", second, (Path, "a\nb\nc\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[second], Path, "  s_a::t_1 2");
        AnalyzedLines.Of(_repository, ids[first], _cache.Path);
        var objects = LooseObjects.Of(_repository);
        var note = _repository.Git("notes", "--ref", "refs/notes/ai", "list", ids[second]).Trim();

        objects.Lose(note);
        Assert.Equal("UU", AnalyzedLines.Of(_repository, ids[second], _cache.Path).Letters(Path));
        objects.Restore(note);

        Assert.Equal("UAU", AnalyzedLines.Of(_repository, ids[third], _cache.Path).Letters(Path));
    }

    /// <summary>What was read when it could be stays known.</summary>
    [Fact]
    public void NoteThatIsLostAfterItWasRead_ChangesNothing()
    {
        Commit("Add", 0, (Path, "a\nb\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  s_a::t_1 2");
        AnalyzedLines.Of(_repository, ids[1], _cache.Path);
        LooseObjects.Of(_repository).Lose(_repository.Git("notes", "--ref", "refs/notes/ai", "list", ids[1]).Trim());

        Assert.Equal("UA", AnalyzedLines.Of(_repository, ids[1], _cache.Path).Letters(Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnreadReuseFile_LeavesItsLinesToNobodyUntilItIsBack(bool isDamaged)
    {
        var first = Commit("Add", 0, (Path, "a\n"));
        var second = Commit("Name who wrote it", first, ("REUSE.toml", Reuse), (Path, "a\nb\n"));
        Commit("Say more\n\n" + CommitSamples.Claude, second, ("REUSE.toml", Reuse + "# later\n"), (Path, "a\nb\nc\n"));
        var ids = _repository.Import();

        foreach (var (commit, letters) in ((int, string)[])[(2, "UUM"), (3, "UMU")])
        {
            var unread = AssertForgotten(ids[3], _repository.Git("rev-parse", ids[commit] + ":REUSE.toml").Trim(), isDamaged, UnitMode.Line);
            Assert.Equal(letters, unread.Letters(Path));
        }

        Assert.Equal("UMM", AnalyzedLines.Of(_repository, ids[3], _cache.Path).Letters(Path));
    }

    [Fact]
    public void UnreadTrace_LeavesAllLinesWithoutANearerMarkToNobodyUntilItIsBack()
    {
        var first = Commit("Add\n\n" + CommitSamples.Claude, 0, (Path, "a\nb\n"));
        var revision = _repository.Import()[first];
        var record = $$"""{"version":"0.1.0","id":"x","timestamp":"2025-03-01T09:00:00Z","vcs":{"type":"git","revision":"{{revision}}"},"files":[{"path":"{{Path}}","conversations":[{"contributor":{"type":"human"},"ranges":[{"start_line":1,"end_line":2}]}]}]}""";
        Commit("Record", first, (".agent-trace/traces.jsonl", record + "\n"), ("src/B.cs", "// AI-generated by Claude\nclass B { }\n"));
        var ids = _repository.Import();

        var unread = AssertForgotten(ids[2], _repository.Git("rev-parse", "HEAD:.agent-trace/traces.jsonl").Trim(), isDamaged: false, UnitMode.Line);

        Assert.Equal("UU", unread.Letters(Path));
        Assert.DoesNotContain('U', unread.Letters("src/B.cs"));
    }

    [Fact]
    public void UnreadStatement_AttestsNothingUntilItIsBack()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = Commit("Add\n\n" + CommitSamples.Claude, 0, (Path, "a\n"));
        Commit("Attest", first, (".provenance/attestations/1.json", "{}\n"));
        var ids = _repository.Import();
        File.WriteAllText(_repository.PathOf("provenance.yml"), $"version: 1\ntrust:\n  - {{agent: claude, key: '{Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}'}}\n");

        _ = AssertForgotten(ids[2], _repository.Git("rev-parse", "HEAD:.provenance/attestations/1.json").Trim(), isDamaged: true, UnitMode.Line);
    }

    /// <summary>A text of another kind than C#, which no walk reads, decides whether a commit repeats another, or is all a person's.</summary>
    [Fact]
    public void UnreadTextOfAnotherKind_IsReadAgainWhenItIsBack()
    {
        var first = Commit("Add", 0, (Path, "a\n"), ("README.md", "x\n"));
        var written = Commit("Write (#1)\n\n" + CommitSamples.Claude, first, (Path, "a\nb\n"), ("README.md", "x\nnew\n"));
        var reverted = Commit("Take back", written, (Path, "a\n"), ("README.md", "x\n"));
        var again = Commit("Write (#1) (#2)", reverted, (Path, "a\nb\n"), ("README.md", "x\nnew\n"));
        Commit("By a person", again, (Path, "a\nb\nc\n"), ("README.md", "x\nnew\nmore\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[5], Path, "  h_a 3", "README.md", "  h_a 3");

        var noCopy = AssertForgotten(ids[5], _repository.Git("rev-parse", ids[2] + ":README.md").Trim(), isDamaged: false, UnitMode.Line);
        var noPerson = AssertForgotten(ids[5], _repository.Git("rev-parse", ids[5] + ":README.md").Trim(), isDamaged: true, UnitMode.Line);
        var whole = AnalyzedLines.Of(_repository, ids[5], _cache.Path);

        Assert.Null(noCopy.Facts[3].Claims.CopyOf);
        Assert.Equal(Label.Unknown, noPerson.Facts[4].Claims.Label);
        Assert.Equal(ids[2], whole.Facts[3].Claims.CopyOf?.ToString());
        Assert.Equal(Label.Human, whole.Facts[4].Claims.Label);
    }

    [Fact]
    public void UnreadNoteBesideAnUnreadVersion_AreOneNotice()
    {
        var first = Commit("Add", 0, (Path, "a\nb\n"), ("src/B.cs", "c\n"));
        Commit("Change", first, (Path, "a\nb\nd\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[2], Path, "  s_a::t_1 3");
        var objects = LooseObjects.Of(_repository);
        objects.Lose(_repository.Git("notes", "--ref", "refs/notes/ai", "list", ids[2]).Trim());
        objects.Damage(_repository.Git("rev-parse", "HEAD:src/B.cs").Trim());

        var notice = Assert.Single(AnalyzedLines.Of(_repository, ids[2]).Notices);

        Assert.Equal(("PROV912", "2"), (notice.Code, notice.Arguments[0]));
    }

    [Fact]
    public void NotesInAPartialClone_AreSaidToBeAbsent()
    {
        Commit("Add\n\n" + CommitSamples.Claude, 0, (Path, "a\nb\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  h_a 2");
        _repository.Git("config", "uploadpack.allowFilter", "true");
        var clone = System.IO.Path.Combine(_repository.Folder.Path, "partial");
        _repository.Git("clone", "-q", "--filter=blob:none", "file://" + _repository.Root, clone);
        _repository.Git("-C", clone, "fetch", "-q", "origin", "refs/notes/ai:refs/notes/ai");

        var partial = ProductRun.Analyze(ProductRun.Host(_repository), clone, UnitMode.Line).Value!;

        Assert.Equal("UU", partial.Letters(Path));
        Assert.Equal(("PROV911", "1"), (Assert.Single(partial.Notices).Code, partial.Notices[0].Arguments[0]));
    }

    [Fact]
    public void ClaimsOfACommitWhoseNoteIsUnread_SayIt()
    {
        Commit("Add", 0, (Path, "a\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  h_a 1");
        LooseObjects.Of(_repository).Damage(_repository.Git("notes", "--ref", "refs/notes/ai", "list", ids[1]).Trim());
        var host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;

        var claims = ClaimsQuery.Read(host, location, new CommitSelection(ObjectId.Parse(ids[1]), WithAncestors: false, Excluded: null), PolicySource.Load(location, _repository.Root, policyPath: null)).Value!;

        Assert.Equal("PROV912", Assert.Single(claims.Notices).Code);
        Assert.Contains(claims.Diagnostics, diagnostic => diagnostic.Word is "notes-unread(missing)");
    }

    /// <summary>The walk was not needed, so that only who reads the text again sees that it is gone.</summary>
    [Fact]
    public void TextThatIsGoneSinceItsHistoryWasStored_IsSaid()
    {
        Commit("Add", 0, (Path, "a\n"));
        var ids = _repository.Import();
        AnalyzedLines.Of(_repository, ids[1], _cache.Path);
        LooseObjects.Of(_repository).Lose(_repository.Git("rev-parse", "HEAD:" + Path).Trim());
        var stored = AnalyzedLines.Of(_repository, ids[1], _cache.Path);
        using var room = CleanRoom.Open(TestReplay.Host(_repository.Root), stored.Location);

        var (texts, notice) = HeadTextReader.Read(room, stored.History.Files);

        Assert.Null(Assert.Single(texts));
        Assert.Equal(("PROV912", "1"), (notice?.Code, notice?.Arguments[0]));
    }

    /// <summary>Without one object: said, and no part of what is stored; with it: what is stored equals what a run without a cache says.</summary>
    /// <returns>The analysis without the object.</returns>
    private AnalyzedRepository AssertForgotten(string commit, string lost, bool isDamaged, UnitMode mode)
    {
        Directory.Delete(_cache.Path, recursive: true);
        var objects = LooseObjects.Of(_repository);
        (isDamaged ? (Action<string>)objects.Damage : objects.Lose)(lost);

        var unread = AnalyzedLines.Of(_repository, commit, _cache.Path, mode);
        var uncached = AnalyzedLines.Of(_repository, commit, cache: null, mode);
        Assert.Equal(Said(uncached), Said(unread));
        Assert.Equal(("PROV912", "1"), unread.Notices.Where(notice => notice.Code is "PROV912" or "PROV915").Select(notice => (notice.Code, notice.Arguments[0])).Single());

        objects.Restore(lost);
        var whole = AnalyzedLines.Of(_repository, commit, cache: null, mode);
        Assert.Equal(Said(whole), Said(AnalyzedLines.Of(_repository, commit, _cache.Path, mode)));
        Assert.Equal(Said(whole), Said(AnalyzedLines.Of(_repository, commit, _cache.Path, mode)));
        Assert.DoesNotContain(whole.Notices, notice => notice.Code is "PROV912" or "PROV915");
        return unread;
    }

    private static string Said(AnalyzedRepository analyzed)
    {
        var writer = new SnapshotWriter(0);
        ResultCodec.Write(writer, analyzed.History);
        return string.Join('\n', [
            Convert.ToHexString(SHA256.HashData(writer.ToArray())),
            .. analyzed.Lines.Select(line => $"{line.Label} {line.Rule} {line.Tier}"),
            .. analyzed.Facts.Select(facts => $"{facts.Claims.Commit} {facts.Claims.Label} {facts.Claims.Reason} {facts.Claims.CopyOf} {facts.Note?.Status}"),
            .. analyzed.Notices.Select(notice => notice.Code + " " + string.Join(' ', notice.Arguments)),
            .. analyzed.Diagnostics.Select(diagnostic => $"{diagnostic.Word} {diagnostic.Count}")]);
    }

    private int Commit(string message, int parent, params (string Path, string? Content)[] changes)
    {
        var commit = TestCommit.OfText(message + "\n", Start.AddDays(parent), changes);
        return parent == 0 ? _repository.Commit(commit) : _repository.Commit(commit, parent);
    }
}
