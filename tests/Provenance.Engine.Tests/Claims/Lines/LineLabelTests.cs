using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Policy;
using Provenance.Engine.Tests.Claims.Marks;

namespace Provenance.Engine.Tests.Claims.Lines;

public sealed class LineLabelTests
{
    private static readonly CommitClaims Unknown = CommitSamples.ReadMessage("Change it");
    private static readonly CommitClaims Agent = CommitSamples.ReadMessage("Change it\n\n" + CommitSamples.Claude);
    private static readonly FileSources File = new(LineSamples.Path, 10);

    [Fact]
    public void NothingNearer_LeavesTheCommitsLabel()
    {
        Assert.Equal("AAAAAAAAAA", LineSamples.Letters(File, Agent));
        Assert.Equal("UUUUUUUUUU", LineSamples.Letters(File, Unknown));
        Assert.True(LinePartition.Of(File).IsTrivial);
        Assert.Equal("MMMMMMMMMM", LineSamples.Letters(File, Agent, bornInMerge: true));
    }

    [Fact]
    public void Note_OverridesTheCommitForItsLines()
    {
        var file = File with { Note = LineSamples.Note(LineSamples.Path, "  s_a::t_1 2-4", "  h_a 6,7", "  s_m::t_1 9") };

        Assert.Equal("UAAAUHHUUU", LineSamples.Letters(file, Unknown));

        // Uncovered lines of a watched file are at most mixed; what a tool's own tests wrote is covered, and nothing is said about it.
        Assert.Equal("MAAAMHHMAM", LineSamples.Letters(file, Agent));
    }

    [Fact]
    public void NoteOfOtherFiles_ChangesNothingHere()
    {
        var file = File with { Note = LineSamples.Note("src/B.cs", "  s_a::t_1 2-4") };

        Assert.Equal("AAAAAAAAAA", LineSamples.Letters(file, Agent));
    }

    [Fact]
    public void NoteWithoutAuthors_IsAsIfThereWereNone()
    {
        Assert.Equal("AAAAAAAAAA", LineSamples.Letters(File with { Note = LineSamples.Note(LineSamples.Path, "  s_m::t_1 2-4") }, Agent));
        Assert.Equal("AAAAAAAAAA", LineSamples.Letters(File with { Note = LineSamples.Note() }, Agent));
    }

    [Fact]
    public void NotAi_IsUnknownAndNoPerson()
    {
        var file = File with { Note = LineSamples.Note(LineSamples.Path, "  human 1", "  s_h::t_1 2", "  ai_agent 3") };

        Assert.Equal("UUAMMMMMMM", LineSamples.Letters(file, Agent));
    }

    [Fact]
    public void LinesBeyondTheFile_AreCounted()
    {
        var partition = LinePartition.Of(File with { Note = LineSamples.Note(LineSamples.Path, "  s_a::t_1 9-12,20") });

        Assert.Equal(3, partition.Clamped);
        Assert.Equal(10, partition.Runs[^1].Lines.Last);
    }

    [Fact]
    public void FileOfUnknownLength_ClampsNothing()
    {
        var partition = LinePartition.Of(new FileSources(LineSamples.Path, int.MaxValue) { Note = LineSamples.Note(LineSamples.Path, "  s_a::t_1 9,2147483647") });

        Assert.Equal([1, 9, 10, int.MaxValue], partition.Runs.Select(run => run.Lines.First));
        Assert.Equal((int.MaxValue, 0L), (partition.Runs[^1].Lines.Last, partition.Clamped));
    }

    [Fact]
    public void Marks_WinOverNotes_AndInnerScopesOverOuterOnes()
    {
        var file = File with
        {
            Marks = [LineSamples.Mark(1, 8, Label.Mixed), LineSamples.Mark(3, 5, Label.Agent, "claude"), LineSamples.Mark(4, 4, Label.Human)],
            Note = LineSamples.Note(LineSamples.Path, "  s_a::t_1 4,9"),
        };

        Assert.Equal("MMAHAMMMAU", LineSamples.Letters(file, Unknown));
    }

    [Fact]
    public void MarksOfOneScope_ThatContradict_AreMixedAndAConflict()
    {
        var labels = LineSamples.Labels(
            File with { Marks = [LineSamples.Mark(1, 2, Label.Agent, "claude"), LineSamples.Mark(1, 2, Label.Human)] }, Unknown);

        Assert.Equal((Label.Mixed, new LabelPair(Label.Mixed, Label.Mixed)), (labels[0].Label, labels[0].Conflict));
        Assert.True(labels[0].Flags.HasFlag(ClaimFlags.Conflict));
    }

    [Fact]
    public void NoteAgainstTrace_GoesToTheNote_AndTheTraceStaysAsEvidence()
    {
        var file = File with
        {
            Note = LineSamples.Note(LineSamples.Path, "  h_a 1"),
            Traces = [LineSamples.Mark(1, 2, Label.Human), LineSamples.Mark(1, 2, Label.Agent, "cursor", ClaimSource.AgentTrace, LineRules.AgentTrace)],
        };
        var labels = LineSamples.Labels(file, Unknown);

        Assert.Equal((Label.Human, new LabelPair(Label.Human, Label.Agent)), (labels[0].Label, labels[0].Conflict));
        Assert.Equal((Label.Agent, LineRules.AgentTrace, (LabelPair?)null), (labels[1].Label, labels[1].Rule, labels[1].Conflict));
        Assert.Equal("cursor", Assert.Single(labels[1].Agents).Agent);
    }

    [Fact]
    public void LineAgainstCommit_IsAConflictWithItsPair()
    {
        var labels = LineSamples.Labels(File with { Marks = [LineSamples.Mark(1, 1, Label.Human)] }, Agent);

        Assert.Equal(new LabelPair(Label.Human, Label.Agent), labels[0].Conflict);
        Assert.Null(labels[1].Conflict);
    }

    [Fact]
    public void Overlay_WinsInItsScope_AndTheLabelBeforeItStays()
    {
        var (overlay, problems) = OverlayReader.Read(
            """
            schema: provenance-overlay/1
            entries:
              - {path: 'src/**', label: human, reason: r}
              - {path: 'src/A.cs', symbol: C.M, label: agent, agent: codex, model: openai/gpt-5, reason: r}
              - {path: 'lib/**', label: mixed, reason: r}
            """,
            "overlay.yml");
        Assert.Empty(problems);
        var marks = new OverlayMarks(new Lazy<Registry>(Registry.Default), overlay!);
        var found = MarkSamples.With("class C\n{\nvoid M()\n{\n}\n}\n", tokens => marks.Read(LineSamples.Path, tokens, 6));

        var labels = LineSamples.Labels(new FileSources(LineSamples.Path, 6) { Overlays = found, Marks = [LineSamples.Mark(1, 6, Label.Agent, "claude")] }, Unknown);

        Assert.True(marks.Concern("src/B.cs") && !marks.Concern("B.cs"));
        Assert.Equal("HHAAAH", string.Concat(labels.Select(label => label.Label.ToString()[0])));
        Assert.Equal((Label.Agent, "codex", "openai/gpt-5"), (labels[0].LabelBeforeOverlay, labels[2].Agents[0].Agent, labels[2].Agents[0].Model));
    }

    [Fact]
    public void NoteThatGivesAllToPeople_MakesAnUnclaimedCommitHuman()
    {
        var note = LineSamples.Note(LineSamples.Path, "  h_a 1-4");
        var added = new Dictionary<string, ImmutableArray<LineRange>> { [LineSamples.Path] = [new LineRange(1, 2), new LineRange(4, 4)] };
        var more = new Dictionary<string, ImmutableArray<LineRange>>(added) { ["src/B.cs"] = [new LineRange(1, 1)] };

        Assert.Equal((Label.Human, LabelReason.NoteHuman), Both(Unknown.WithNote(note, added)));
        Assert.Equal((Label.Mixed, LabelReason.NoteConflict), Both(Agent.WithNote(note, added)));
        Assert.Equal(Both(Unknown), Both(Unknown.WithNote(note, more)));
        Assert.Equal(Both(Unknown), Both(Unknown.WithNote(LineSamples.Note(LineSamples.Path, "  h_a 1-3"), added)));
        Assert.Equal(Both(Unknown), Both(Unknown.WithNote(note, new Dictionary<string, ImmutableArray<LineRange>>())));

        static (Label, LabelReason) Both(CommitClaims claims) => (claims.Label, claims.Reason);
    }
}
