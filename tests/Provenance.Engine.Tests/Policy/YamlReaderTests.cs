using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Tests.Policy;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: &x 1\nb: *x\n", 1)]
    [InlineData("a: 1\na: 2\n", 2)]
    [InlineData("a: !!int 1\n", 1)]
    [InlineData("a: 1\nb: [\n", 3)]
    [InlineData("a: 1\n---\nb: 2\n", 1)]
    public void RefusedConstruct_NamesItsLine(string text, int line)
    {
        var (root, error) = YamlReader.Read(text);

        Assert.Null(root);
        Assert.Equal(line, error!.Line);
    }

    [Fact]
    public void DepthOverLimit_IsRefused()
    {
        var (root, error) = YamlReader.Read(new string('[', 40) + new string(']', 40));

        Assert.Null(root);
        Assert.NotNull(error);
    }

    [Fact]
    public void Nodes_CarryTheirPlace()
    {
        var (root, _) = YamlReader.Read("version: 1\nagents:\n  - {id: x}\n");

        var agents = Assert.IsType<YamlSequence>(((YamlMapping)root!)["agents"]);
        var id = Assert.IsType<YamlScalar>(((YamlMapping)agents.Items[0])["id"]);
        Assert.Equal(("x", 3, 10), (id.Value, id.Line, id.Column));
    }
}
