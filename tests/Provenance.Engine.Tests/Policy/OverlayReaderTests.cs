using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Policy;

public sealed class OverlayReaderTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void EveryTarget_IsRead()
    {
        var (overlay, problems) = OverlayReader.Read(
            $$"""
            schema: provenance-overlay/1
            entries:
              - {commit: {{Commit}}, label: agent, agent: claude, model: anthropic/claude-opus-4-8, reason: trailer lost in a squash}
              - {pullRequest: 17, label: mixed, reason: half by hand}
              - {path: 'src/Old/**', symbol: Acme.Old.Run, label: human, reason: written before any agent}
            """,
            "overlay.yml",
            ["claude"]);

        Assert.Empty(problems);
        Assert.Equal(new OverlayEntry(new CommitTarget(Commit), Label.Agent, "claude", "anthropic/claude-opus-4-8", "trailer lost in a squash", 3), overlay!.Entries[0]);
        Assert.Equal(new OverlayEntry(new PullRequestTarget(17), Label.Mixed, null, null, "half by hand", 4), overlay.Entries[1]);
        var path = Assert.IsType<PathTarget>(overlay.Entries[2].Target);
        Assert.Equal(("src/Old/**", "Acme.Old.Run", Label.Human), (path.Paths.Pattern, path.Symbol, overlay.Entries[2].Label));
    }

    [Theory]
    [InlineData("commit: " + Commit + ", pullRequest: 1, label: agent, reason: r", "PROV814")]
    [InlineData("label: agent, reason: r", "PROV814")]
    [InlineData("commit: 0123456, label: agent, reason: r", "PROV816")]
    [InlineData("commit: 0123456789ABCDEF0123456789abcdef01234567, label: agent, reason: r", "PROV816")]
    [InlineData("pullRequest: 0, label: agent, reason: r", "PROV809")]
    [InlineData("pullRequest: 1, label: robot, reason: r", "PROV808")]
    [InlineData("pullRequest: 1, label: agent", "PROV807")]
    [InlineData("pullRequest: 1, label: agent, reason: ''", "PROV806")]
    [InlineData("pullRequest: 1, label: agent, reason: r, because: x", "PROV805")]
    [InlineData("pullRequest: 1, symbol: A.B, label: agent, reason: r", "PROV817")]
    [InlineData("pullRequest: 1, label: human, agent: claude, reason: r", "PROV817")]
    [InlineData("pullRequest: 1, label: agent, agent: cloude, reason: r", "PROV819")]
    [InlineData("pullRequest: 1, label: agent, model: a b, reason: r", "PROV816")]
    [InlineData("path: '[', label: agent, reason: r", "PROV811")]
    public void Mistake_IsCodedAndTheOverlayIsNotUsed(string entry, string code)
    {
        var (overlay, problems) = OverlayReader.Read("schema: provenance-overlay/1\nentries:\n  - {" + entry + "}\n", "overlay.yml", ["claude"]);

        Assert.Null(overlay);
        Assert.Equal(["PROV820", code], problems.Select(problem => problem.Code));
        Assert.Equal(3, problems[1].Line);
    }

    [Theory]
    [InlineData("entries: []", "PROV807")]
    [InlineData("schema: provenance-overlay/2\nentries: []", "PROV813")]
    [InlineData("schema: provenance-overlay/1\nentries: {}", "PROV806")]
    public void OtherForm_IsRefused(string text, string code) =>
        Assert.Equal(["PROV820", code], OverlayReader.Read(text, "overlay.yml").Problems.Select(problem => problem.Code));
}
