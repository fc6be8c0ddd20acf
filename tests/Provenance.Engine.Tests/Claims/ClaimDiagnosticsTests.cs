using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;
using Provenance.Engine.Tests.Claims.Lines;

namespace Provenance.Engine.Tests.Claims;

/// <summary>Bad input is counted under a word, and what is good beside it is read.</summary>
public sealed class ClaimDiagnosticsTests
{
    [Fact]
    public void EachKind_IsCountedOnce()
    {
        var diagnostics = new ClaimDiagnostics();
        diagnostics.Add(CommitSamples.ReadMessage("A\n\nSigned-off-by: Claude <noreply@anthropic.com>"));
        diagnostics.Add(CommitSamples.ReadMessage("A\n\nAssisted-by: crush:strange-model\nCo-authored-by: Person <223556219+Copilot@users.noreply.github.com>"));
        diagnostics.Add(NoteStatus.OverLimit);
        diagnostics.Add(NoteStatus.BadJson);
        diagnostics.Add(NoteStatus.Ok);
        diagnostics.AddUnverified(6);
        diagnostics.AddOverlay([Id('1'), Id('2'), Id('2')], id => id == Id('1'));
        diagnostics.AddNotesRef(hasRef: true, hasNotes: true, found: 0);
        diagnostics.Add(LineSamples.Labels(
            new FileSources(LineSamples.Path, 1) { Marks = [LineSamples.Mark(1, 1, Label.Human)] }, CommitSamples.ReadMessage("A\n\n" + CommitSamples.Claude))[0], 7);

        Assert.Equal(
            [
                "agent-signed-off 1", "agent-trace-unverified 6", "conflict(human/agent) 7", "identity-conflict 1", "model-unmapped 1", "notes-none-for-commits 1",
                "notes-unread(bad-json) 1", "notes-unread(over-limit) 1", "overlay-unknown-commit 1",
            ],
            diagnostics.All.Select(one => FormattableString.Invariant($"{one.Word} {one.Count}")));
        Assert.Equal(1, diagnostics.Cut);
    }

    [Fact]
    public void MebibyteOnOneLine_IsNoEvidenceAndTheRestIsRead()
    {
        var read = CommitSamples.ReadMessage("A\n\n" + CommitSamples.Claude + "\n\n" + new string('x', Limits.Message) + " " + CommitSamples.CopilotReview);
        var diagnostics = new ClaimDiagnostics();
        diagnostics.Add(read);

        Assert.Equal("claude", Assert.Single(read.Agents).Agent);
        Assert.Equal([new ClaimDiagnostic("message-truncated", 1)], diagnostics.All.AsEnumerable());
    }

    [Theory]
    [InlineData("Co-authored-by: Claude\u202E <noreply@anthropic.com>\u2066", "claude")]
    [InlineData("Co-authored-by: \u0007Claude\u001B[31m <noreply@anthropic.com>", "claude")]
    [InlineData("Co-authored\u202E-by: Claude <noreply@anthropic.com>", "")]
    [InlineData("Assisted-by: Claude\u202E", "")]
    [InlineData("Assisted-by: crush:gpt-5\u202E", "crush")]
    public void ControlAndBidiCharacters_NeverComeOut(string trailer, string agent)
    {
        var read = CommitSamples.ReadMessage("A\n\n" + trailer + "\n\nGenerated-by: codex");

        Assert.Equal(agent.Length == 0 ? "codex" : string.Join(' ', new[] { agent, "codex" }.Order(StringComparer.Ordinal)), string.Join(' ', read.Agents.Select(one => one.Agent)));
        Assert.DoesNotContain(CommitSamples.Output(read), c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202E', CommitSamples.Output(read));
    }

    private static ObjectId Id(char digit) => ObjectId.Parse(new string(digit, 40));
}
