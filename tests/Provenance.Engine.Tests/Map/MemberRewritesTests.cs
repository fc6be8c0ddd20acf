using Provenance.Engine.Map;

namespace Provenance.Engine.Tests.Map;

public sealed class MemberRewritesTests
{
    private const long Day = 86_400;

    private static readonly string[] Bodies =
    [
        "return values.Sum() + values.Length;",
        "foreach (var x in values) { total += x; } return total;",
        "return Array.Exists(values, IsOdd) ? First(values) : Last(values);",
        "for (var i = 0; i < 10; i++) { Add(values, i); } return Result;",
    ];

    [Fact]
    public void ReplacedBodies_AreCountedInTheBusiestDays()
    {
        var churn = Count([Version(0, 0), Version(1, 10), Version(2, 20), Version(3, 30), Version(0, 100)], days: 30, least: 1);

        Assert.Equal([new MapChurn(3, 3, 3)], churn);
        Assert.Equal([new MapChurn(3, 3, 2)], Count([Version(0, 0), Version(1, 10), Version(2, 20), Version(3, 31)], days: 10, least: 1));
        Assert.Equal([new MapChurn(3, 3, 4)], Count([Version(0, 0), Version(1, 10), Version(2, 20), Version(3, 30), Version(0, 100)], days: 90, least: 4));
        Assert.Empty(Count([Version(0, 0), Version(1, 10), Version(2, 20), Version(3, 30)], days: 30, least: 4));
    }

    [Fact]
    public void EditsMovesAndFormatting_AreNoRewriting()
    {
        var text = Text(Bodies[1]);
        string[] versions = [text, text.Replace("+=", "-=", StringComparison.Ordinal), text.Replace(" ", "  ", StringComparison.Ordinal), "// comment\n" + text, text.Replace("    int Sum", "    int Other() => 1;\n\n    int Sum", StringComparison.Ordinal)];

        Assert.Empty(Count([.. versions.Select((version, index) => (version, index * Day))], days: 30, least: 1));
    }

    [Fact]
    public void MemberOfAnotherNameOrTypeOrOverload_IsAnother()
    {
        var renamed = Text(Bodies[1]).Replace("Sum(", "Total(", StringComparison.Ordinal);
        var overload = Text(Bodies[1]).Replace("int[] values)", "int[] values, int seed)", StringComparison.Ordinal);
        var elsewhere = Text(Bodies[1]).Replace("class C", "class D", StringComparison.Ordinal);

        Assert.All((string[])[renamed, overload, elsewhere], other => Assert.Empty(Count([(Text(Bodies[0]), 0), (other, Day)], days: 30, least: 1)));
    }

    [Fact]
    public void MemberThatWasAway_IsCountedAnew() =>
        Assert.Equal([new MapChurn(3, 3, 1)], Count([Version(0, 0), Version(1, 1), ("class C\n{\n}\n", 2 * Day), Version(2, 3), Version(3, 4)], days: 30, least: 1));

    [Fact]
    public void NestedTypesAndRepeatedNames_AreTold()
    {
        var before = "class C\n{\n    class In { int Sum(int[] values) { " + Bodies[0] + " } }\n    int Sum(int[] values) { return 1; }\n    int Sum(long[] values) { " + Bodies[0] + " }\n}\n";
        var after = before.Replace("In { int Sum(int[] values) { " + Bodies[0], "In { int Sum(int[] values) { " + Bodies[1], StringComparison.Ordinal);

        Assert.Equal([new MapChurn(3, 3, 1)], Count([(before, 0), (after, Day)], days: 30, least: 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("class {{{ int (")]
    [InlineData("\0\uFFFF")]
    public void BrokenText_CountsNothing(string text) => Assert.Empty(Count([(text, 0), (Text(Bodies[0]), Day), (text, 2 * Day)], days: 30, least: 1));

    private static MapChurn[] Count(IReadOnlyList<(string Text, long Seconds)> versions, int days, int least) => [.. MemberRewrites.Count(versions, days, least)];

    private static (string Text, long Seconds) Version(int body, int day) => (Text(Bodies[body]), day * Day);

    private static string Text(string body) => "class C\n{\n    int Sum(int[] values) { " + body + " }\n}\n";
}
