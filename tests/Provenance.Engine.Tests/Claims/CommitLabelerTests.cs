using Provenance.Engine.Claims;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims;

/// <summary>Identities, dates, policy and overlay.</summary>
public sealed class CommitLabelerTests
{
    private const string CopilotWindow = "Change it\n\nCo-authored-by: Copilot <copilot@github.com>";

    [Theory]
    [InlineData("2026-04-21T23:59:59Z", "agent medium")]
    [InlineData("2026-04-22T01:00:00+02:00", "agent medium")]
    [InlineData("2026-04-22T00:00:00Z", "mixed low")]
    [InlineData("2026-05-31T23:59:59Z", "mixed low")]
    [InlineData("2026-06-01T00:00:00Z", "agent medium")]
    public void Window_IsCountedInUtcDaysOfTheAuthor(string date, string expected)
    {
        var read = CommitSamples.Read(CommitSamples.Commit(CopilotWindow, date: date));

        Assert.Equal(expected, ClaimWords.Of(read.Label) + " " + ClaimWords.Of(Assert.Single(read.Agents).Confidence));
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void AnyDate_IsRead(long seconds)
    {
        var commit = CommitSamples.Commit(CopilotWindow);

        Assert.Single(CommitSamples.Read(commit with { Author = commit.Author with { UnixSeconds = seconds } }).Agents);
    }

    [Theory]
    [InlineData("goose", "goose cli - author medium", ClaimFlags.VendorAddress)]
    [InlineData("Cursor Agent", "cursor editor - author medium", ClaimFlags.VendorAddress)]
    [InlineData("Claude", "claude code - author high", ClaimFlags.None)]
    [InlineData("Gooseberry", "claude code - author medium", ClaimFlags.IdentityConflict)]
    public void VendorAddress_IsTheAgentsThatTheNameBeginsWith(string name, string expected, ClaimFlags flags)
    {
        var read = CommitSamples.Read(CommitSamples.Commit("Change it", name, "noreply@anthropic.com"));

        Assert.Equal((expected, flags), (MessageCase.Describe(Assert.Single(read.Agents)), read.Flags));
    }

    [Fact]
    public void AgentAsCommitterOnly_IsPartial()
    {
        var read = CommitSamples.Read(CommitSamples.Commit("Change it", committer: "Claude", committerEmail: "noreply@anthropic.com"));

        Assert.Equal((Label.Mixed, "claude code - committer low"), (read.Label, MessageCase.Describe(Assert.Single(read.Agents))));
    }

    [Fact]
    public void AgentAsAuthorAndCommitter_SaysSoOnce()
    {
        var read = CommitSamples.Read(CommitSamples.Commit("Change it", "Claude", "noreply@anthropic.com"));

        Assert.Equal("author", Assert.Single(read.Claims).Key);
    }

    [Fact]
    public void AgentThatSigns_IsPartialAndFlagged()
    {
        var read = CommitSamples.ReadMessage("Change it\n\nSigned-off-by: Claude <noreply@anthropic.com>");

        Assert.Equal(
            (Label.Mixed, "claude code - signer low", ClaimFlags.AgentSignedOff),
            (read.Label, MessageCase.Describe(Assert.Single(read.Agents)), read.Flags));
    }

    [Theory]
    [InlineData("Renovate Bot", "29139614+renovate[bot]@users.noreply.github.com", AuthorClass.Automation, ClaimFlags.None)]
    [InlineData("acme[bot]", "12+acme[bot]@users.noreply.github.com", AuthorClass.Automation, ClaimFlags.UnlistedBot)]
    [InlineData("acme[bot]", "acme@corp.invalid.org", AuthorClass.None, ClaimFlags.UnlistedBot)]
    [InlineData("Somebody", "somebody@openai.com", AuthorClass.VendorPerson, ClaimFlags.None)]
    [InlineData("Claude", "claude@example.com", AuthorClass.Placeholder, ClaimFlags.None)]
    public void DeniedAuthor_GivesNoClaimButAClass(string name, string email, AuthorClass expected, ClaimFlags flags)
    {
        var read = CommitSamples.Read(CommitSamples.Commit("Change it", name, email));

        Assert.Equal((Label.Unknown, expected, flags, true), (read.Label, read.AuthorClass, read.Flags, read.Claims.IsEmpty));
    }

    [Fact]
    public void UnattributedIsHuman_SparesAutomation()
    {
        var options = new ClaimOptions { UnattributedIsHuman = true };
        var bot = CommitSamples.Commit("Bump it", "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com");

        Assert.Equal((Label.Human, LabelReason.Unattributed), Judged(CommitSamples.Commit("Change it"), options));
        Assert.Equal((Label.Unknown, LabelReason.Automation), Judged(bot, options));
        Assert.Equal((Label.Mixed, LabelReason.PartialClaims), Judged(CommitSamples.Commit("Change it\n\n" + CommitSamples.CopilotReview), options));
    }

    [Theory]
    [InlineData(Label.Human)]
    [InlineData(Label.Unknown)]
    [InlineData(Label.Mixed)]
    public void OverlayEntry_GivesTheLabelAndKeepsTheClaims(Label label)
    {
        var commit = CommitSamples.Commit("Change it\n\n" + CommitSamples.Claude);
        var options = new ClaimOptions { Overlay = new Dictionary<ObjectId, OverlayLabel> { [commit.Id] = new(label) } };

        var read = CommitSamples.Read(commit, options);

        Assert.Equal((label, LabelReason.Overlay, 1), (read.Label, read.Reason, read.Claims.Length));
    }

    [Fact]
    public void OverlayEntryWithAgent_IsAClaimOfItsOwn()
    {
        var commit = CommitSamples.Commit("Change it", parents: 2);
        var options = new ClaimOptions
        {
            Overlay = new Dictionary<ObjectId, OverlayLabel> { [commit.Id] = new(Label.Agent, "codex", "openai/gpt-5") },
        };

        var read = CommitSamples.Read(commit, options);

        Assert.Equal("codex cli openai/gpt-5 author medium", MessageCase.Describe(Assert.Single(read.Agents)));
        Assert.Equal("overlay overlay none", string.Join(' ', read.Explain()[0].Rule, read.Explain()[0].Kind, read.Explain()[0].Position));
        Assert.Equal(Label.Agent, read.LineLabel());
    }

    [Theory]
    [InlineData(1, Label.Agent)]
    [InlineData(2, Label.Mixed)]
    public void LinesBornInAMerge_AreMixed(int parents, Label expected)
    {
        var read = CommitSamples.Read(CommitSamples.Commit("Merge it\n\n" + CommitSamples.Claude, parents: parents));

        Assert.Equal((Label.Agent, expected), (read.Label, read.LineLabel()));
    }

    [Fact]
    public void LinesBornInAMergeOfAnAgentsOwn_AreTheAgents() => Assert.Equal(
        Label.Agent,
        CommitSamples.Read(CommitSamples.Commit("Merge it", "Claude", "noreply@anthropic.com", parents: 2)).LineLabel());

    [Theory]
    [InlineData("Reviewed-by: Somebody Else <somebody@corp.invalid.org>", true)]
    [InlineData("reviewed-by: Somebody Else", true)]
    [InlineData("Reviewed-by:\nSomebody Else <somebody@corp.invalid.org>", true)]
    [InlineData("Reviewed-by:", false)]
    [InlineData("> Reviewed-by: Somebody Else <somebody@corp.invalid.org>", false)]
    [InlineData("    Reviewed-by: Somebody Else <somebody@corp.invalid.org>", false)]
    [InlineData("Reviewed-by: Copilot <175728472+Copilot@users.noreply.github.com>", false)]
    [InlineData("Reviewed-by: acme[bot] <12+acme[bot]@users.noreply.github.com>", false)]
    [InlineData("Reviewed-by: Claude Code", false)]
    [InlineData("Acked-by: Somebody Else <somebody@corp.invalid.org>", false)]
    public void Review_CountsWhenAPersonGaveIt(string trailer, bool expected)
    {
        var read = CommitSamples.ReadMessage("Change it\n\n" + trailer);

        Assert.Equal((expected, Label.Unknown), (read.HasReview, read.Label));
    }

    [Fact]
    public void ReviewKeys_AreThePolicys() =>
        Assert.True(CommitSamples.ReadMessage("Change it\n\nAcked-by: Somebody Else", new ClaimOptions { ReviewKeys = ["Acked-by"] }).HasReview);

    private static (Label Label, LabelReason Reason) Judged(CommitObject commit, ClaimOptions options)
    {
        var read = CommitSamples.Read(commit, options);
        return (read.Label, read.Reason);
    }
}
