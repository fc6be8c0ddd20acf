using Provenance.Engine.Claims;

namespace Provenance.Engine.Tests.Claims;

public sealed class MessageCaseTests
{
    public static TheoryData<string> Names => [.. MessageCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Commit_HasTheExpectedLabelAndAgents(string name)
    {
        var expected = MessageCase.All.Single(one => one.Name == name);

        var read = new CommitLabeler(Registry.Default, ClaimOptions.Default).Read(expected.Commit);

        Assert.Equal(
            (expected.Label, string.Join('\n', expected.Agents)),
            (ClaimWords.Of(read.Label), string.Join('\n', read.Agents.Select(MessageCase.Describe))));
    }
}
