using Provenance.Engine.Policy;
using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Notices;

/// <summary>The examples of docs/rules/PROV8xx.md are read by the reader that they are about.</summary>
public sealed class PolicyPageExampleTests
{
    public static TheoryData<string> CodesWithExample =>
        [.. PolicyProblemCatalog.All.Select(problem => problem.Code).Where(code => RepositoryFiles.Read($"docs/rules/{code}.md").Contains("# before", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(CodesWithExample))]
    public void Before_HasTheProblem_After_HasNone(string code)
    {
        var example = RepositoryFiles.Read($"docs/rules/{code}.md").Split("```yaml\n# before\n")[1].Split("\n```")[0].Split("\n# after\n");

        Assert.Contains(code, Codes(example[0]));
        Assert.Empty(Codes(example[1]));
    }

    [Fact]
    public void MostPages_HaveAnExample() => Assert.True(CodesWithExample.Count >= 15);

    private static IEnumerable<string> Codes(string example)
    {
        string[] agents = ["claude", "github-copilot", "unresolved"];
        var problems = example switch
        {
            ['-', ..] when example.Contains("pullRequest", StringComparison.Ordinal) => OverlayReader.Read("schema: provenance-overlay/1\nentries:\n" + example + "\n", "o", agents).Problems,
            ['-', ..] => PolicyReader.Read("version: 1\nrules:\n" + example + "\n", "p", agents).Problems,
            _ when example.Contains("version:", StringComparison.Ordinal) => PolicyReader.Read(example + "\n", "p", agents).Problems,
            _ => PolicyReader.Read("version: 1\n" + example + "\n", "p", agents).Problems,
        };
        return problems.Select(problem => problem.Code);
    }
}
