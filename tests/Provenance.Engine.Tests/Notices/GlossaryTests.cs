using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Notices;

public sealed class GlossaryTests
{
    private static readonly string[] Words =
    [
        "blame", "trailer", "note", "mainline", "boundary commit", "blob", "tree", "birth", "death", "revival", "censoring (right)", "truncation (left)", "cohort", "landmark",
        "hazard", "at risk", "exposure", "sequence point", "MVID", "claim", "tier", "coverage", "unit",
    ];

    [Fact]
    public void EveryWordOfTheField_HasOneSentence()
    {
        var rows = File.ReadLines(RepositoryFiles.Path("docs/glossary.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => cells[1], cells => cells[2], StringComparer.Ordinal);

        Assert.Empty(Words.Except(rows.Keys, StringComparer.Ordinal));
        Assert.Equal(rows.Keys.Order(StringComparer.OrdinalIgnoreCase), rows.Keys);
        Assert.All(rows, row => Assert.True(row.Value.EndsWith('.') && !row.Value.Contains(". ", StringComparison.Ordinal), $"{row.Key}: not one sentence."));
    }
}
