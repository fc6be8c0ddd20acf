using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Tests.Map;
using Provenance.Engine.Map;

namespace Provenance.Analyzers.Tests.Typing;

/// <summary>While somebody types, squiggles stay on the members that they are about, and nothing is said of what is not committed.</summary>
public sealed class TypingTests
{
    private const string Committed = """
        public class Calculator
        {
            public int Twice(int x)
            {
                return x + x;
            }

            private int Unused() => 1;

            public int Thrice(int x)
            {
                return x + x + x;
            }
        }
        """;

    private static readonly string[] AtFirst = ["PROV010 Twice", "PROV011 Twice", "PROV010 Unused", "PROV202 Unused"];

    [Fact]
    public async Task LinesTypedAbove_MoveNoSquiggle()
    {
        using var session = Open();
        Assert.Equal(AtFirst, await session.SquigglesAsync());

        await session.TypeAsync("class Calculator\n{", "\n    // a\n    private int _x = 3;\n", async () => Assert.Equal(AtFirst, await session.SquigglesAsync()));
    }

    [Fact]
    public async Task MemberThatIsTyped_IsNobodysUntilItIsCommitted()
    {
        using var session = Open();

        await session.TypeAsync("return x + x;\n    }\n", "\n    public int Half(int x)\n    {\n        return x / 2;\n    }\n", async () =>
            Assert.DoesNotContain(await session.SquigglesAsync(), squiggle => squiggle.Contains("Half", StringComparison.Ordinal) || squiggle.Contains("Thrice", StringComparison.Ordinal)));
        Assert.Equal(AtFirst, await session.SquigglesAsync());
    }

    [Fact]
    public async Task TypedIntoTheBody_TheShareFallsAndComesBack()
    {
        using var session = Open();
        const string Typed = "\n        x += 1;\n        x += 2;\n        x += 3;\n        x += 4;\n        x += 5;";

        await session.TypeAsync("public int Twice(int x)\n    {", Typed, async () => _ = await session.SquigglesAsync());
        Assert.DoesNotContain("PROV010 Twice", await session.SquigglesAsync());

        var at = (await session.TextAsync()).IndexOf(Typed, StringComparison.Ordinal);
        await session.EditAsync(new TextChange(new TextSpan(at, Typed.Length), ""));
        Assert.Equal(AtFirst, await session.SquigglesAsync());
    }

    [Fact]
    public async Task UseThatIsTyped_TakesTheReportOfTheUnusedMemberAway()
    {
        using var session = Open();

        await session.TypeAsync("return x + x + x", " + Unused()", async () => _ = await session.SquigglesAsync());

        Assert.Equal(["PROV010 Twice", "PROV011 Twice", "PROV010 Unused"], await session.SquigglesAsync());
    }

    [Fact]
    public async Task FixAndTyping_GoTogether()
    {
        using var session = Open();

        await session.ApplyFixAsync("PROV010");
        Assert.Contains("    [AgentAuthored(\"claude\", Model = \"anthropic/claude-opus-4-8\")]\n    public int Twice", await session.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(["PROV011 Twice", "PROV010 Unused", "PROV202 Unused"], await session.SquigglesAsync());

        await session.ApplyFixAsync("PROV202");
        await session.TypeAsync("[AgentAuthored(\"clau", "x", () => Task.CompletedTask);
        Assert.Equal(["PROV002 \"clauxde\"", "PROV010 Twice", "PROV011 Twice"], await session.SquigglesAsync());

        await session.ApplyFixAsync("PROV002");
        Assert.Equal(["PROV011 Twice"], await session.SquigglesAsync());
    }

    [Fact]
    public async Task TextThatDoesNotParse_IsNoReasonToThrow()
    {
        using var session = Open();

        await session.TypeAsync("public int Twice(int x)", " => [(\"{ /* #if class \\u00", async () => _ = await session.SquigglesAsync());
        await session.EditAsync(new TextChange(new TextSpan(0, (await session.TextAsync()).Length), ""));

        Assert.Empty(await session.SquigglesAsync());
    }

    private static EditorSession Open() => new(
        ExampleMap.Text(ExampleMap.File("Calculator.cs", Committed, "hhcccchchhhhhh")),
        ("Calculator.cs", Committed),
        ("Other.cs", "class Other;\n"));
}
