using Provenance.Engine.Claims;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims;

public sealed class ExplanationTests
{
    private const string CopilotEmail = "198982749+Copilot@users.noreply.github.com";

    [Theory]
    [InlineData("A\n\n" + CommitSamples.Claude + "\n" + CommitSamples.CopilotReview, "whole-claim", "claude-address co-authored-by last-block", "copilot-review co-authored-by last-block")]
    [InlineData("A\n\n" + CommitSamples.CopilotReview, "partial-claims", "copilot-review co-authored-by last-block", "")]
    [InlineData("A", "no-evidence", "", "")]
    [InlineData("A (#1)\n\n* B\n\n" + CommitSamples.Claude + "\n\n* C\n\nText", "some-sections", "claude-address co-authored-by squash-section(1)", "")]
    [InlineData("A (#1)\n\n* B\n\n" + CommitSamples.Claude + "\n\n---------\n\n" + CommitSamples.Claude, "all-sections", "claude-address co-authored-by squash-section(1)", "claude-address co-authored-by hoisted")]
    [InlineData("A (#1)\n\nText\n\n---------\n\n" + CommitSamples.Claude, "unlocated", "claude-address co-authored-by hoisted", "")]
    public void Decision_NamesTheRulesThatDecided(string message, string reason, string deciding, string others)
    {
        var explained = CommitSamples.ReadMessage(message).ExplainLabel();

        Assert.Equal((reason, deciding, others), (ClaimWords.Of(explained.Reason), Describe(explained.Deciding), Describe(explained.Others)));
        Assert.Equal(ClaimWords.Sentence(explained.Reason), explained.Sentence);
    }

    [Fact]
    public void SquashByTheAgent_IsDecidedByItsAuthor()
    {
        var explained = CommitSamples.Read(CommitSamples.Commit(
            "A (#1)\n\n* B\n\nText\n\n---------\n\n" + CommitSamples.Claude, "Copilot", CopilotEmail)).ExplainLabel();

        Assert.Equal("copilot-coding-agent author identity", Describe(explained.Deciding));
        Assert.Equal(Tier.Asserted, explained.Tier);
    }

    [Fact]
    public void DeniedAuthor_IsExplainedByTheDenial()
    {
        var explained = CommitSamples.Read(CommitSamples.Commit("A", "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")).ExplainLabel();

        Assert.Equal((LabelReason.Automation, AuthorClass.Automation, "dependabot"), (explained.Reason, explained.AuthorClass, explained.AuthorDenial));
    }

    [Fact]
    public void Overlay_DecidesAndTheRestStays()
    {
        var commit = CommitSamples.Commit("A\n\n" + CommitSamples.Claude);
        var options = new ClaimOptions { Overlay = new Dictionary<ObjectId, OverlayLabel> { [commit.Id] = new(Label.Mixed, "codex") } };

        var explained = CommitSamples.Read(commit, options).ExplainLabel();

        Assert.Equal(("overlay", "overlay  none", "claude-address co-authored-by last-block"), (ClaimWords.Of(explained.Reason), Describe(explained.Deciding), Describe(explained.Others)));
    }

    [Fact]
    public void Sections_HaveTheirOwnLabels()
    {
        var read = CommitSamples.ReadMessage(
            "A (#1)\n\n* B\n\n" + CommitSamples.Claude + "\n\n* Merge branch 'main' into x\n\n* C\n\n" + CommitSamples.CopilotReview + "\n\n* D\n\nText");

        Assert.Equal([new SectionLabel(1, Label.Agent), new SectionLabel(3, Label.Mixed), new SectionLabel(4, Label.Unknown)], read.Sections.AsEnumerable());
        Assert.Equal((Label.Mixed, 3, 1), (read.Label, read.CountedSections, read.AgentSections));
    }

    [Fact]
    public void EveryReason_HasAWordAndASentenceOfItsOwn()
    {
        var reasons = Enum.GetValues<LabelReason>();

        Assert.Equal(reasons.Length, reasons.Select(ClaimWords.Of).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(reasons.Length, reasons.Select(ClaimWords.Sentence).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void NoCase_HasAnExplanationWithAName()
    {
        foreach (var one in MessageCase.All)
        {
            var explained = CommitSamples.Read(one.Commit).ExplainLabel();
            var output = explained + string.Join('\n', explained.Deciding.Concat(explained.Others)) + string.Join(' ', explained.Flags);

            Assert.DoesNotMatch("(?i)person ?[0-9]", output);
            Assert.DoesNotContain('@', output);
            Assert.Equal(explained.Label == Label.Unknown, explained.Deciding.IsEmpty);
        }
    }

    private static string Describe(IEnumerable<ClaimEvidence> evidence) =>
        string.Join(", ", evidence.Select(one => string.Join(' ', one.Rule, one.Key, one.Position)));
}
