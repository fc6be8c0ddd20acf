using Provenance.Engine.Analysis;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class ProjectLineagesTests : IDisposable
{
    private const string Code = "class Planner\n{\n    int Plan(int order, int shelf) => order * 3 + shelf - Rest(order, shelf);\n}\n";

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void ProjectWrittenAnewUnderAnotherName_KeepsWhatItsCodeWas()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", "<Project>\n  <!-- The first one. -->\n</Project>\n"), ("src/Core/Planner.cs", Code)],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null), ("src/Kernel/Kernel.csproj", "<Other />\n"), ("src/Kernel/Planner.cs", Code)]);

        Assert.Contains(BirthProjectOf(analysis, "src/Kernel/Planner.cs"), Lineages(analysis, "src/Kernel/Kernel.csproj", "src/Kernel/Planner.cs"));
    }

    [Fact]
    public void CodeOfALivingProject_StaysThatProjects()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", "<Project />\n"), ("src/Core/Planner.cs", Code), ("src/Shop/Shop.csproj", "<Other />\n")],
            [("src/Core/Planner.cs", null), ("src/Shop/Planner.cs", Code)]);

        Assert.DoesNotContain(BirthProjectOf(analysis, "src/Shop/Planner.cs"), Lineages(analysis, "src/Shop/Shop.csproj", "src/Shop/Planner.cs"));
        Assert.Single(Lineages(analysis, "src/Shop/Shop.csproj", "src/Shop/Planner.cs"));
    }

    [Fact]
    public void ProjectThatIsGoneWithItsCode_IsNobodys()
    {
        var analysis = Analyze(
            [("src/Core/Core.csproj", "<Project>\n  <!-- The first one. -->\n</Project>\n"), ("src/Core/Planner.cs", Code), ("src/Shop/Shop.csproj", "<Other />\n"), ("src/Shop/Desk.cs", "class Desk { int Open(int day) => day + 1; }\n")],
            [("src/Core/Core.csproj", null), ("src/Core/Planner.cs", null)]);

        Assert.Equal([BirthProjectOf(analysis, "src/Shop/Desk.cs")], Lineages(analysis, "src/Shop/Shop.csproj", "src/Shop/Desk.cs"));
    }

    private static HashSet<int> Lineages(AnalyzedRepository analysis, string project, string file) =>
        ProjectLineages.Of(analysis, new HashSet<string>([project], StringComparer.Ordinal), [file]);

    private static int BirthProjectOf(AnalyzedRepository analysis, string path) =>
        analysis.History.Origins[analysis.History.Files.Single(file => file.Path == path).Origins.Values[0]].Project;

    private AnalyzedRepository Analyze((string Path, string? Content)[] first, (string Path, string? Content)[] second)
    {
        var root = _repository.Commit(TestCommit.OfText("Begin\n", Start, first));
        var tip = _repository.Commit(TestCommit.OfText("Go on\n", Start.AddDays(1), second), root);
        return AnalyzedLines.Of(_repository, _repository.Import()[tip], mode: UnitMode.Token);
    }
}
