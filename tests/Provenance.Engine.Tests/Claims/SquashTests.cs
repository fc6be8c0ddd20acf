using Provenance.Engine.Claims;

namespace Provenance.Engine.Tests.Claims;

/// <summary>Messages of squashed pull requests: their shape, sections, and what those make of the label.</summary>
public sealed class SquashTests
{
    private const string Hoisted = "\n\n---------\n\nCo-authored-by: Somebody Else <somebody@corp.invalid.org>\n";

    [Theory]
    [InlineData("* One\n\n{C}\n\n* Two\n\n{C}", "sections agent 2/2")]
    [InlineData("* One\n\n{C}\n\n* Two", "sections mixed 1/2")]
    [InlineData("* One\n\n{C}\n\n* Two\n\n{R}", "sections mixed 1/2")]
    [InlineData("* One\n\n{C}\n\n* Merge branch 'main' into topic\n\n* Initial plan", "sections agent 1/1")]
    [InlineData("* One\n\n{C}\n\n* Merged main into topic", "sections agent 1/1")]
    [InlineData("* One\n\n{C}\n\n* Merge sort replaces heap sort", "sections mixed 1/2")]
    [InlineData("* One\n\n{C}\n\n* Merge branches", "sections agent 1/1")]
    [InlineData("{C}\n\n* One", "sections mixed 0/1")]
    [InlineData("* Merge branch 'main'\n\n{C}", "sections mixed 0/0")]
    [InlineData("Text of the pull request.\n\n{C}", "divider mixed 0/0")]
    [InlineData("* {C}", "divider mixed 0/0")]
    public void MessageWithDivider_IsJudgedBySections(string body, string expected) => Assert.Equal(expected, Judge(body + Hoisted));

    [Theory]
    [InlineData("* One\n\n{C}\n\n* Two\n\n{C}", "sections agent 2/2")]
    [InlineData("* One\n\n{C}\n\n* Two", "sections mixed 1/2")]
    [InlineData("* One\n\n{C}", "plain agent 0/0")]
    [InlineData("* One\n* Two\n\n{C}", "plain agent 0/0")]
    [InlineData("Heading\n-------\n\nProse.\n\n{C}", "plain agent 0/0")]
    [InlineData("Text\n\n---\n\n{C}", "plain agent 0/0")]
    [InlineData("Text\n\n-----\n\nMore text\n\n{C}", "plain agent 0/0")]
    [InlineData("Text\n\n-----\n\nFixes: 12", "plain unknown 0/0")]
    [InlineData("Text\n\n-----\n\nCo-authored-by: copilot-swe-agent[bot]\n<198982749+Copilot@users.noreply.github.com>", "divider mixed 0/0")]
    public void MessageWithoutDivider_IsOnlyASquashWithTitles(string body, string expected) => Assert.Equal(expected, Judge(body));

    [Fact]
    public void TitlesWithoutPullRequestNumber_MakeNoSections() =>
        Assert.Equal(MessageShape.Plain, CommitSamples.ReadMessage("Change it\n\n* One\n\nText\n\n* Two\n\nText").Shape);

    [Fact]
    public void ClaimsOfASquash_SayWhereTheyStand()
    {
        var message = "Change it (#1)\n\n" + CommitSamples.Claude + "\n\n* One\n\n* Two\n\n" + CommitSamples.CopilotReview
            + "\n\n---------\n\nCo-authored-by: Cursor <cursoragent@cursor.com>\n";

        Assert.Equal(
            ["preface partial", "squash-section(2) section", "hoisted partial"],
            CommitSamples.ReadMessage(message).Claims.Select(claim => ClaimWords.Of(claim.Position) + " " + ClaimWords.Of(claim.Granularity)));
    }

    [Fact]
    public void AgentAsAuthor_MakesTheSquashItsOwn()
    {
        var message = "Change it (#1)\n\n* One\n\n* Two" + Hoisted;

        var read = CommitSamples.Read(CommitSamples.Commit(message, "Copilot", "198982749+Copilot@users.noreply.github.com"));

        Assert.Equal((Label.Agent, LabelReason.AuthorIsAgent, 0.0), (read.Label, read.Reason, read.Ratio));
    }

    [Fact]
    public void FenceInOneSection_DoesNotCloseInTheNext() =>
        Assert.Equal("sections agent 2/2", Judge("* One\n\n```\n{C}\n\n* Two\n\n{C}\n```" + Hoisted));

    [Fact]
    public void UnlocatedSquash_IsAnAgentsWhenThePolicySaysSo()
    {
        var options = new ClaimOptions { UnlocatedSquashIsAgent = true };
        var whole = "Change it (#1)\n\nText\n\n" + CommitSamples.Claude + Hoisted;

        Assert.Equal(Label.Agent, CommitSamples.ReadMessage(whole, options).Label);
        Assert.Equal(Label.Mixed, CommitSamples.ReadMessage(whole.Replace(CommitSamples.Claude, CommitSamples.CopilotReview, StringComparison.Ordinal), options).Label);
        Assert.Equal(Label.Mixed, CommitSamples.ReadMessage("Change it (#1)\n\n* One\n\n" + CommitSamples.Claude + "\n\n* Two" + Hoisted, options).Label);
    }

    private static string Judge(string body)
    {
        var filled = body.Replace("{C}", CommitSamples.Claude, StringComparison.Ordinal).Replace("{R}", CommitSamples.CopilotReview, StringComparison.Ordinal);
        var read = CommitSamples.ReadMessage("Change it (#12)\n\n" + filled);
        return FormattableString.Invariant($"{ClaimWords.Of(read.Shape)} {ClaimWords.Of(read.Label)} {read.AgentSections}/{read.CountedSections}");
    }
}
