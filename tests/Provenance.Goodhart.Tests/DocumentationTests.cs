using Provenance.Goodhart.Tests.Printing;
using Provenance.Goodhart.Tests.Rows;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests;

/// <summary>What is written about the strategies is what was measured, to the last digit.</summary>
public sealed class DocumentationTests
{
    private const string Begin = "<!-- measured -->\n";
    private const string End = "<!-- end of what is measured -->\n";

    [Fact]
    public void Documentation_ShowsWhatIsMeasured()
    {
        var path = Path.Combine(PackageFeed.RepositoryRoot, "docs", "goodhart.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));

        var measured = MeasuredTable.Render(Gallery.All) + "\n";

        if (text[start..end] != measured)
        {
            var written = Path.Combine(PackageFeed.RepositoryRoot, "artifacts", "goodhart.md");
            Directory.CreateDirectory(Path.GetDirectoryName(written)!);
            File.WriteAllText(written, text[..start] + measured + text[end..]);
            Assert.Fail($"The figures are not those of docs/goodhart.md. What was measured is in {written}: read it, and put it in its place.");
        }
    }
}
