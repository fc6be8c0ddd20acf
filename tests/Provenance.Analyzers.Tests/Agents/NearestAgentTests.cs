using Provenance.Analyzers.Agents;

namespace Provenance.Analyzers.Tests.Agents;

public sealed class NearestAgentTests
{
    [Theory]
    [InlineData("claude_code", "claude")]
    [InlineData("curser", "cursor")]
    [InlineData("codexx", "codex")]
    [InlineData("wrap", "warp")]
    [InlineData("acme-bto", "acme-bot")]
    [InlineData("zzzzzzzz", null)]
    [InlineData("x", null)]
    public void Name_GivesTheAgentThatIsMeant(string name, string? expected) => Assert.Equal(expected, NearestAgent.Of(name, ["acme-bot"]));

    [Fact]
    public void EqualDistances_GiveTheFirstInOrder() => Assert.Equal("qqqqa", NearestAgent.Of("qqqqx", ["qqqqb", "qqqqa"]));

    [Fact]
    public void Aliases_LeadToIdsOfTheTable() => Assert.All(AgentTable.Rows, row => Assert.All(row.Skip(1), alias => Assert.Contains(KnownAgents.FindAlias(alias), KnownAgents.Ids)));
}
