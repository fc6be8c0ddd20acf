using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.History;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.Claims;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>What is nearer to a line than its commit decides about it: where it was born, and nowhere else.</summary>
public sealed class LineEvidenceTests : IDisposable
{
    private const string Path = "src/A.cs";
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    /// <summary>A rule of the policy may hold on the day on which the same text comes back, and not on the day on which it was first read.</summary>
    [Fact]
    public void MarkedTextThatComesBack_IsReadAsOfItsDay()
    {
        const string Text = "// Co-authored-by: Acme Bot <acme-bot@acme.example>\nclass A { }\n";
        Commit("Add\n", (Path, Text), ("provenance.yml", """
            version: 1
            agents: [{id: acme-bot, name: Acme Bot, defaultSurface: bot}]
            identityRules: [{id: acme, agent: acme-bot, kind: identity, email: 'acme-bot@acme[.]example', confidence: high, validFrom: '2025-03-15'}]

            """));
        var gone = _repository.Commit(new TestCommit("Remove\n", Start.AddDays(1), [(Path, null)]), 1);
        var back = _repository.Commit(TestCommit.OfText("Add again\n", Start.AddDays(60), (Path, Text)), gone);
        var ids = _repository.Import();

        AnalyzedLines.Of(_repository, ids[gone], _cache.Path);
        var walkedOn = AnalyzedLines.Of(_repository, ids[back], _cache.Path).Letters(Path);

        Assert.Equal(walkedOn, AnalyzedLines.Of(_repository, ids[back]).Letters(Path));
        Assert.Contains('A', walkedOn);
    }

    [Fact]
    public void Note_DecidesForItsLinesAndLowersTheRestOfItsFiles()
    {
        Commit("Add\n\n" + CommitSamples.Claude, (Path, "a\nb\nc\nd\n"), ("src/B.cs", "e\nf\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  s_a::t_1 2", "  h_a 3");

        var analyzed = AnalyzedLines.Of(_repository, ids[1]);

        Assert.Equal("MAHM", analyzed.Letters(Path));
        Assert.Equal("AA", analyzed.Letters("src/B.cs"));
        Assert.DoesNotContain("PROV920", analyzed.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void Note_SaysNothingOfLinesThatOlderCommitsWrote()
    {
        var first = Commit("Add", (Path, "a\nb\n"));
        Commit("Change", first, (Path, "a\nb\nc\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[2], Path, "  s_a::t_1 1-3");

        Assert.Equal("UUA", AnalyzedLines.Of(_repository, ids[2]).Letters(Path));
    }

    [Fact]
    public void NoteThatGivesEverythingToPeople_MakesTheCommitHuman()
    {
        var first = Commit("Add", (Path, "a\n"), ("README.md", "x\n"));
        var second = Commit("Change", first, (Path, "a\nb\n"), ("README.md", "x\ny\n"));
        Commit("Change more\n\n" + CommitSamples.Claude, second, (Path, "a\nb\nc\n"));
        var ids = _repository.Import();
        AnalyzedLines.AddNote(_repository, ids[1], Path, "  h_a 1");
        AnalyzedLines.AddNote(_repository, ids[2], Path, "  h_a 2", "README.md", "  h_a 2");
        AnalyzedLines.AddNote(_repository, ids[3], Path, "  h_a 3");

        var facts = AnalyzedLines.Of(_repository, ids[3]).Facts;

        Assert.Equal([LabelReason.NoEvidence, LabelReason.NoteHuman, LabelReason.NoteConflict], facts.Select(commit => commit.Claims.Reason));
        Assert.Equal([Label.Unknown, Label.Human, Label.Mixed], facts.Select(commit => commit.Claims.Label));
    }

    [Fact]
    public void AttributeInTheBirthTree_LabelsWhatIsBornUnderIt_AndALaterOneNothing()
    {
        var first = Commit("Add", (Path, "class A\n{\n    [AgentAuthored(\"claude\")]\n    void M() => N();\n    void O() => N();\n}\n"));
        var second = Commit("Mark the other", first, (Path, "class A\n{\n    void M() => N();\n    [AgentAuthored(\"claude\")]\n    void O() => N();\n}\n"));
        Commit("Write under the mark", second, (Path, "class A\n{\n    void M() => N();\n    [AgentAuthored(\"claude\")]\n    void O() => N(\n        1);\n}\n"));
        var ids = _repository.Import();

        Assert.Equal("UUAAUU", AnalyzedLines.Of(_repository, ids[1]).Letters(Path));
        Assert.Equal("UUAAUU", AnalyzedLines.Of(_repository, ids[2]).Letters(Path));
        Assert.Equal("UUAAAAU", AnalyzedLines.Of(_repository, ids[3]).Letters(Path));
    }

    [Fact]
    public void MarkedFileThatIsCopied_IsMarkedWhereItIsBornAgain()
    {
        const string Text = "// AI-generated by Claude\nclass A\n{\n    int Value => 1;\n}\n";
        var first = Commit("Add", (Path, Text));
        Commit("Copy", first, ("src/B.cs", Text));
        var ids = _repository.Import();

        var analyzed = AnalyzedLines.Of(_repository, ids[2]);

        Assert.Equal(analyzed.Letters(Path), analyzed.Letters("src/B.cs"));
        Assert.Contains('A', analyzed.Letters("src/B.cs"));
    }

    [Fact]
    public void OverlayOfAPath_CorrectsItsLinesAndIsKnownAsOverlay()
    {
        Commit("Add\n\n" + CommitSamples.Claude, (Path, "class A\n{\n    int M() => 1;\n    int N() => 2;\n}\n"));
        var ids = _repository.Import();
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\noverlay: overlay.yml\n");
        File.WriteAllText(_repository.PathOf("overlay.yml"), "schema: provenance-overlay/1\nentries:\n  - {path: 'src/**', symbol: A.M, label: human, reason: lost}\n");

        var analyzed = AnalyzedLines.Of(_repository, ids[1]);

        Assert.Equal("AAHAA", analyzed.Letters(Path));
        Assert.Equal(Label.Agent, analyzed.Lines.Single(line => line.Label == Label.Human).LabelBeforeOverlay);
    }

    [Fact]
    public void ReuseFileInTheBirthTree_NamesAContributorOfItsFiles()
    {
        const string Reuse = "version = 1\n[[annotations]]\npath = \"src/**\"\nSPDX-FileContributor = \"Claude <noreply@anthropic.com>\"\n";
        var first = Commit("Add", (Path, "a\n"));
        Commit("Name who wrote it", first, ("REUSE.toml", Reuse), (Path, "a\nb\n"));
        var ids = _repository.Import();

        Assert.Equal("UM", AnalyzedLines.Of(_repository, ids[2]).Letters(Path));
    }

    [Fact]
    public void Trace_CountsOnlyWhereItsTextIsFound()
    {
        var first = Commit("Add", (Path, "a\nb\nc\nd\n"), ("src/B.cs", "a\n"));
        var second = Commit("Elsewhere", first, ("src/B.cs", "a\nb\n"));
        var third = Commit("Write", second, (Path, "a\nx\ny\nb\nc\nd\n"));
        var fourth = Commit("Write again", third, (Path, "a\nx\ny\nb\nc\nd\ne\n"));
        var revision = _repository.Import()[second];
        var trace = string.Concat(new[] { Record(revision, Path, 2, 3), Record(revision, Path, 4, 5), Record(revision, Path, 7, 7), "not json\n" });
        Commit("Record", fourth, (".agent-trace/traces.jsonl", trace));
        var ids = _repository.Import();

        var analyzed = AnalyzedLines.Of(_repository, ids[5]);

        // The second range's lines were there before; the third names a line that the first commit after the revision did not write.
        Assert.Equal("UAAUUUU", analyzed.Letters(Path));
        Assert.Contains(analyzed.Diagnostics, diagnostic => diagnostic is { Word: "agent-trace-unverified", Count: 3 });
    }

    [Fact]
    public void CherryPick_HasTheLabelOfItsOriginal_EvenOfOneThatIsNotInTheWalk()
    {
        var first = Commit("Add", (Path, "a\n"));
        var original = Commit("Write\n\n" + CommitSamples.Claude, first, (Path, "a\nb\n"));
        var id = _repository.Import()[original];
        Commit("Write\n\n(cherry picked from commit " + id + ")", first, (Path, "a\nb\nc\n"));
        var ids = _repository.Import();

        var analyzed = AnalyzedLines.Of(_repository, ids[3]);

        Assert.Equal("UAA", analyzed.Letters(Path));
        Assert.Equal(id, analyzed.Facts[1].Claims.CopyOf.ToString());
    }

    [Fact]
    public void EqualPatchOfTheSameAuthorDate_IsACopyOfTheFirst()
    {
        var first = Commit("Add", (Path, "a\nb\n"), ("src/B.cs", "x\n"));
        var written = Commit("Write\n\n" + CommitSamples.Claude, Start.AddDays(3), first, (Path, "a\nnew line\nb\n"));
        var reverted = Commit("Revert", written, (Path, "a\nb\n"), ("src/B.cs", "x\ny\n"));
        Commit("Write it again", Start.AddDays(3), reverted, (Path, "a\nnew line\nb\n"));
        Commit("At the same time and something else", Start.AddDays(3), 4, ("src/B.cs", "x\ny\nz\n"));
        var ids = _repository.Import();

        var analyzed = AnalyzedLines.Of(_repository, ids[5]);

        Assert.Equal([false, false, false, true, false], analyzed.Facts.Select(commit => commit.Claims.CopyOf is not null));
        Assert.Equal(Label.Agent, analyzed.Facts[3].Claims.Label);
    }

    [Fact]
    public void SquashWhosePullRequestIsHere_GivesEachLineTheLabelOfTheCommitThatWroteIt()
    {
        var first = Commit("Add", (Path, "a\nb\n"));
        var byAgent = Commit("Write\n\n" + CommitSamples.Claude, first, (Path, "a\nx\nb\n"));
        var byPerson = Commit("Write more", byAgent, (Path, "a\nx\nb\ny\n"));
        var main = Commit("Elsewhere", first, ("src/B.cs", "e\n"));
        Commit("Squash (#7)\n\n* Write\n\n" + CommitSamples.Claude + "\n\n* Write more\n\nText", main, (Path, "a\nx\nb\ny\nz\n"));
        var ids = _repository.Import();
        _repository.Git("update-ref", "refs/pull/7/head", ids[byPerson]);
        Assert.Equal("UMUMM", AnalyzedLines.Of(_repository, ids[5]).Letters(Path));

        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\nsquash: {expand: true}\n");
        var analyzed = AnalyzedLines.Of(_repository, ids[5], _cache.Path);

        Assert.Equal("UAUUM", analyzed.Letters(Path));
        Assert.Equal(3, analyzed.History.Mainline.Length);
    }

    /// <summary>Somebody goes on with the branch after it was squashed, and merges the mainline into it: the squash is now among the ancestors of its own pull request.</summary>
    [Fact]
    public void SquashThatItsPullRequestHolds_IsNotJoinedToIt()
    {
        var first = Commit("Add", (Path, "a\nb\n"));
        var byAgent = Commit("Write\n\n" + CommitSamples.Claude, first, (Path, "a\nx\nb\n"));
        var byPerson = Commit("Write more", byAgent, (Path, "a\nx\nb\ny\n"));
        var squash = Commit("Squash (#7)\n\n* Write\n\n" + CommitSamples.Claude + "\n\n* Write more\n\nText", first, (Path, "a\nx\nb\ny\n"));
        var onward = _repository.Commit(TestCommit.OfText("Merge main", Start.AddDays(30), ("src/C.cs", "c\n")), byPerson, squash);
        Commit("Later", squash, ("src/B.cs", "e\n"));
        var ids = _repository.Import();
        _repository.Git("update-ref", "refs/pull/7/head", ids[onward]);
        File.WriteAllText(_repository.PathOf("provenance.yml"), "version: 1\nsquash: {expand: true}\n");

        Assert.Equal("UMUM", AnalyzedLines.Of(_repository, ids[6]).Letters(Path));
        _repository.Git("update-ref", "refs/pull/7/head", ids[byPerson]);
        Assert.Equal("UAUU", AnalyzedLines.Of(_repository, ids[6]).Letters(Path));
    }

    [Fact]
    public void EqualPatchUnderTheTitleOfAnother_IsItsCopy()
    {
        var first = Commit("Add", (Path, "a\nb\n"));
        var written = Commit("Write (#1)\n\n" + CommitSamples.Claude, first, (Path, "a\nnew line\nb\n"));
        var reverted = Commit("Take back", written, (Path, "a\nb\n"));
        Commit("Write (#1) (#2)", reverted, (Path, "a\nnew line\nb\n"));
        var ids = _repository.Import();

        Assert.Equal(ids[written], AnalyzedLines.Of(_repository, ids[4]).Facts[3].Claims.CopyOf?.ToString());
    }

    [Fact]
    public void StatementSignedByATrustedKey_AttestsTheCommitThatItNames()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var first = Commit("Add\n\n" + CommitSamples.Claude, (Path, "a\n"));
        var id = _repository.Import()[1];
        Commit("Attest", first, (".provenance/attestations/1.json", Envelope(id, key)));
        var ids = _repository.Import();
        Assert.Equal(Tier.Asserted, AnalyzedLines.Of(_repository, ids[2]).Facts[0].Claims.Tier);

        File.WriteAllText(_repository.PathOf("provenance.yml"), $"version: 1\ntrust:\n  - {{agent: claude, key: '{Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}'}}\n");
        var analyzed = AnalyzedLines.Of(_repository, ids[2]);

        Assert.Equal([Tier.Attested, Tier.Asserted], analyzed.Facts.Select(commit => commit.Claims.Tier));
        Assert.Equal(Tier.Attested, analyzed.Lines.Single(line => line.Label == Label.Agent).Tier);
    }

    [Fact]
    public void NotesThatAreFetchedLater_ChangeTheLabelsOfWhatIsStored()
    {
        var first = Commit("Add", (Path, "a\nb\n"));
        Commit("Change", first, (Path, "a\nb\nc\n"));
        var ids = _repository.Import();
        Assert.Equal("UU", AnalyzedLines.Of(_repository, ids[1], _cache.Path).Letters(Path));
        Assert.Equal("UUU", AnalyzedLines.Of(_repository, ids[2], _cache.Path).Letters(Path));

        AnalyzedLines.AddNote(_repository, ids[1], Path, "  s_a::t_1 2");

        var analyzed = AnalyzedLines.Of(_repository, ids[2], _cache.Path);
        Assert.Equal("UAU", analyzed.Letters(Path));
        Assert.Equal("UAU", AnalyzedLines.Of(_repository, ids[2], _cache.Path).Letters(Path));
    }

    [Theory]
    [InlineData(UnitMode.Line)]
    [InlineData(UnitMode.Token)]
    public void WalkThatGoesOn_LeavesWhatAWholeWalkLeaves(UnitMode mode)
    {
        var parent = 0;
        var text = "class A\n{\n";
        for (var i = 0; i < 8; i++)
        {
            text += (i % 3 == 0 ? "    [AgentAuthored(\"claude\")]\n" : "") + FormattableString.Invariant($"    int M{i}() => {i};\n");
            parent = Commit(FormattableString.Invariant($"Change {i}"), parent, (Path, text + "}\n"), (FormattableString.Invariant($"src/F{i}.cs"), text + "}\n"));
        }

        var ids = _repository.Import();
        for (var i = 1; i < ids.Length; i += 2)
        {
            AnalyzedLines.AddNote(_repository, ids[i], Path, "  s_a::t_1 4-5");
        }

        foreach (var id in ids.Skip(1))
        {
            var stored = AnalyzedLines.Of(_repository, id, _cache.Path, mode);
            var whole = AnalyzedLines.Of(_repository, id, cache: null, mode);

            Assert.Equal(Bytes(whole.History), Bytes(stored.History));
            Assert.Equal(whole.Letters(Path), stored.Letters(Path));
        }

        Assert.True(AnalyzedLines.Of(_repository, ids[^1], cache: null, mode).History.Slices.Length > 2);

        static byte[] Bytes(HistoryResult history)
        {
            var writer = new SnapshotWriter(0);
            ResultCodec.Write(writer, history);
            return writer.ToArray();
        }
    }

    [Fact]
    public void NotesThatCannotBeRead_AreCountedAndTheRestIsRead()
    {
        var parent = 0;
        for (var i = 1; i <= 6; i++)
        {
            parent = Commit(FormattableString.Invariant($"Add {i}"), parent, (FormattableString.Invariant($"src/F{i}.cs"), "a\nb\n"));
        }

        var ids = _repository.Import();
        AnalyzedLines.AddRawNote(_repository, ids[1], "src/F1.cs\n  s_a::t_1 1\n---\n" + string.Concat(Enumerable.Repeat("[", 1000)));
        AnalyzedLines.AddRawNote(_repository, ids[2], "no divider");
        AnalyzedLines.AddRawNote(_repository, ids[3], new string('x', Limits.Note + 1));
        AnalyzedLines.AddNote(_repository, ids[4], "src/F4.cs", "  s_a::t_1 2,1-1,2-99999999", "  s_zzz::t_9 bad", "src/F9.cs", "  s_a::t_1 1");
        AnalyzedLines.AddNote(_repository, ids[5], new string('y', 3 << 20), "  s_a::t_1 1", "src/F5.cs", "  s_a::t_1 1-2");

        var analyzed = AnalyzedLines.Of(_repository, ids[6]);

        Assert.Equal("UU UU UU AA AA UU", string.Join(' ', Enumerable.Range(1, 6).Select(i => analyzed.Letters(FormattableString.Invariant($"src/F{i}.cs")))));
        Assert.Equal(
            ["notes-unread(bad-json) 1", "notes-unread(no-divider) 1", "notes-unread(over-limit) 1"],
            analyzed.Diagnostics.Select(diagnostic => FormattableString.Invariant($"{diagnostic.Word} {diagnostic.Count}")));
        Assert.Contains("PROV919", analyzed.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void NotesOfAnotherClone_AreReadWhereTheirOwnRefIsAbsent()
    {
        Commit("Add", (Path, "a\n"));
        var ids = _repository.Import();
        Assert.Contains("PROV920", AnalyzedLines.Of(_repository, ids[1]).Notices.Select(notice => notice.Code));

        AnalyzedLines.AddNote(_repository, ids[1], Path, "  s_a::t_1 1");
        _repository.Git("update-ref", "refs/notes/ai-remote/origin", "refs/notes/ai");
        _repository.Git("update-ref", "-d", "refs/notes/ai");

        Assert.Equal("A", AnalyzedLines.Of(_repository, ids[1]).Letters(Path));
    }

    private static string Record(string revision, string path, int first, int last) => FormattableString.Invariant(
        $"{{\"version\":\"0.1.0\",\"tool\":{{\"name\":\"claude\"}},\"vcs\":{{\"type\":\"git\",\"revision\":\"{revision}\"}},\"files\":[{{\"path\":\"{path}\",\"conversations\":[{{\"contributor\":{{\"type\":\"ai\"}},\"ranges\":[{{\"start_line\":{first},\"end_line\":{last}}}]}}]}}]}}\n");

    private static string Envelope(string commit, ECDsa key)
    {
        const string Type = "application/vnd.in-toto+json";
        var payload = Encoding.UTF8.GetBytes($"{{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{{\"digest\":{{\"gitCommit\":\"{commit}\"}}}}]}}");
        byte[] signed = [.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"DSSEv1 {Type.Length} {Type} {payload.Length} ")), .. payload];
        var signature = Convert.ToBase64String(key.SignData(signed, HashAlgorithmName.SHA256));
        return $"{{\"payloadType\":\"{Type}\",\"payload\":\"{Convert.ToBase64String(payload)}\",\"signatures\":[{{\"sig\":\"{signature}\"}}]}}";
    }

    private int Commit(string message, params (string Path, string? Content)[] files) => Commit(message, 0, files);

    private int Commit(string message, int parent, params (string Path, string? Content)[] files) => Commit(message, Start.AddHours(_commits), parent, files);

    private int Commit(string message, DateTimeOffset at, int parent, params (string Path, string? Content)[] files)
    {
        var commit = TestCommit.OfText(message + "\n", at, files) with { CommittedAt = Start.AddHours(_commits++) };
        return parent == 0 ? _repository.Commit(commit) : _repository.Commit(commit, parent);
    }

    private int _commits;
}
