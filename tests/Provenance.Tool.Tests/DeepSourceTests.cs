using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary>Commands on source that ends a parser: a stack that overflows would end the process without a result.</summary>
public sealed class DeepSourceTests
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("new List<", "int", ">()")]
    [InlineData("$\"{", "1", "}\"")]
    public void HostileSource_IsAFindingOfCheckAndReview(string open, string middle, string close)
    {
        using var repository = TestRepository.Create();
        var start = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var text = $"class A {{ object s = {string.Concat(Enumerable.Repeat(open, 100_000))}{middle}{string.Concat(Enumerable.Repeat(close, 100_000))}; }}\n";
        repository.Commit(
            TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", start.AddDays(1), ("A.cs", text)),
            repository.Commit(TestCommit.OfText("Start", start, ("B.cs", "class B { }\n"), ("provenance.yml", "version: 1\nrules:\n  - require-review: {paths: ['**'], by: [Reviewed-by]}\n"))));
        var ids = repository.Import();

        var check = ToolProcess.Run(repository.Root, ["check"]);
        var review = ToolProcess.Run(repository.Root, ["review", ids[1] + "..", "--fail-on-findings"]);

        Assert.All((ToolResult[])[check, review], result =>
        {
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("A.cs(1): ", result.Text, StringComparison.Ordinal);
            Assert.Contains("PROV946", result.Error, StringComparison.Ordinal);
        });
    }
}
