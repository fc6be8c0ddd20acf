using Provenance.Engine.Map;

namespace Provenance.Engine.Tests.Map;

public sealed class CommittedLinesTests
{
    private static readonly MapFile File = MapFile.Of("A.cs", "a\nb\nc\n", [], [], []);

    [Theory]
    [InlineData("a\nb\nc\n")]
    [InlineData("a\r\nb\r\nc\r\n")]
    public void CommittedText_IsItself(string text) => Assert.Null(CommittedLines.In(text, File));

    [Fact]
    public void EditedText_KeepsItsCommittedLines() => Assert.Equal(new[] { 0, CommittedLines.Uncommitted, 2, 3 }, CommittedLines.In("a\nx\nc\n", File)!.Value.ToArray());
}
