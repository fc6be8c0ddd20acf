using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Compare;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Policy;
using Provenance.Engine.Tests.Reports.Review;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Reports.Compare;

public sealed class ComparisonTests
{
    private static readonly SchemaDocument Schema = SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/compare-1.json"));

    private static readonly string Report = RepositoryFiles.Read("docs/schema/examples/report-1.json");

    [Theory]
    [InlineData("report-1", "report")]
    [InlineData("record-2-compiled", "compiled")]
    [InlineData("record-2-shipped-pack", "shipped-pack")]
    [InlineData("record-2-without-repository", "compiled")]
    public void EveryKindOfDocument_IsRead(string example, string kind)
    {
        var set = FigureReader.TryRead(Bytes(RepositoryFiles.Read($"docs/schema/examples/{example}.json")))!;

        Assert.Equal(kind, set.Kind);
        Assert.NotEmpty(set.Figures);
        Assert.Equal(set.Figures.Length, set.Figures.Select(figure => figure.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"schemaVersion\":2}")]
    [InlineData("{\"schemaVersion\":1,\"repository\":{}}")]
    public void AnythingElse_IsNeither(string text) => Assert.Null(FigureReader.TryRead(Bytes(text)));

    /// <summary>A file may come from anywhere: a value of another form is no figure.</summary>
    [Theory]
    [InlineData("coverage/share", "7")]
    [InlineData("coverage/share", "\"0.5\"")]
    [InlineData("shippedSurvival/point", "-0.1")]
    [InlineData("funnel/0/agent", "\"<script>\"")]
    [InlineData("funnel/0/label", "\"everybody\"")]
    [InlineData("funnel/0/stage", "\"::error::\"")]
    [InlineData("repository/rev", "\"HEAD\"")]
    [InlineData("options/horizonDays", "1.5")]
    public void ValueOfAnotherForm_MakesTheWholeUnreadable(string path, string value)
    {
        var root = JsonNode.Parse(Report)!;
        var keys = path.Split('/');
        var owner = keys[..^1].Aggregate(root, (node, key) => int.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var index) ? node[index]! : node[key]!);
        Assert.NotNull(FigureReader.TryRead(Bytes(root.ToJsonString())));
        owner[keys[^1]] = JsonNode.Parse(value);

        Assert.Null(FigureReader.TryRead(Bytes(root.ToJsonString())));
    }

    [Fact]
    public void Delta_IsAfterLessBefore()
    {
        var change = Changed("coverage", root => root["coverage"]!["share"] = 0.41);

        Assert.Equal(0.1, change.Delta!.Value, 9);
        Assert.Null(Changed("coverage", root => root["coverage"]!["share"] = null).Delta);
    }

    [Theory]
    [InlineData(0.7, 0.8, true)]
    [InlineData(0.79, 0.8, false)]
    public void Overlap_IsThatOfTheIntervals(double low, double high, bool overlap)
    {
        var change = Changed("shippedSurvival", root => (root["shippedSurvival"]!["ciLow"], root["shippedSurvival"]!["ciHigh"]) = (low, high));

        // The example's own interval is 0.61 to 0.78.
        Assert.Equal(overlap, change.Overlap);
    }

    [Fact]
    public void OptionsThatDiffer_AreNamed()
    {
        var other = JsonNode.Parse(Report)!;
        other["options"]!["horizonDays"] = 60;

        Assert.Equal(new OptionDifference("horizonDays", "30", "60"), Assert.Single(Compare(Report, other.ToJsonString()).Differences));
        Assert.Empty(Compare(Report, Report).Differences);
    }

    [Fact]
    public void Steps_AreThoseThatMovedAgentCode()
    {
        using var repository = TestRepository.Create();
        var last = repository.Commit(TestCommit.OfText("Start", ReviewSample.Start, ("Shop.csproj", "<Project />\n")));
        var side = repository.Commit(TestCommit.OfText("Elsewhere", ReviewSample.Start.AddDays(1), ("E.cs", "class E { }\n")), last);
        last = repository.Commit(TestCommit.OfText("Add" + ReviewSample.Claude, ReviewSample.Start.AddDays(1), ("A.cs", ReviewSample.Source("A", 0, 5))), last);
        var before = repository.Commit(TestCommit.OfText("Add", ReviewSample.Start.AddDays(2), ("B.cs", ReviewSample.Source("B", 10, 5))), last);
        last = repository.Commit(TestCommit.OfText("Remove", ReviewSample.Start.AddDays(3), ("A.cs", null)), before);
        last = repository.Commit(TestCommit.OfText("Add", ReviewSample.Start.AddDays(4), ("C.cs", ReviewSample.Source("C", 20, 5))), last);
        repository.Commit(TestCommit.OfText("Add" + ReviewSample.Claude, ReviewSample.Start.AddDays(40), ("D.cs", ReviewSample.Source("D", 30, 2))), last);
        var ids = repository.Import();
        var analysis = ReportSample.Analyze(repository);
        using var room = CleanRoom.Open(TestReplay.Host(repository.Root), analysis.Location);

        var movement = MovementQuery.Run(room, analysis, ObjectId.Parse(ids[before]), (30, 365));

        Assert.Equal((MovementGap.None, 3), (movement.Reason, movement.Steps));
        Assert.Equal([ids[before + 1], ids[^1]], movement.Moved.Select(step => step.Commit.ToString()));
        Assert.True(movement.Moved[0] is { AgentBorn: 0, AgentDied: > 0, OtherBorn: 0, OtherDied: 0 });
        Assert.True(movement.Moved[1] is { AgentBorn: > 0, AgentDied: 0 });
        Assert.Equal(movement.Moved[0].AgentDied, movement.AgedIn);
        Assert.Equal(0, movement.AgedOut);
        Assert.Equal(MovementGap.NotAnAncestor, MovementQuery.Run(room, analysis, ObjectId.Parse(ids[side]), (30, 365)).Reason);
    }

    [Fact]
    public void EveryFormat_IsInertWhateverTheOptionsSay() => Check.One(Laws.Config.WithMaxTest(60), Prop.ForAll(HostileTexts.All, text =>
    {
        var root = JsonNode.Parse(Report)!;
        root["options"]!["path"] = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var report = Compare(Report, root.ToJsonString());
        var json = CompareJson.Write(report);
        var markdown = Encoding.UTF8.GetString(CompareMarkdown.Write(report));

        Assert.Equal(MarkdownForm.WithoutCode(Encoding.UTF8.GetString(CompareMarkdown.Write(WithPath("x")))), MarkdownForm.WithoutCode(markdown));
        return Schema.ValidateWithKeyOrder(JsonDocument.Parse(json).RootElement).IsEmpty
            && MarkdownForm.IsQuiet(Encoding.UTF8.GetString(json)) && MarkdownForm.IsQuiet(markdown) && MarkdownForm.IsQuiet(CompareText.Write(report, default));
    }));

    private static ComparisonReport WithPath(string path)
    {
        var root = JsonNode.Parse(Report)!;
        root["options"]!["path"] = path;
        return Compare(Report, root.ToJsonString());
    }

    private static FigureChange Changed(string name, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(Report)!;
        change(root);
        return Compare(Report, root.ToJsonString()).Figures.Single(figure => figure.Name == name);
    }

    private static ComparisonReport Compare(string before, string after) =>
        ComparisonReport.Of(FigureReader.TryRead(Bytes(before))!, FigureReader.TryRead(Bytes(after))!, Movement.None(MovementGap.SameCommit));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
