using System.Text;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class TextFormTests
{
    private const string Text = "using System;\n\n// Gr\u00fc\u00dfe\npublic class \u00c4pfel\n{\n    public string Name => $\"{1 + 2} \u4e2d\u6587 \U0001f600\";\n\n    int x = 0x1F; // end\n}\n";

    /// <summary>A file that is only written in another form keeps the birth of every token, there and back again.</summary>
    [Theory]
    [InlineData("crlf")]
    [InlineData("cr")]
    [InlineData("bom")]
    [InlineData("bom crlf")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("utf-16le crlf")]
    [InlineData("no final newline")]
    [InlineData("trailing white space")]
    [InlineData("reindented")]
    public void TextForms_AttributeAlike(string form)
    {
        using var repository = TestRepository.Create();
        var written = Write(form);
        Assert.NotEqual(Encoding.UTF8.GetBytes(Text), written);
        var first = repository.Commit(new TestCommit("born\n", SampleHistory.Start, ("src/A.cs", Encoding.UTF8.GetBytes(Text))));
        var second = repository.Commit(new TestCommit("rewritten\n", SampleHistory.Start.AddDays(1), ("src/A.cs", written)), first);
        repository.Commit(new TestCommit("and back\n", SampleHistory.Start.AddDays(2), ("src/A.cs", Encoding.UTF8.GetBytes(Text))), second);
        var ids = repository.Import();

        var history = TestReplay.Run(repository, UnitMode.Token);

        var blame = TestReplay.Blame(history, Assert.Single(history.Files));
        Assert.NotEmpty(blame);
        Assert.All(blame, id => Assert.Equal(ids[1], id));
        Assert.All(history.Cells, cell => Assert.Equal(-1, cell.Exit));
    }

    private static byte[] Write(string form)
    {
        var crlf = Text.Replace("\n", "\r\n", StringComparison.Ordinal);
        return form switch
        {
            "crlf" => Encoding.UTF8.GetBytes(crlf),
            "cr" => Encoding.UTF8.GetBytes(Text.Replace('\n', '\r')),
            "bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)],
            "bom crlf" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(crlf)],
            "utf-16le" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            "utf-16le crlf" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(crlf)],
            "no final newline" => Encoding.UTF8.GetBytes(Text.TrimEnd('\n')),
            "trailing white space" => Encoding.UTF8.GetBytes(Text.Replace("\n", " \t\n", StringComparison.Ordinal)),
            "reindented" => Encoding.UTF8.GetBytes(Text.Replace("    ", "\t\t", StringComparison.Ordinal)),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
    }
}
