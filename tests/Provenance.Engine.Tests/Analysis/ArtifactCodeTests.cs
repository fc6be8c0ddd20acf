using Provenance.Engine.Analysis;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class ArtifactCodeTests : IDisposable
{
    private const string Planner = "class Planner\n{\n    int Plan(int order, int shelf) => order * 3 + shelf - Rest(order, shelf);\n}\n";
    private const string Desk = "class Desk\n{\n    int Open(int day) => day + 1;\n}\n";
    private const string Core = "<Project>\n  <!-- The first one. -->\n</Project>\n";

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void ProjectWrittenAnewUnderAnotherName_KeepsWhatItsCodeWas()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner)],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null), ("src/Kernel/Kernel.csproj", "<Other />\n"), ("src/Kernel/Planner.cs", Planner)]);

        Assert.Equal(["src/Core/Planner.cs alive"], Held(analysis, "src/Kernel/Kernel.csproj", "src/Kernel/Planner.cs"));
    }

    [Fact]
    public void CodeOfALivingProject_StaysThatProjects()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", Desk)],
            [("src/Core/Planner.cs", null), ("src/Shop/Planner.cs", Planner)]);

        Assert.Equal(["src/Shop/Desk.cs alive"], Held(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs", "src/Shop/Planner.cs"));
    }

    [Fact]
    public void DeadCodeOfAProjectThatIsGone_IsInEveryRecordOfAgentsCode()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", Desk)],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null)]);

        Assert.Equal(["src/Core/Planner.cs dead", "src/Shop/Desk.cs alive"], Held(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs"));
    }

    [Fact]
    public void DeadCodeOfAProjectThatIsGone_MakesNoFigureWhereNoAgentWorked()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner)],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", Desk)]);

        Assert.Equal(["src/Shop/Desk.cs alive"], Held(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs"));
    }

    [Fact]
    public void LivingCodeOfAProjectThatIsGone_IsInTheRecordOfWhoHasItNow()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", Desk)],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null), ("src/Kernel/Kernel.csproj", "<Third />\n"), ("src/Kernel/Planner.cs", Planner)]);

        Assert.Equal(["src/Core/Planner.cs alive"], Held(analysis, "src/Kernel/Kernel.csproj", "src/Kernel/Planner.cs"));
        Assert.Equal(["src/Shop/Desk.cs alive"], Held(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs"));
    }

    [Theory]
    [InlineData("tests/Shop.Tests/Planner.cs")]
    [InlineData("old/Planner.cs")]
    public void LivingCodeOfAProjectThatIsGone_IsInEveryRecordWhereItDoesNotShip(string path)
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", Core), ("src/Core/Planner.cs", Planner), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", Desk), ("tests/Shop.Tests/Shop.Tests.csproj", "<Tests />\n")],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null), (path, Planner)]);

        Assert.Equal(["src/Core/Planner.cs alive", "src/Shop/Desk.cs alive"], Held(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs"));
    }

    private static string[] Held(AnalyzedRepository analysis, string project, params string[] files)
    {
        var code = new ArtifactCode(analysis, new HashSet<string>([project], StringComparer.Ordinal), files);
        var history = analysis.History;
        return
        [
            .. history.Cells.Where(cell => code.Holds(cell))
                .Select(cell => history.Paths[history.Origins[history.Lives[cell.Life].Origin].Path] + (cell.Exit < 0 ? " alive" : " dead"))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    // An agent writes first; a person changes it.
    private AnalyzedRepository Analyze((string Path, string? Content)[] first, (string Path, string? Content)[] second)
    {
        var root = _repository.Commit(TestCommit.OfText("Begin\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start, first));
        var tip = _repository.Commit(TestCommit.OfText("Go on\n", Start.AddDays(1), second), root);
        return AnalyzedLines.Of(_repository, _repository.Import()[tip], mode: UnitMode.Token);
    }
}
